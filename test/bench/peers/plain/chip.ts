import { Field, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('chip')
@ObjectType()
export class Chip {
  @PrimaryColumn({ type: 'bigint' })
  id: string;

  @Field(() => String)
  @Column({ type: 'text' })
  name: string;
}
