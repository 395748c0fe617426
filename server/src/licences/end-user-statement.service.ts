import { provenanceOf, type Viewer } from '../access/viewer.ts';
import { findReference } from '../database/reference.store.ts';
import type { Tx } from '../database/transaction.ts';
import { type DecisionParts, decide, type Keyed } from '../events/decide.ts';
import { appendEvent } from '../events/event.store.ts';
import { readDay } from '../kernel/day.ts';
import { encodeId } from '../kernel/ids.ts';
import { periodOf } from '../kernel/period.ts';
import type { Reference } from '../kernel/reference.ts';
import {
  type IdempotencyConflict,
  type InvalidPeriod,
  type InvalidReference,
  invalidReference,
  type NotAuthorised,
  notAuthorised,
} from '../kernel/refusal.ts';
import { done, type Result, refused } from '../kernel/result.ts';
import { readText } from '../kernel/text.ts';
import {
  mayRecordStatement,
  type StatementAction,
  type StatementSubject,
} from './end-user-statement.ts';
import { insertStatement, seatOf } from './end-user-statement.store.ts';
import { findLicence, type LicenceReference } from './licence-reference.store.ts';
import { findOrigin } from './trade-rule.service.ts';

export interface StatementRecord extends Keyed {
  readonly endUser: Reference;
  readonly issuer: Reference;
  readonly licence?: LicenceReference | null;
  readonly endUse: string;
  readonly validFrom: Date;
  readonly validTo: Date;
  readonly sourceReportId?: string | null;
}

interface StatementRecorded {
  /** key in the database, from which an answer is read on */
  readonly endUserStatementId: string;
}

type StatementRefusal = InvalidPeriod | InvalidReference | NotAuthorised;

/**
 * What organisations state about the use of chips. Methods throw Fault MALFORMED_ID or
 * BAD_USER_INPUT for an input that cannot be read, UNAVAILABLE or TIMEOUT from the database.
 */
export class EndUserStatementService {
  readonly #parts: DecisionParts;

  constructor(parts: DecisionParts) {
    this.#parts = parts;
  }

  async record(
    viewer: Viewer,
    input: StatementRecord,
  ): Promise<
    Result<
      StatementRecorded & { readonly replayed: boolean },
      StatementRefusal | IdempotencyConflict
    >
  > {
    const endUse = readText('endUse', input.endUse);
    const validFrom = readDay('validFrom', input.validFrom);
    const validTo = readDay('validTo', input.validTo);
    const operation: StatementAction = 'RECORD_END_USER_STATEMENT';
    return decide<StatementSubject, StatementRecorded, StatementRefusal>(this.#parts, {
      viewer,
      operation,
      input,
      open: async (tx) => {
        const parties = await findParties(tx, input);
        if (!parties.ok || mayRecordStatement(viewer, parties.value)) return parties;
        return refused(notAuthorised(operation));
      },
      act: async (tx, { endUserId, issuerId }) => {
        const valid = periodOf('validTo', { from: validFrom, to: validTo });
        if (!valid.ok) return valid;
        const licence = await findOwnLicence(tx, viewer, input.licence);
        if (!licence.ok) return licence;
        const origin = await findOrigin(tx, input);
        if (!origin.ok) return origin;
        const { sourceReportId } = origin.value;
        const id = await insertStatement(tx, {
          ...{ endUserId, issuerId, endUse, validFrom, validTo, sourceReportId },
          licenceId: licence.value,
          organisationId: viewer.organisationId,
          provenance: provenanceOf(viewer),
        });
        await appendEvent(tx, {
          type: 'END_USER_STATEMENT_RECORDED',
          licenceId: null,
          subject: { type: 'EndUserStatement', id },
          actor: viewer.key,
          occurredAt: this.#parts.clock(),
          payload: {
            endUserStatement: encodeId('EndUserStatement', id),
            endUser: encodeId('Organisation', endUserId),
          },
        });
        return done({ endUserStatementId: id });
      },
    });
  }
}

async function findParties(
  tx: Tx,
  input: StatementRecord,
): Promise<Result<StatementSubject, InvalidReference>> {
  const endUser = await findReference(tx, 'Organisation', 'endUser', input.endUser);
  if (!endUser.ok) return endUser;
  const issuer = await findReference(tx, 'Organisation', 'issuer', input.issuer);
  if (!issuer.ok) return issuer;
  const jurisdiction = await seatOf(tx, endUser.value);
  return done({ endUserId: endUser.value, issuerId: issuer.value, jurisdiction });
}

/** The licence that is named, where the viewer sees it. */
async function findOwnLicence(
  tx: Tx,
  viewer: Viewer,
  reference: LicenceReference | null | undefined,
): Promise<Result<string | null, InvalidReference>> {
  if (!reference) return done(null);
  const licence = await findLicence(tx, viewer, reference);
  if (licence) return done(licence.id);
  return refused(invalidReference('licence', reference.id ?? reference.number ?? ''));
}
