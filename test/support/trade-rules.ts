import { decision, makeKey, read } from './decisions.ts';
import type { TestServer } from './server.ts';

/** A key of the authority of China, and some source report. */
export async function openTradeRules(server: TestServer) {
  const rights = 'roles: [AUTHORITY], jurisdictions: [{ code: "CN" }]';
  const chinese = await makeKey(server, `name: "CN", ${rights}`);
  const { sourceReports } = await read<{ sourceReports: { nodes: { id: string }[] } }>(
    server,
    '{ sourceReports(first: 1) { nodes { id } } }',
  );
  return { chinese, report: sourceReports.nodes[0]?.id ?? '' };
}

const figure = '{ low central high qualifier unit claims { rank figure { central } } }';
const common =
  'id name status effectiveFrom effectiveTo provenance jurisdiction { code } authority { name } sourceReport { id }';
const refusals =
  '... on NotAuthorised { action } ... on InvalidReference { field id } ... on InvalidPeriod { field from to }';
const fields = {
  sourcingRule: `${common} basis metric ratio ${figure} quota ${figure}`,
  volumeCap: `${common} metric legalReference destinations { nodes { code } } ratio ${figure}`,
};

/** What is read of a sourcing rule or a volume cap. */
export const ruleFields = (kind: keyof typeof fields): string => fields[kind];

/** The two decisions about sourcing rules or volume caps. */
export function decisionsOn(server: TestServer, kind: keyof typeof fields) {
  const noun = kind === 'volumeCap' ? 'VolumeCap' : 'SourcingRule';
  const payload = (verb: string) =>
    `... on ${verb}${noun}Payload { replayed ${kind} { ${fields[kind]} } }`;
  return {
    record: decision(
      server,
      `record${noun}`,
      `${payload('Record')} ... on NameTaken { name } ${refusals}`,
    ),
    settle: decision(
      server,
      `settle${noun}`,
      `${payload('Settle')} ... on TransitionRefused { from to allowed } ${refusals}`,
    ),
  };
}

/** One number. */
export const exactly = (central: string, unit: string) => ({ qualifier: 'EXACT', central, unit });

let named = 0;

/** A rule with a name of its own. */
export function ruleNamed(more: object = {}) {
  named += 1;
  const jurisdiction = { code: 'CN' };
  return { name: `Rule ${named}`, description: 'x', jurisdiction, status: 'REPORTED', ...more };
}
