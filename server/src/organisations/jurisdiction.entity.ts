import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** A country or territory whose rules apply. */
@Entity('jurisdiction')
export class Jurisdiction {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  id: string;

  /** ISO 3166-1 alpha-2 */
  @Column({ type: 'text' })
  code: string;

  @Column({ type: 'text' })
  name: string;

  /** country groups of the US Export Administration Regulations, as D:5 */
  @Column({ type: 'text', name: 'country_groups', array: true, default: () => "'{}'" })
  countryGroups: string[];
}
