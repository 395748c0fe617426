import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

export type LicensedBy = 'NUMBER' | 'VALUE' | 'BOTH';

/** How much of what a licence allows, and how much of it is reserved and used. */
@Entity('licence_line')
export class LicenceLine {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  id: string;

  @Column({ type: 'bigint', name: 'licence_id' })
  licenceId: string;

  @Column({ type: 'integer' })
  ordinal: number;

  @Column({ type: 'bigint', name: 'chip_id', nullable: true })
  chipId: string | null;

  @Column({ type: 'text', name: 'control_code', nullable: true })
  controlCode: string | null;

  @Column({ type: 'text', name: 'licensed_by', default: 'NUMBER' })
  licensedBy: LicensedBy;

  /** chips, counted one by one; null: not known, and then nothing can be drawn */
  @Column({ type: 'bigint', name: 'authorised_units', nullable: true })
  authorisedUnits: string | null;

  @Column({ type: 'bigint', name: 'reserved_units', default: () => '0' })
  reservedUnits: string;

  @Column({ type: 'bigint', name: 'used_units', default: () => '0' })
  usedUnits: string;

  /** entries of the ledger on it */
  @Column({ type: 'bigint', default: () => '0' })
  movements: string;

  @Column({ type: 'numeric', name: 'authorised_value', nullable: true })
  authorisedValue: string | null;

  /** what was asked for in the application */
  @Column({ type: 'bigint', name: 'requested_units', nullable: true })
  requestedUnits: string | null;

  @Column({ type: 'numeric', name: 'requested_value', nullable: true })
  requestedValue: string | null;

  /** the authority's answer; null before it */
  @Column({ type: 'text', nullable: true })
  outcome: string | null;

  @Column({ type: 'numeric', name: 'reserved_value', default: () => '0' })
  reservedValue: string;

  @Column({ type: 'numeric', name: 'used_value', default: () => '0' })
  usedValue: string;

  /** share by which the value drawn may exceed the authorised one */
  @Column({ type: 'numeric', name: 'value_tolerance', default: () => '0' })
  valueTolerance: string;

  /** ISO 4217 */
  @Column({ type: 'text', nullable: true })
  currency: string | null;

  @Column({
    type: 'timestamptz',
    name: 'recorded_at',
    precision: 3,
    default: () => 'clock_timestamp()',
  })
  recordedAt: Date;
}
