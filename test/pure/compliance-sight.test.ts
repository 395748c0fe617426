import { expect, test } from 'vitest';
import { anonymous, type Viewer } from '../../server/src/access/viewer.ts';
import { checkCompliance } from '../../server/src/compliance/check.ts';
import type { RuleName } from '../../server/src/compliance/rule-result.ts';
import { asSeen } from '../../server/src/compliance/sight.ts';
import {
  buyer,
  candidate,
  cap,
  changed,
  condition,
  jp,
  sourcing,
  vendor,
} from '../support/compliance-facts.ts';

const conditions = [condition('KYC', 'PENDING'), condition('VOLUME_CAP', 'SATISFIED')];
const secret = { units: 424_242, tpp: '4242424', unknown: 0 };

/** A line of which much is only known to one party or the other. */
const facts = changed({
  candidates: [
    candidate('EXPORT', '100', { licence: { conditions }, line: { authorised: 31_337 } }),
    candidate('IMPORT', '200', { line: { authorised: 7_331 } }),
    candidate('EXPORT', '300', { licence: { jurisdiction: jp } }),
  ],
  sourcingRules: [{ ...sourcing, ratio: '1' }],
  sourcing: { bought: { units: 3, tpp: '0', unknown: 0 }, imported: secret },
  volumeCaps: [{ ...cap, there: secret, home: secret }],
  screenings: [
    {
      organisationId: buyer.id,
      screenedForId: vendor.id,
      list: 'Hush',
      result: 'POTENTIAL_MATCH',
      at: '',
    },
  ],
  stock: { recorded: { asOf: '2026-11-01', units: 5 }, reported: null, ahead: secret },
});

const viewer = (more: Partial<Viewer>): Viewer => ({ ...anonymous, key: 'key:1', ...more });

function seenBy(more: Partial<Viewer>, licences: string[]) {
  const sight = { viewer: viewer(more), licences: new Set(licences) };
  const answer = asSeen(checkCompliance(facts), facts, sight);
  const inputsOf = (rule: RuleName) => answer.rules.find((each) => each.rule === rule)?.inputs;
  const missingOf = (rule: RuleName) => answer.rules.find((each) => each.rule === rule)?.missing;
  return { answer, text: JSON.stringify(answer), inputsOf, missingOf };
}

const admin = () => seenBy({ roles: ['ADMIN'] }, ['100', '200', '300']);

test('an administrator sees the whole answer', () => {
  const { answer, inputsOf, missingOf } = admin();
  expect(answer.licenceCandidates.flatMap(({ candidates }) => candidates)).toHaveLength(3);
  expect(inputsOf('STOCK')).toMatchObject({ recorded: { units: 5 }, ahead: secret });
  expect(missingOf('STOCK')).toEqual(["3 more chips in the vendor's stock."]);
  expect(inputsOf('SOURCING_RULE')).toMatchObject({ imported: secret });
  expect(missingOf('SCREENING')).toEqual(['A decision on the match of Buyer.']);
  expect(missingOf('CONDITIONS')).toEqual(['KYC: What KYC asks for.']);
});

test('the vendor sees its own licence, stock and screenings, and nothing of the buyer', () => {
  const { answer, text, inputsOf, missingOf } = seenBy({ organisationId: vendor.id }, ['100']);
  expect(answer.licenceCandidates.map(({ candidates }) => candidates.length)).toEqual([1, 0]);
  expect(inputsOf('STOCK')).toMatchObject({ ahead: secret });
  expect(inputsOf('VOLUME_CAP')).toMatchObject({ caps: [{ there: secret }] });
  expect(inputsOf('SOURCING_RULE')).toMatchObject({ bought: null, imported: null });
  expect(inputsOf('SCREENING')).toMatchObject({ parties: [{ screenings: [{ list: 'Hush' }] }] });
  expect(missingOf('SOURCING_RULE')).toEqual(['More domestic chips that the buyer bought.']);
  expect(text).not.toContain('7331');
});

test('the buyer sees its own licence and purchases, and nothing of the vendor or its screenings', () => {
  const { text, inputsOf, missingOf } = seenBy({ organisationId: buyer.id }, ['200']);
  expect(inputsOf('SOURCING_RULE')).toMatchObject({ imported: secret });
  expect(inputsOf('STOCK')).toMatchObject({ recorded: null, ahead: null });
  expect(inputsOf('VOLUME_CAP')).toMatchObject({ caps: [{ there: null, home: null }] });
  expect(missingOf('STOCK')).toEqual(["More chips in the vendor's stock."]);
  expect(inputsOf('CONDITIONS')).toEqual({ conditions: [] });
  for (const word of ['31337', 'Hush', 'match', 'KYC']) expect(text).not.toContain(word);
});

test('whoever sees nothing is told the verdicts and no figure of a party', () => {
  const { answer, text } = seenBy({}, []);
  const verdicts = ({ rules }: typeof answer) => rules.map(({ rule, verdict }) => [rule, verdict]);
  expect(verdicts(answer)).toEqual(verdicts(admin().answer));
  for (const word of ['31337', '7331', '424242', 'Hush', 'KYC']) expect(text).not.toContain(word);
});

test('an authority sees the figures of who has its seat there, and screenings but its own', () => {
  const { inputsOf } = seenBy({ roles: ['AUTHORITY'], jurisdictions: ['CN'] }, []);
  expect(inputsOf('SOURCING_RULE')).toMatchObject({ imported: secret });
  expect(inputsOf('STOCK')).toMatchObject({ recorded: null });
  expect(inputsOf('SCREENING')).toMatchObject({ parties: [{ screenings: [{ list: 'Hush' }] }] });
});
