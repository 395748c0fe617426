import { Field, ID, InputType } from 'type-graphql';
import { vocabulary } from '../api/vocabulary.ts';

export const DeclarationScheme = vocabulary('DeclarationScheme', 'Who numbers declarations.', {
  ITN: 'The United States, an export filing.',
  MRN: 'Customs offices that give movement reference numbers.',
  NATIVE: 'The office itself, in its own way.',
});

@InputType({ description: 'An identifier that an office gave.' })
export class DeclarationReferenceInput {
  @Field(() => DeclarationScheme, { description: 'In which scheme.' })
  scheme: keyof typeof DeclarationScheme;

  @Field(() => String, { description: 'The identifier. At most 100 characters.' })
  value: string;
}

@InputType({ description: 'A declaration, named in exactly one way.' })
export class DeclarationRef {
  @Field(() => ID, { nullable: true, description: 'Its id.' })
  id?: string | null;

  @Field(() => DeclarationReferenceInput, {
    nullable: true,
    description: 'The identifier that the office gave.',
  })
  reference?: DeclarationReferenceInput | null;
}
