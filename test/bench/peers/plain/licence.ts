import { GraphQLDate, GraphQLDateTime } from 'graphql-scalars';
import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, JoinColumn, ManyToOne, OneToMany, PrimaryColumn } from 'typeorm';
import type { LicenceLine } from './licence-line.ts';
import { Organisation } from './organisation.ts';

export enum LicenceDirection {
  EXPORT = 'EXPORT',
  IMPORT = 'IMPORT',
}
registerEnumType(LicenceDirection, { name: 'LicenceDirection' });

export enum LicenceType {
  INDIVIDUAL = 'INDIVIDUAL',
  GENERAL = 'GENERAL',
  EXCEPTION = 'EXCEPTION',
  QUOTA = 'QUOTA',
}
registerEnumType(LicenceType, { name: 'LicenceType' });

export enum LicenceStatus {
  DRAFT = 'DRAFT',
  SUBMITTED = 'SUBMITTED',
  RETURNED = 'RETURNED',
  DENIED = 'DENIED',
  APPROVED = 'APPROVED',
  CONDITIONALLY_APPROVED = 'CONDITIONALLY_APPROVED',
  ACTIVE = 'ACTIVE',
  SUSPENDED = 'SUSPENDED',
  EXHAUSTED = 'EXHAUSTED',
  REVOKED = 'REVOKED',
  EXPIRED = 'EXPIRED',
  WITHDRAWN = 'WITHDRAWN',
}
registerEnumType(LicenceStatus, { name: 'LicenceStatus' });

@Entity('licence')
@ObjectType()
export class Licence {
  @PrimaryColumn({ type: 'bigint' })
  id: string;

  @Field(() => String, { nullable: true })
  @Column({ type: 'text', nullable: true })
  number: string | null;

  @Field(() => LicenceDirection)
  @Column({ type: 'text' })
  direction: LicenceDirection;

  @Field(() => LicenceType)
  @Column({ type: 'text' })
  type: LicenceType;

  @Field(() => LicenceStatus)
  @Column({ type: 'text' })
  status: LicenceStatus;

  @Field(() => GraphQLDate, { nullable: true })
  @Column({ type: 'date', name: 'valid_from', nullable: true })
  validFrom: string | null;

  @Field(() => GraphQLDate, { nullable: true })
  @Column({ type: 'date', name: 'valid_to', nullable: true })
  validTo: string | null;

  @Column({ type: 'boolean' })
  published: boolean;

  @Column({ type: 'integer' })
  version: number;

  @Column({ type: 'bigint', name: 'destination_id', nullable: true })
  destinationId: string | null;

  @Field(() => GraphQLDateTime)
  @Column({ type: 'timestamptz', name: 'recorded_at' })
  recordedAt: Date;

  @Column({ type: 'bigint', name: 'licensee_id', nullable: true })
  licenseeId: string | null;

  @ManyToOne(() => Organisation)
  @JoinColumn({ name: 'licensee_id' })
  licensee: Organisation | null;

  @OneToMany('LicenceLine', 'licence')
  lines: LicenceLine[];
}
