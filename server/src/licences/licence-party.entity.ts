import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

export type LicencePartyRole =
  | 'PURCHASER'
  | 'INTERMEDIATE_CONSIGNEE'
  | 'ULTIMATE_CONSIGNEE'
  | 'END_USER'
  | 'FORWARDING_AGENT';

/** An organisation named on a licence, in one role. */
@Entity('licence_party')
export class LicenceParty {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  id: string;

  @Column({ type: 'bigint', name: 'licence_id' })
  licenceId: string;

  @Column({ type: 'bigint', name: 'organisation_id' })
  organisationId: string;

  @Column({ type: 'text' })
  role: LicencePartyRole;
}
