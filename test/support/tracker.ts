import { randomUUID } from 'node:crypto';
import { ApiKeyService } from '../../server/src/access/api-key.service.ts';
import type { Role, Viewer } from '../../server/src/access/viewer.ts';
import { createDataSource } from '../../server/src/database/data-source.ts';
import { type PlannedStatements, statementsOf } from '../../server/src/database/transaction.ts';
import { EvidenceService } from '../../server/src/evidence/evidence.service.ts';
import type { SubjectKind } from '../../server/src/evidence/subject.store.ts';
import { systemClock } from '../../server/src/kernel/clock.ts';
import { encodeId } from '../../server/src/kernel/ids.ts';
import { ConditionService } from '../../server/src/licences/condition.service.ts';
import { LicenceService } from '../../server/src/licences/licence.service.ts';
import { licenceVisible } from '../../server/src/licences/licence-visibility.reads.ts';
import { LedgerDrawings } from '../../server/src/orders/drawings.store.ts';
import { createTestDatabase } from './database.ts';

/** The services on a database of their own, without a server in front of them. */
export interface Tracker {
  readonly url: string;
  readonly database: ReturnType<typeof createDataSource>;
  readonly db: PlannedStatements;
  readonly licences: LicenceService;
  readonly conditions: ConditionService;
  readonly evidence: EvidenceService;
  readonly keys: ApiKeyService;
  /** how often a committed event was announced */
  rings(): number;
  /** A licence of jurisdiction CN; gives its key. */
  addLicence(columns?: { status?: string; published?: boolean }): Promise<string>;
  close(): Promise<void>;
}

export async function openTracker(): Promise<Tracker> {
  const { url, drop } = await createTestDatabase();
  const database = await createDataSource(url, { poolSize: 12 }).initialize();
  const db = statementsOf(database);
  let rings = 0;
  const ring = () => {
    rings += 1;
  };
  await db.query(
    `insert into jurisdiction (code, name) values ('CN', 'China'), ('US', 'United States')`,
  );
  return {
    url,
    database,
    db,
    conditions: new ConditionService({ database, clock: systemClock, ring }),
    licences: new LicenceService({
      database,
      clock: systemClock,
      drawings: new LedgerDrawings(),
      ring,
    }),
    evidence: new EvidenceService({ database, subjects, ring }),
    keys: new ApiKeyService({ database, clock: systemClock }),
    rings: () => rings,
    addLicence: async ({ status = 'ACTIVE', published = true } = {}) => {
      const [row] = await db.query<{ id: string }>(
        `insert into licence (direction, type, status, jurisdiction_id, published)
         select 'IMPORT', 'INDIVIDUAL', $1, id, $2 from jurisdiction where code = 'CN' returning id::text`,
        [status, published],
      );
      return row?.id ?? '';
    },
    close: async () => {
      await database.destroy();
      await drop();
    },
  };
}

const subjects: SubjectKind[] = [
  ...['SourceReport', 'Claim', 'Chip', 'Organisation', 'Jurisdiction'].map((type) => ({
    type,
    table: snake(type),
    visible: 'everyone' as const,
  })),
  { type: 'Licence', table: 'licence', visible: licenceVisible },
];

function snake(type: string): string {
  return type.replace(/(?<=[a-z])[A-Z]/g, (letter) => `_${letter}`).toLowerCase();
}

/** Somebody with roles; an authority is one of jurisdiction CN. */
export function viewerWith(...roles: Role[]): Viewer {
  const jurisdictions = roles.includes('AUTHORITY') ? ['CN'] : [];
  const key = `key:${roles.join('-').toLowerCase() || 'nobody'}`;
  return { key, name: key, roles, organisationId: null, jurisdictions };
}

/** A decision about a licence, with an idempotency key of its own. */
export function about(
  licence: string,
  more: Partial<{ reason: string; idempotencyKey: string; expectedVersion: number }> = {},
) {
  return {
    licenceId: encodeId('Licence', licence),
    reason: 'end use in doubt',
    idempotencyKey: randomUUID(),
    ...more,
  };
}
