import { Field, ID, ObjectType } from 'type-graphql';
import { JsonScalar } from '../api/scalars.ts';
import { vocabulary } from '../api/vocabulary.ts';
import type { Difference } from './change.ts';

const ChangeKind = vocabulary('ChangeKind', 'How a row differs between two states.', {
  ADDED: 'It was not there, or not to be seen.',
  REMOVED: 'It is no longer there, or no longer to be seen.',
  CHANGED: 'One of its fields has another value.',
});

@ObjectType({
  description:
    'What differs between two states in a licence or an order: a field of it, or of a row that belongs to it, or such a row as a whole.',
})
export class Change {
  @Field(() => ChangeKind, { description: 'How it differs.' })
  kind: Difference['kind'];

  @Field(() => String, {
    description:
      'The type of the row: `Licence`, `LicenceLine`, `Order`, `OrderLineHold` and so on.',
  })
  type: string;

  @Field(() => ID, { description: 'The row, for `node`.' })
  rowId: string;

  @Field(() => String, {
    nullable: true,
    description: "The field's name in this schema; null where the whole row was added or removed.",
  })
  field: string | null;

  @Field(() => JsonScalar, {
    nullable: true,
    description:
      'What it was: the value of the field, or of a removed row all that it said. Other rows stand by their ids.',
  })
  before: unknown;

  @Field(() => JsonScalar, {
    nullable: true,
    description: 'What it became: the value of the field, or of an added row all that it says.',
  })
  after: unknown;

  readonly licenceId: string | null;
  readonly orderId: string | null;
  readonly eventId: string | null;
}
