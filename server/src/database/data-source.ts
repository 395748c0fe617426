import 'reflect-metadata';
import { DataSource } from 'typeorm';
import { Chip } from '../chips/chip.entity.ts';
import { Classification } from '../chips/classification.entity.ts';
import { Throughput } from '../chips/throughput.entity.ts';
import { Claim } from '../evidence/claim.entity.ts';
import { PolicyEvent } from '../evidence/policy-event.entity.ts';
import { SourceReport } from '../evidence/source-report.entity.ts';
import { ApprovalRound } from '../licences/approval-round.entity.ts';
import { Licence } from '../licences/licence.entity.ts';
import { LicenceAmendment } from '../licences/licence-amendment.entity.ts';
import { LicenceCondition } from '../licences/licence-condition.entity.ts';
import { LicenceLine } from '../licences/licence-line.entity.ts';
import { LicenceParty } from '../licences/licence-party.entity.ts';
import { LicenceTolerance } from '../licences/licence-tolerance.entity.ts';
import { Restriction } from '../licences/restriction.entity.ts';
import { SourcingRule } from '../licences/sourcing-rule.entity.ts';
import { VolumeCap } from '../licences/volume-cap.entity.ts';
import { StockStatement } from '../orders/stock-statement.entity.ts';
import { Jurisdiction } from '../organisations/jurisdiction.entity.ts';
import { Organisation } from '../organisations/organisation.entity.ts';
import { Site } from '../organisations/site.entity.ts';
import { enterEra } from './era.ts';
import { decisionSettings, openingOptions, sharesSessions } from './session.ts';

const entities = [
  SourceReport,
  Claim,
  PolicyEvent,
  Jurisdiction,
  Organisation,
  Site,
  Chip,
  Throughput,
  Classification,
  ApprovalRound,
  Licence,
  LicenceParty,
  LicenceLine,
  LicenceCondition,
  LicenceAmendment,
  LicenceTolerance,
  Restriction,
  SourcingRule,
  VolumeCap,
  StockStatement,
];

export interface DataSourceOptions {
  /** Most connections open at once; default 10. */
  readonly poolSize?: number;
  /** Told when a connection of the pool is lost while nobody uses it. */
  readonly onPoolError?: (error: unknown) => void;
  /** A pooler is between that gives a session for one transaction only. */
  readonly pooled?: boolean;
}

/**
 * The pool that decisions and other code with entities run on; to be initialised and destroyed by
 * its caller. Sessions are in UTC. The migrations make the tables; TypeORM never does.
 */
export function createDataSource(
  url: string,
  { poolSize = 10, onPoolError = () => {}, pooled = false }: DataSourceOptions = {},
): DataSource {
  const database = new DataSource({
    type: 'postgres',
    url,
    entities,
    poolSize,
    synchronize: false,
    migrationsRun: false,
    installExtensions: false,
    applicationName: 'carnet',
    poolErrorHandler: onPoolError,
    // Nothing is written on a connection before the ids are known to go on.
    extra: pooled
      ? { onConnect: enterEra }
      : { onConnect: enterEra, options: openingOptions(decisionSettings) },
  });
  if (pooled) sharesSessions(database);
  return database;
}
