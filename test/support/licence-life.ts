import { randomUUID } from 'node:crypto';
import type { Viewer } from '../../server/src/access/viewer.ts';
import type { Clock } from '../../server/src/kernel/clock.ts';
import { encodeId } from '../../server/src/kernel/ids.ts';
import { LicenceAmendmentService } from '../../server/src/licences/licence-amendment.service.ts';
import { LicenceApplicationService } from '../../server/src/licences/licence-application.service.ts';
import type { ApplicationInput } from '../../server/src/licences/licence-application.ts';
import { LicenceExpiry } from '../../server/src/licences/licence-expiry.service.ts';
import { LicenceOutcomeService } from '../../server/src/licences/licence-outcome.service.ts';
import { LicenceService } from '../../server/src/licences/licence.service.ts';
import { LedgerDrawings } from '../../server/src/orders/drawings.store.ts';
import { openTracker, type Tracker, viewerWith } from './tracker.ts';

/** What is done with licences from application to end, on a database of its own. */
export interface LicenceLife {
  readonly tracker: Tracker;
  readonly applications: LicenceApplicationService;
  readonly outcomes: LicenceOutcomeService;
  readonly amendments: LicenceAmendmentService;
  readonly licences: LicenceService;
  readonly expiry: LicenceExpiry;
  /** trades for Vendor, the licensee */
  readonly vendor: Viewer;
  /** of jurisdiction CN */
  readonly authority: Viewer;
  /** Sets what the services take for now; null: the real time. */
  setNow(now: Date | null): void;
  /** An application by Vendor; gives the licence's key. */
  draft(more?: Partial<ApplicationInput>): Promise<string>;
  /** One that was handed in. */
  submitted(more?: Partial<ApplicationInput>): Promise<string>;
  /** Keys of its lines, in their order. */
  linesOf(licence: string): Promise<string[]>;
}

export async function openLicenceLife(): Promise<LicenceLife> {
  const tracker = await openTracker();
  const { database, db } = tracker;
  let now: Date | null = null;
  const clock: Clock = () => now ?? new Date();
  const parts = { database, clock, ring: () => {}, drawings: new LedgerDrawings() };
  await db.query(
    `insert into chip (name) values ('H200'), ('H20');
     insert into organisation (name, kind) values
       ('Vendor', 'COMPANY'), ('Buyer', 'COMPANY'), ('Ministry', 'AUTHORITY')`,
  );
  const [row] = await db.query<{ id: string }>(
    `select id::text from organisation where name = 'Vendor'`,
  );
  const vendor: Viewer = { ...viewerWith('VENDOR'), organisationId: row?.id ?? '' };
  const applications = new LicenceApplicationService(parts);
  const draft = async (more: Partial<ApplicationInput> = {}) => {
    const result = await applications.draft(vendor, application(more));
    if (!result.ok) throw new Error(result.refusal.message);
    return result.value.licenceId;
  };
  return {
    ...{ tracker, vendor, applications, draft },
    outcomes: new LicenceOutcomeService(parts),
    amendments: new LicenceAmendmentService(parts),
    licences: new LicenceService(parts),
    expiry: new LicenceExpiry({ ...parts, report: () => {} }),
    authority: viewerWith('AUTHORITY'),
    setNow: (given) => {
      now = given;
    },
    submitted: async (more) => {
      const licence = await draft(more);
      await applications.submit(vendor, atVersion(licence, 1));
      return licence;
    },
    linesOf: async (licence) =>
      (
        await db.query<{ id: string }>(
          'select id::text from licence_line where licence_id = $1 order by ordinal',
          [licence],
        )
      ).map(({ id }) => id),
  };
}

/** An application for a thousand H200 under the law of CN. */
export function application(more: Partial<ApplicationInput> = {}): ApplicationInput {
  return {
    idempotencyKey: randomUUID(),
    direction: 'IMPORT',
    type: 'INDIVIDUAL',
    jurisdiction: { code: 'CN' },
    authority: { name: 'Ministry' },
    lines: [{ chip: { name: 'H200' }, authorisedUnits: 1000 }],
    ...more,
  };
}

/** What names a licence at a version, once. */
export function atVersion(licence: string, expectedVersion: number) {
  return {
    licence: { id: encodeId('Licence', licence) },
    expectedVersion,
    idempotencyKey: randomUUID(),
  };
}
