import { Field, Int, ObjectType } from 'type-graphql';
import { Node } from '../api/node.type.ts';
import { DateTimeScalar, SafeIntScalar } from '../api/scalars.ts';
import { vocabulary } from '../api/vocabulary.ts';
import { Provenance } from '../evidence/provenance.type.ts';
import { LicenceDirection } from '../licences/licence.type.ts';
import { ControlType } from './control-type.type.ts';
import type { DeclarationStatus as Status } from './declaration.ts';
import { DeclarationScheme } from './declaration-ref.type.ts';
import { StatusChange } from './status-change.type.ts';

export const DeclarationStatus = vocabulary<Status>(
  'DeclarationStatus',
  'Where a declaration stands.',
  {
    DRAFT: 'Being written.',
    LODGED: 'Sent to customs.',
    ACCEPTED: 'Taken by customs; of an export: its licence is used.',
    REJECTED: 'Not taken by customs.',
    UNDER_CONTROL: 'Papers or goods are being looked at.',
    HELD: 'The goods may not go on for the time being.',
    RELEASED: 'The goods may go on; of an import: its licence is used.',
    INVALIDATED: 'Taken back after it was accepted.',
    REFUSED: 'The goods may not cross.',
    DETAINED: 'The goods are kept while it is decided what becomes of them.',
    SEIZED: 'The goods are taken.',
    DISCHARGED: 'The procedure is at its end.',
  },
);

@ObjectType({ description: 'An identifier that an office gave.' })
export class DeclarationReference {
  @Field(() => DeclarationScheme, { description: 'In which scheme.' })
  scheme: keyof typeof DeclarationScheme;

  @Field(() => String, { description: 'The identifier.' })
  value: string;
}

@ObjectType({ description: 'A status in the words of an office.' })
export class NativeStatus {
  @Field(() => String, { description: 'Whose words, such as `DMS`.' })
  scheme: string;

  @Field(() => String, { description: 'The word, such as `CLE`.' })
  code: string;
}

@ObjectType({
  implements: Node,
  description: 'A declaration to customs about a shipment or a part of it.',
})
export class Declaration extends Node {
  @Field(() => LicenceDirection, { description: 'Which crossing it is for.' })
  direction: keyof typeof LicenceDirection;

  @Field(() => DeclarationStatus, { description: 'Where it stands.' })
  status: Status;

  @Field(() => String, { nullable: true, description: 'The reason given for the last change.' })
  statusReason: string | null;

  @Field(() => String, { description: 'The customs office, as a code or a name.' })
  office: string;

  @Field(() => String, { nullable: true, description: 'The customs procedure, as a code.' })
  procedureCode: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The tariff code of its lines; null where they do not all name the same one.',
  })
  commodityCode: string | null;

  @Field(() => ControlType, { nullable: true, description: 'How the goods were looked at last.' })
  controlType: keyof typeof ControlType | null;

  @Field(() => SafeIntScalar, { description: 'Chips that are declared.' })
  units: number;

  @Field(() => SafeIntScalar, { description: 'Of these: released.' })
  releasedUnits: number;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was lodged.' })
  lodgedAt: string | null;

  @Field(() => Int, { description: 'Grows with every change; edits name the one they expect.' })
  version: number;

  @Field(() => Provenance, { description: 'Who vouches for it.' })
  provenance: keyof typeof Provenance;

  @Field(() => DateTimeScalar, { description: 'When it was recorded here.' })
  recordedAt: string;
}

@ObjectType({ implements: Node, description: 'A part of a shipped line in a declaration.' })
export class DeclarationLine extends Node {
  @Field(() => SafeIntScalar, { description: 'Chips that are declared.' })
  units: number;

  @Field(() => SafeIntScalar, { description: 'Of these: released.' })
  releasedUnits: number;

  @Field(() => String, { nullable: true, description: 'Tariff code, digits only.' })
  commodityCode: string | null;
}

@ObjectType({ implements: Node, description: 'A status that a declaration has or had.' })
export class DeclarationStatusChange extends StatusChange {
  @Field(() => DeclarationStatus, { description: 'The status.' })
  status: Status;

  @Field(() => ControlType, { nullable: true, description: 'How the goods were to be looked at.' })
  controlType: keyof typeof ControlType | null;
}
