import type { Direction, RoleHolder } from '../licences/eligibility.ts';
import type { LicenceStatus } from '../licences/licence.ts';

export interface ConditionFacts {
  readonly id: string;
  readonly kind: string;
  readonly status: 'UNDER_NEGOTIATION' | 'PENDING' | 'SATISFIED' | 'BREACHED' | 'WAIVED';
  readonly blocking: boolean;
  readonly description: string;
  readonly owedBy: { readonly id: string; readonly name: string } | null;
}

/** A line of a licence that could serve, with what its licence says. Keys of the database. */
export interface CandidateFacts {
  readonly licence: {
    readonly id: string;
    readonly number: string | null;
    readonly direction: Direction;
    readonly type: 'INDIVIDUAL' | 'GENERAL' | 'EXCEPTION' | 'QUOTA';
    readonly status: LicenceStatus;
    readonly jurisdiction: { readonly id: string; readonly code: string };
    readonly destinationId: string | null;
    readonly licensee: { readonly id: string; readonly name: string } | null;
    readonly reviewPolicy: string | null;
    readonly endUse: string | null;
    readonly validFrom: string | null;
    readonly validTo: string | null;
    readonly parties: readonly RoleHolder[];
    /** its own and its round's */
    readonly conditions: readonly ConditionFacts[];
  };
  readonly line: {
    readonly id: string;
    readonly ordinal: number;
    readonly chipId: string | null;
    readonly controlCode: string | null;
    /** chips; null: not known, and then nothing can be drawn */
    readonly authorised: number | null;
    readonly reserved: number;
    readonly used: number;
    readonly licensedBy: 'NUMBER' | 'VALUE' | 'BOTH';
    /** decimals of 2 places in the line's currency; null: no value is authorised */
    readonly value: {
      readonly authorised: string;
      readonly reserved: string;
      readonly used: string;
      /** share by which what is drawn may exceed what is authorised; decimal of 4 places */
      readonly tolerance: string;
      readonly currency: string;
    } | null;
  };
}
