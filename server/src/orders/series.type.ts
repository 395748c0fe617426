import { ArgsType, Field, ObjectType } from 'type-graphql';
import { DateTimeScalar } from '../api/scalars.ts';
import { vocabulary } from '../api/vocabulary.ts';
import { ChipRef } from '../chips/chip-ref.type.ts';
import type { Step } from '../kernel/steps.ts';
import { LicenceDirection } from '../licences/licence.type.ts';
import { JurisdictionRef } from '../organisations/jurisdiction-ref.type.ts';
import type { SeriesMetric as Metric } from './series.ts';

const SeriesMetric = vocabulary<Metric>('SeriesMetric', 'What a series counts, in chips.', {
  AUTHORISED_UNITS: 'What licences and rounds allow that are granted and have not ended.',
  ORDERED_UNITS: 'What is ordered and has not left.',
  STOCK_UNITS: 'What vendors have in stock.',
  SHIPPED_UNITS: 'What has left vendors.',
  RELEASED_UNITS: 'What customs have let in.',
  SHORTFALL_UNITS: 'What is ordered less what is in stock.',
});

const SeriesStep = vocabulary<Step>('SeriesStep', 'How far one point is from the next, in UTC.', {
  DAY: 'A day.',
  WEEK: 'Seven days.',
  MONTH: 'A month: the same day, or the last one of a shorter month.',
  QUARTER: 'Three months.',
  YEAR: 'A year.',
});

@ObjectType({ description: 'A figure as it was known at an instant.' })
export class SeriesPoint {
  @Field(() => DateTimeScalar, { description: 'As of when.' })
  at: string;
}

@ArgsType()
export class SeriesArguments {
  @Field(() => SeriesMetric, { description: 'What is counted.' })
  metric: Metric;

  @Field(() => ChipRef, { description: 'Of which chip.' })
  chip: ChipRef;

  @Field(() => JurisdictionRef, {
    nullable: true,
    description: 'Into which jurisdiction; absent: any. Not of stock, nor of a shortfall.',
  })
  destination?: JurisdictionRef | null;

  @Field(() => DateTimeScalar, { description: 'The first point.' })
  from: Date;

  @Field(() => DateTimeScalar, {
    description: 'After this there is no point, nor ahead of the clock.',
  })
  to: Date;

  @Field(() => SeriesStep, { description: 'How far one point is from the next.' })
  every: Step;

  @Field(() => LicenceDirection, {
    defaultValue: 'IMPORT',
    description: 'Of what is authorised: to be let in, or to be let out.',
  })
  direction: 'IMPORT' | 'EXPORT';

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'What is invented for the demonstration, which is never summed with the rest.',
  })
  demonstration: boolean;
}
