import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { type Role, roles } from '../access/viewer.ts';

export const ViewerRole = Object.fromEntries(roles.map((role) => [role, role])) as {
  [R in Role]: R;
};
registerEnumType(ViewerRole, { name: 'ViewerRole', description: 'What a key lets its bearer be.' });

/** Whoever asks. */
@ObjectType('Viewer', {
  description: 'Whoever asks: the bearer of the key sent along, or anonymous.',
})
export class ViewerType {
  @Field(() => String, { description: 'The name of the key; `anonymous` without one.' })
  name: string;

  @Field(() => [ViewerRole], { description: 'What the key lets its bearer be.' })
  roles: Role[];

  @Field(() => [String], {
    description: 'Codes of the jurisdictions for which the viewer is an authority.',
  })
  jurisdictions: string[];

  /** read on by the engine */
  organisationId: string | null;
}
