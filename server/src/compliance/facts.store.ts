import { dayOf } from '../kernel/day.ts';
import { createHash } from 'node:crypto';
import type { Viewer } from '../access/viewer.ts';
import type { PlannedStatements, PreparedStatement } from '../database/transaction.ts';
import { type AskedLine, askedSql } from './asked.store.ts';
import {
  busySql,
  candidateKeys,
  candidatesJson,
  importRegimeJson,
} from './candidate-facts.store.ts';
import type { CandidateFacts } from './candidate-facts.ts';
import { factsFrom, type Gathered, type LineGathered } from './facts-from.ts';
import { type FactSql, viewerValues } from './fact-sql.store.ts';
import type { ComplianceFacts } from './facts.ts';
import {
  chipsJson,
  jurisdictionsJson,
  lineJson,
  organisationsJson,
  screeningsJson,
  viewerFacts,
} from './line-facts.store.ts';
import { shipmentsJson, stockJson } from './supply-facts.store.ts';
import { talliesJson, tallySql } from './tally-facts.store.ts';
import { restrictionsJson, sourcingRulesJson, volumeCapsJson } from './trade-facts.store.ts';

/**
 * Gathers the facts about lines in two statements, however many they are. Who may ask about a line
 * of an order is for the caller to know.
 *
 * @param viewer through whose eyes lines are seen that are on no order
 * @param at when they are gathered, by the caller's clock
 * @returns in the order of the lines
 */
export async function gatherFacts(
  db: PlannedStatements,
  viewer: Viewer,
  asked: readonly AskedLine[],
  at: Date,
  sql: FactSql,
): Promise<(ComplianceFacts | undefined)[]> {
  if (asked.length === 0) return [];
  const numbered = JSON.stringify(asked.map((line, n) => ({ n, ...line })));
  const values = [numbered, ...viewerValues(viewer), dayOf(at)];
  const [row] = await db.prepared<{ gathered: Gathered & { lines: LineGathered[] } }>(
    gathering(sql),
    values,
  );
  if (!row) throw new Error('nothing was gathered');
  const { lines, ...common } = row.gathered;
  const keys = [...new Set(lines.flatMap(({ candidates }) => candidates))];
  const [found] = await db.prepared<{ candidates: CandidateFacts[] }>(candidatesFound, [keys]);
  const facts = lines.map((line): [number, ComplianceFacts] => [
    line.line.n,
    factsFrom({ ...common, candidates: found?.candidates ?? [] }, line, at),
  ]);
  const byNumber = new Map(facts);
  return asked.map((_, n) => byNumber.get(n));
}

const candidatesFound = {
  name: 'compliance candidates',
  text: `select ${candidatesJson('$1::bigint[]')} as candidates`,
};

const statements = new WeakMap<FactSql, PreparedStatement>();

function gathering(sql: FactSql): PreparedStatement {
  const known = statements.get(sql);
  if (known) return known;
  const text = `with ${askedSql(sql)}, ${busySql}, ${tallySql}
    select json_build_object(
      'lines', (select coalesce(json_agg(json_build_object('line', ${lineJson},
          'candidates', ${candidateKeys(sql)}, 'importRegime', ${importRegimeJson(sql)},
          'screenings', ${screeningsJson(sql)},
          'shipments', ${shipmentsJson}, 'stock', ${stockJson(sql)}, 'tallies', ${talliesJson})
        order by asked.n), '[]') from asked),
      'organisations', ${organisationsJson}, 'jurisdictions', ${jurisdictionsJson},
      'chips', ${chipsJson(sql)}, 'sourcingRules', ${sourcingRulesJson(sql)},
      'volumeCaps', ${volumeCapsJson(sql)}, 'restrictions', ${restrictionsJson}) as gathered
    from ${viewerFacts}`;
  // The same words give the same name.
  const name = `compliance facts ${createHash('sha256').update(text).digest('base64url')}`.slice(
    0,
    60,
  );
  const statement = { name, text };
  statements.set(sql, statement);
  return statement;
}
