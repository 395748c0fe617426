import { decision, makeKey, read } from './decisions.ts';
import type { TestServer } from './server.ts';

const fields =
  'id list result current screenedAt screenedBy reason overriddenAt overriddenBy provenance organisation { name } screenedFor { name } evidence { id }';
const refusals = '... on NotAuthorised { action } ... on InvalidReference { field id }';

/** The decisions about screenings, the keys of those who take part, and some source report. */
export async function openScreenings(server: TestServer) {
  const { sourceReports } = await read<{ sourceReports: { nodes: { id: string }[] } }>(
    server,
    '{ sourceReports(first: 1) { nodes { id } } }',
  );
  const as = (role: string, name: string) =>
    makeKey(server, `name: "${name}", roles: [${role}], organisation: { name: "${name}" }`);
  const record = decision(
    server,
    'recordScreening',
    `... on RecordScreeningPayload { replayed screening { ${fields} } } ... on InvalidPeriod { field from to } ${refusals}`,
  );
  const override = decision(
    server,
    'overrideScreening',
    `... on OverrideScreeningPayload { replayed screening { ${fields} } } ... on TransitionRefused { from to allowed } ${refusals}`,
  );
  return {
    record,
    override,
    report: sourceReports.nodes[0]?.id ?? '',
    vendor: await as('VENDOR', 'NVIDIA'),
    /** of another organisation */
    broker: await as('BROKER', 'AMD'),
    /** acts for the organisation that is screened */
    screened: await as('BUYER', 'ByteDance'),
    /** Records a screening; gives its id. */
    async recorded(more: object = {}, key?: string): Promise<string> {
      const { screening } = await record.answer(screeningOf(more), key);
      return (screening as { id: string }).id;
    },
  };
}

/** A potential match of ByteDance, unless said otherwise. */
export const screeningOf = (more: object = {}) => ({
  organisation: { name: 'ByteDance' },
  list: 'Entity List',
  result: 'POTENTIAL_MATCH',
  screenedAt: '2026-02-01T10:00:00Z',
  ...more,
});
