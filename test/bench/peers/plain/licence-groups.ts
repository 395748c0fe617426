import { GraphQLSafeInt } from 'graphql-scalars';
import { Field, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { SelectQueryBuilder } from 'typeorm';
import type { Licence } from './licence.ts';

export enum LicenceGroupField {
  STATUS = 'status',
  DIRECTION = 'direction',
}
registerEnumType(LicenceGroupField, { name: 'LicenceGroupField' });

@InputType()
export class LicenceGroupBy {
  @Field(() => LicenceGroupField)
  field: LicenceGroupField;
}

@ObjectType()
class LicenceGroupKey {
  @Field(() => String, { nullable: true })
  status: string | null;

  @Field(() => String, { nullable: true })
  direction: string | null;
}

@ObjectType()
class LicenceMax {
  @Field(() => Int, { nullable: true })
  version: number | null;
}

@ObjectType()
class LicenceAggregates {
  @Field(() => GraphQLSafeInt)
  count: number;

  @Field(() => LicenceMax)
  max: LicenceMax;
}

@ObjectType()
export class LicenceGroup {
  @Field(() => LicenceGroupKey)
  key: LicenceGroupKey;

  @Field(() => LicenceAggregates)
  aggregates: LicenceAggregates;
}

interface Found {
  status?: string;
  direction?: string;
  count: string;
  version: number;
}

/** The licences of a query by these columns. */
export async function groupsOf(
  query: SelectQueryBuilder<Licence>,
  by: readonly LicenceGroupBy[],
): Promise<LicenceGroup[]> {
  query.select('count(*)', 'count').addSelect('max(licence.version)', 'version');
  for (const { field } of by) {
    query.addSelect(`licence.${field}`, field).addGroupBy(field).addOrderBy(field);
  }
  return (await query.getRawMany<Found>()).map(({ status, direction, count, version }) => ({
    key: { status: status ?? null, direction: direction ?? null },
    aggregates: { count: Number(count), max: { version } },
  }));
}
