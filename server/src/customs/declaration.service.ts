import type { Viewer } from '../access/viewer.ts';
import type { Tx } from '../database/transaction.ts';
import { type DecisionParts, decide, type Keyed } from '../events/decide.ts';
import { appendEvent, type EventType } from '../events/event.store.ts';
import { encodeId } from '../kernel/ids.ts';
import { versionStale } from '../kernel/refusal.ts';
import { done, type Result, refused } from '../kernel/result.ts';
import { readOptionalText, readText } from '../kernel/text.ts';
import { type DeclarationState, type DeclarationStatus, moveDeclaration } from './declaration.ts';
import { type OfficeWords, recount, writeDeclarationState } from './declaration.store.ts';
import {
  type DeclarationName,
  type OpenDeclaration,
  openDeclaration,
} from './declaration-access.service.ts';
import type { DeclaredTo } from './declaration-draft.service.ts';
import { type Effect, effectOf } from './declaration-effect.service.ts';
import { type DeclarationReference, readReference } from './declaration-input.ts';
import type { Licensing } from './licensed-sides.store.ts';
import { type Occasion, readOccurredAt } from './occasion.ts';
import type { DeclarationRefusal } from './refusals.ts';
import { settleShipment } from './shipment-access.service.ts';

export interface DeclarationStep extends Keyed {
  readonly declaration: DeclarationName;
  /** refuse when the declaration is at another version */
  readonly expectedVersion: number;
  /** default: now */
  readonly occurredAt?: Date | null;
  readonly reason?: string | null;
  /** as the office says it */
  readonly nativeStatus?: { readonly scheme: string; readonly code: string } | null;
  /** of a lodging */
  readonly reference?: DeclarationReference | null;
  /** of a control */
  readonly controlType?: string | null;
  /** of a release: chips; default: all */
  readonly units?: number | null;
}

/** The steps of a declaration, with what each makes of it and what subscribers are told. */
export const declarationSteps = {
  LODGE: { to: 'LODGED', event: 'DECLARATION_LODGED' },
  ACCEPT: { to: 'ACCEPTED', event: 'DECLARATION_ACCEPTED' },
  REJECT: { to: 'REJECTED', event: 'DECLARATION_REJECTED' },
  CONTROL: { to: 'UNDER_CONTROL', event: 'DECLARATION_CONTROLLED' },
  HOLD: { to: 'HELD', event: 'DECLARATION_HELD' },
  RELEASE: { to: 'RELEASED', event: 'DECLARATION_RELEASED' },
  REFUSE: { to: 'REFUSED', event: 'DECLARATION_REFUSED' },
  DETAIN: { to: 'DETAINED', event: 'DECLARATION_DETAINED' },
  SEIZE: { to: 'SEIZED', event: 'DECLARATION_SEIZED' },
  INVALIDATE: { to: 'INVALIDATED', event: 'DECLARATION_INVALIDATED' },
  DISCHARGE: { to: 'DISCHARGED', event: 'DECLARATION_DISCHARGED' },
} as const satisfies Record<string, { to: DeclarationStatus; event: EventType }>;

type Decided = Promise<Result<DeclaredTo & { readonly replayed: boolean }, DeclarationRefusal>>;

/**
 * What becomes of declarations. Throws Fault MALFORMED_ID or BAD_USER_INPUT for an input that cannot
 * be read, UNAVAILABLE or TIMEOUT from the database.
 */
export class DeclarationService {
  readonly #parts: DecisionParts & { readonly licensing: Licensing };

  constructor(parts: DecisionParts & { readonly licensing: Licensing }) {
    this.#parts = parts;
  }

  /**
   * Takes a declaration a step on: lodged by who declares, everything else by the authority of its
   * jurisdiction. An accepted export and a released import use their licences; a shipment follows.
   */
  async decide(
    viewer: Viewer,
    step: keyof typeof declarationSteps,
    input: DeclarationStep,
  ): Decided {
    const { to, event } = declarationSteps[step];
    const reason = readOptionalText('reason', input.reason);
    const words = readWords(input);
    const operation = `${step}_DECLARATION`;
    return decide<OpenDeclaration, DeclaredTo, DeclarationRefusal>(this.#parts, {
      viewer,
      operation,
      input,
      open: (tx) => openDeclaration(tx, viewer, input.declaration, to, operation),
      act: async (tx, open) => {
        const { id, since, version } = open.declaration;
        if (input.expectedVersion !== version) {
          return refused(versionStale(input.expectedVersion, version));
        }
        const at = readOccurredAt(input.occurredAt, { since, now: this.#parts.clock() });
        if (!at.ok) return at;
        const moved = moveDeclaration(factsOf(open), to);
        if (!moved.ok) return moved;
        const occasion = { actor: viewer.key, at: at.value, reason };
        const effect = await effectOf(tx, open, to, {
          units: input.units ?? null,
          words,
          occasion,
          licensing: this.#parts.licensing,
        });
        if (!effect.ok) return effect;
        // A release of a part leaves the rest where it is.
        const after = effect.value.partial
          ? { ...moved.value, status: open.declaration.status }
          : moved.value;
        await writeDeclarationState(tx, id, after, occasion, words);
        await tell(tx, open, event, after, occasion, { ...words, units: effect.value.units });
        await recount(tx, open.shipment.id);
        await settleShipment(tx, open.shipment.id, occasion);
        return done({ declarationId: id });
      },
    });
  }
}

function factsOf({ declaration, shipment }: OpenDeclaration) {
  const { status, version, direction, lines } = declaration;
  const released = lines.reduce((sum, line) => sum + line.released, 0);
  return { status, version, direction, released, shipment: shipment.state };
}

/** @throws Fault BAD_USER_INPUT for a part that is blank or too long */
function readWords({ nativeStatus, controlType, reference }: DeclarationStep): OfficeWords {
  return {
    nativeStatus: nativeStatus
      ? {
          scheme: readText('nativeStatus.scheme', nativeStatus.scheme, 40),
          code: readText('nativeStatus.code', nativeStatus.code, 40),
        }
      : null,
    controlType: controlType ?? null,
    reference: readReference('reference', reference),
  };
}

async function tell(
  tx: Tx,
  { declaration, shipment }: OpenDeclaration,
  type: EventType,
  { status, version }: DeclarationState,
  { actor, at, reason }: Occasion,
  more: OfficeWords & Pick<Effect, 'units'>,
): Promise<void> {
  await appendEvent(tx, {
    type,
    licenceId: null,
    subject: { type: 'Declaration', id: declaration.id },
    actor,
    occurredAt: at,
    payload: {
      declaration: encodeId('Declaration', declaration.id),
      shipment: encodeId('Shipment', shipment.id),
      direction: declaration.direction,
      statusBefore: declaration.status,
      statusAfter: status,
      version,
      reason,
      ...more,
    },
  });
}
