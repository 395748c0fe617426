import { Field, Int, ObjectType } from 'type-graphql';
import { Node } from '../api/node.type.ts';
import { DateScalar, DateTimeScalar, SafeIntScalar } from '../api/scalars.ts';
import { vocabulary } from '../api/vocabulary.ts';
import { UnitOfMeasure } from '../chips/quantity.type.ts';
import { LicencePartyRole } from '../licences/licence-party.type.ts';
import type { ComplianceStatus as Status } from './order-line-hold.ts';

const ComplianceStatus = vocabulary<Status>(
  'ComplianceStatus',
  'Whether an order line may go, as last decided.',
  {
    NOT_CHECKED: 'Nobody has decided yet, or what was decided no longer stands.',
    CLEAR: 'It was checked, and nothing holds it.',
    ON_HOLD: 'Something holds it: see `holds`.',
  },
);

@ObjectType({ implements: Node, description: 'So many of one chip on an order.' })
export class OrderLine extends Node {
  @Field(() => Int, { description: 'Its number on the order, from 1.' })
  ordinal: number;

  @Field(() => UnitOfMeasure, { description: 'How it was ordered; `quantity` is in chips.' })
  unit: keyof typeof UnitOfMeasure;

  @Field(() => Int, { nullable: true, description: 'Chips in one module; null for chips.' })
  chipsPerModule: number | null;

  @Field(() => DateScalar, { nullable: true, description: 'When it is to leave.' })
  shipDate: string | null;

  @Field(() => String, { nullable: true, description: 'Purpose for which the chips are meant.' })
  endUse: string | null;

  @Field(() => ComplianceStatus, { description: 'Whether it may go, as last decided.' })
  complianceStatus: keyof typeof ComplianceStatus;

  @Field(() => SafeIntScalar, {
    description:
      'Chips for which an export licence is reserved or used; what waits on hold with its licence is not counted.',
  })
  exportAllocatedUnits: number;

  @Field(() => SafeIntScalar, { description: 'The same of import licences.' })
  importAllocatedUnits: number;

  @Field(() => SafeIntScalar, { description: 'Chips that left.' })
  shippedUnits: number;

  @Field(() => DateTimeScalar, { description: 'When it was recorded here.' })
  recordedAt: string;
}

@ObjectType({ implements: Node, description: 'The role of an organisation in an order line.' })
export class OrderLineParty extends Node {
  @Field(() => LicencePartyRole, { description: 'Its role.' })
  role: keyof typeof LicencePartyRole;
}
