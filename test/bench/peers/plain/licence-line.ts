import { GraphQLSafeInt } from 'graphql-scalars';
import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { Chip } from './chip.ts';
import { Licence } from './licence.ts';

export enum LicensedBy {
  NUMBER = 'NUMBER',
  VALUE = 'VALUE',
  BOTH = 'BOTH',
}
registerEnumType(LicensedBy, { name: 'LicensedBy' });

@Entity('licence_line')
@ObjectType()
export class LicenceLine {
  @PrimaryColumn({ type: 'bigint' })
  id: string;

  @Field(() => Int)
  @Column({ type: 'integer' })
  ordinal: number;

  @Field(() => LicensedBy)
  @Column({ type: 'text', name: 'licensed_by' })
  licensedBy: LicensedBy;

  @Column({ type: 'bigint', name: 'authorised_units', nullable: true })
  authorisedUnits: string | null;

  @Column({ type: 'bigint', name: 'reserved_units' })
  reservedUnits: string;

  @Column({ type: 'bigint', name: 'used_units' })
  usedUnits: string;

  @Column({ type: 'bigint', name: 'licence_id' })
  licenceId: string;

  @ManyToOne(
    () => Licence,
    (licence) => licence.lines,
  )
  @JoinColumn({ name: 'licence_id' })
  licence: Licence;

  @Column({ type: 'bigint', name: 'chip_id', nullable: true })
  chipId: string | null;

  @ManyToOne(() => Chip)
  @JoinColumn({ name: 'chip_id' })
  chip: Chip | null;

  @Field(() => GraphQLSafeInt, { nullable: true })
  get available(): number | null {
    if (this.authorisedUnits === null) return null;
    return Number(this.authorisedUnits) - Number(this.reservedUnits) - Number(this.usedUnits);
  }
}
