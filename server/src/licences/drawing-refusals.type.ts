import { Field, ObjectType } from 'type-graphql';
import { Refusal } from '../api/refusal.type.ts';
import { SafeIntScalar } from '../api/scalars.ts';
import { LicenceStatus } from './licence-status.type.ts';

@ObjectType({
  implements: Refusal,
  description: 'More was asked for than the licence line has left.',
})
export class QuotaExceeded extends Refusal {
  /** key from which `licenceLine` is read on; not a field of its own */
  licenceLineId: string;

  @Field(() => SafeIntScalar, { description: 'Chips that were asked for.' })
  asked: number;

  @Field(() => SafeIntScalar, {
    description:
      'Chips that can be drawn; where the line counts value, at the price of the order line.',
  })
  available: number;
}

@ObjectType({
  implements: Refusal,
  description: 'It is not known how much the licence line allows, so nothing can be drawn.',
})
export class QuantityUnknown extends Refusal {
  /** key from which `licenceLine` is read on; not a field of its own */
  licenceLineId: string;
}

@ObjectType({
  implements: Refusal,
  description: 'The licence line counts value in another currency than the order line has.',
})
export class CurrencyMismatch extends Refusal {
  @Field(() => String, { description: 'ISO 4217 code of the licence line.' })
  expected: string;

  @Field(() => String, {
    nullable: true,
    description: 'ISO 4217 code of the order line; null where it has no price.',
  })
  actual: string | null;
}

@ObjectType({
  implements: Refusal,
  description: 'The licence is not in force, so nothing can be drawn on it.',
})
export class LicenceNotInForce extends Refusal {
  @Field(() => LicenceStatus, { description: 'The status that it has.' })
  status: keyof typeof LicenceStatus;
}

@ObjectType({
  implements: Refusal,
  description: 'The licence line is for another chip or control classification.',
})
export class ChipMismatch extends Refusal {
  /** keys from which `expected` and `actual` are read on; not fields of their own */
  expectedId: string | null;
  actualId: string;

  @Field(() => String, {
    nullable: true,
    description: 'The control classification that the line covers, where it names one.',
  })
  controlCode: string | null;
}

@ObjectType({
  implements: Refusal,
  description: 'A party to the order is not the one whom the licence names in that role.',
})
export class PartyMismatch extends Refusal {
  /** keys from which `expected` is read on; not a field of its own */
  expectedIds: string[];

  @Field(() => String, {
    description: '`LICENSEE`, or a member of `LicencePartyRole` such as `END_USER`.',
  })
  role: string;
}

@ObjectType({
  implements: Refusal,
  description: 'The licence is for another destination than the order line.',
})
export class JurisdictionMismatch extends Refusal {
  /** keys from which `expected` and `actual` are read on; not fields of their own */
  expectedId: string;
  actualId: string | null;
}

@ObjectType({
  implements: Refusal,
  description: 'Blocking conditions of the licence or of its round are open.',
})
export class ConditionUnsatisfied extends Refusal {
  /** keys from which `conditions` is read on; not a field of its own */
  conditionIds: string[];
}
