import { Column, CreateDateColumn, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

@Entity('licence_line')
export class Line {
  @PrimaryColumn({ type: 'bigint' })
  id: string;

  @Column({ type: 'bigint', name: 'licence_id' })
  licenceId: string;

  @Column({ type: 'bigint', name: 'authorised_units' })
  authorised: string;

  @Column({ type: 'bigint', name: 'reserved_units' })
  reserved: string;

  @Column({ type: 'bigint', name: 'used_units' })
  used: string;

  @Column({ type: 'bigint' })
  movements: string;
}

@Entity('order_line')
export class OrderLine {
  @PrimaryColumn({ type: 'bigint' })
  id: string;

  @Column({ type: 'bigint' })
  units: string;
}

@Entity('licence_allocation')
export class Allocation {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  id: string;

  @Column({ type: 'bigint', name: 'order_line_id' })
  orderLineId: string;

  @Column({ type: 'bigint', name: 'licence_line_id' })
  lineId: string;

  @Column({ type: 'text' })
  direction: string;

  @Column({ type: 'text' })
  status: string;

  @Column({ type: 'bigint' })
  units: string;

  @Column({ type: 'bigint', name: 'reserved_units' })
  reserved: string;
}

@Entity('licence_movement')
export class Movement {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  id: string;

  @Column({ type: 'bigint', name: 'licence_line_id' })
  lineId: string;

  @Column({ type: 'bigint' })
  ordinal: string;

  @Column({ type: 'bigint', name: 'allocation_id' })
  allocationId: string;

  @Column({ type: 'text' })
  kind: string;

  @Column({ type: 'bigint' })
  units: string;

  @Column({ type: 'bigint', name: 'reserved_change' })
  reservedChange: string;

  @Column({ type: 'bigint', name: 'used_change' })
  usedChange: string;

  @Column({ type: 'text' })
  actor: string;
}

@Entity('event')
export class LedgerEvent {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  id: string;

  @Column({ type: 'text' })
  type: string;

  @Column({ type: 'bigint', name: 'licence_id' })
  licenceId: string;

  @Column({ type: 'text' })
  actor: string;

  @Column({ type: 'json' })
  payload: object;
}

@Entity('idempotency_key')
export class RequestKey {
  @PrimaryColumn({ type: 'text' })
  viewer: string;

  @PrimaryColumn({ type: 'text' })
  operation: string;

  @PrimaryColumn({ type: 'text' })
  key: string;

  @Column({ type: 'bytea', name: 'body_hash' })
  bodyHash: Buffer;

  @Column({ type: 'json' })
  outcome: { allocations: string[] };

  @CreateDateColumn({ type: 'timestamptz', name: 'recorded_at' })
  recordedAt: Date;
}
