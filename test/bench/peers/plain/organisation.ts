import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

export enum OrganisationKind {
  COMPANY = 'COMPANY',
  AUTHORITY = 'AUTHORITY',
  GROUP = 'GROUP',
  RESEARCH = 'RESEARCH',
  PERSON = 'PERSON',
}
registerEnumType(OrganisationKind, { name: 'OrganisationKind' });

@Entity('organisation')
@ObjectType()
export class Organisation {
  @PrimaryColumn({ type: 'bigint' })
  id: string;

  @Field(() => String)
  @Column({ type: 'text' })
  name: string;

  @Field(() => OrganisationKind)
  @Column({ type: 'text' })
  kind: OrganisationKind;

  @Field(() => String, { nullable: true })
  @Column({ type: 'text', nullable: true })
  sector: string | null;
}
