// What would become of open orders if a licence were revoked, and if importers had to buy one
// domestic chip for every two imported ones. Nothing is written. The companies are invented; the
// default start brings them along.
//
//   CARNET_URL=http://127.0.0.1:4000/graphql CARNET_KEY=<key of an authority> \
//     node --import tsx sdk/examples/what-if.ts
import {
  createCarnet,
  type UnitBoundsFieldsFragment,
  type WhatIfQueryVariables,
  type WhatIfTotalsFieldsFragment,
} from '@carnet/sdk';

const { CARNET_URL: url = 'http://127.0.0.1:4000/graphql', CARNET_KEY: key } = process.env;
const carnet = createCarnet({ url, key });

const licence = { number: 'X-26-0301', authority: 'Example Export Office' };
await suppose(`${licence.number} is revoked`, [{ revokeLicence: { licence } }]);

const { nodes: rules } = await carnet.sourcingRules({
  filter: { basis: { eq: 'RATIO' }, status: { ne: 'LIFTED' } },
});
for (const { id, name } of rules) {
  await suppose(`"${name}" is 0.5`, [{ setRatio: { sourcingRuleId: id, ratio: '0.5' } }]);
}

async function suppose(what: string, changes: WhatIfQueryVariables['changes']): Promise<void> {
  const answer = await carnet.whatIf({ changes });
  const { decisions, linesEvaluated, totals, demonstrationTotals, truncated } = answer;
  console.log(`If ${what}: ${decisions.length} of ${linesEvaluated} lines would change`);
  for (const { orderLine, before, after, changedRules, unitsLosingLicence } of decisions) {
    const name = `${orderLine.order.buyer.name} ${orderLine.external?.id ?? orderLine.id}`;
    console.log(`  ${name}: ${before.verdict} -> ${after.verdict}, ${changedRules.join(' ')}`);
    if (unitsLosingLicence > 0) console.log(`    ${unitsLosingLicence} chips lose their licence`);
    for (const { rule, verdict, missing } of after.rules) {
      if (changedRules.includes(rule)) console.log(`    ${rule} ${verdict}: ${missing.join(' ')}`);
    }
  }
  // What is invented is never added to what was reported or recorded.
  tell('reported and recorded', totals);
  tell('invented', demonstrationTotals);
  if (truncated) console.log('  There are more lines than were looked at: give a filter.');
}

function tell(whose: string, totals: WhatIfTotalsFieldsFragment): void {
  const { linesChanged, chipsBlocked, domesticChipsToBuy, buyers } = totals;
  console.log(
    `  ${whose}: ${linesChanged} lines, ${inWords(chipsBlocked)} chips blocked, ${inWords(domesticChipsToBuy)} domestic chips to buy`,
  );
  for (const { organisation, imports, domesticBought, domesticToBuy } of buyers) {
    console.log(
      `    ${organisation.name} imports ${inWords(imports)}, has ${inWords(domesticBought)} domestic, buys ${inWords(domesticToBuy)}`,
    );
  }
}

/** Bounds stay bounds, and what nobody numbered is counted apart. */
function inWords({ low, high, unknown }: UnitBoundsFieldsFragment): string {
  const bounds = high === null ? `${low} or more` : high === low ? `${low}` : `${low} to ${high}`;
  return unknown > 0 ? `${bounds} (${unknown} without a number)` : bounds;
}
