import { GraphQLDate } from 'graphql-scalars';
import { Field, InputType, registerEnumType } from 'type-graphql';
import type { SelectQueryBuilder } from 'typeorm';
import type { Licence } from './licence.ts';

export enum LicenceOrderField {
  VALID_TO = 'VALID_TO',
}
registerEnumType(LicenceOrderField, { name: 'LicenceOrderField' });

@InputType()
export class LicenceOrder {
  @Field(() => LicenceOrderField)
  field: LicenceOrderField;
}

@InputType()
class TextFilter {
  @Field(() => String, { nullable: true })
  eq?: string;
}

@InputType()
class DateFilter {
  @Field(() => GraphQLDate, { nullable: true })
  gte?: string | Date;
}

@InputType()
class OrganisationFilter {
  @Field(() => TextFilter, { nullable: true })
  sector?: TextFilter;
}

@InputType()
class NamedFilter {
  @Field(() => TextFilter, { nullable: true })
  name?: TextFilter;
}

@InputType()
class CodedFilter {
  @Field(() => TextFilter, { nullable: true })
  code?: TextFilter;
}

@InputType()
class LineFilter {
  @Field(() => NamedFilter, { nullable: true })
  chip?: NamedFilter;
}

@InputType()
class SomeLine {
  @Field(() => LineFilter, { nullable: true })
  some?: LineFilter;
}

@InputType()
export class LicenceFilter {
  @Field(() => DateFilter, { nullable: true })
  validTo?: DateFilter;

  @Field(() => OrganisationFilter, { nullable: true })
  licensee?: OrganisationFilter;

  @Field(() => SomeLine, { nullable: true })
  lines?: SomeLine;

  @Field(() => CodedFilter, { nullable: true })
  destination?: CodedFilter;
}

/** Narrows a query of licences to those that the filter lets through. */
export function narrow(
  query: SelectQueryBuilder<Licence>,
  filter: LicenceFilter | null,
): SelectQueryBuilder<Licence> {
  const from = filter?.validTo?.gte;
  if (from) {
    const day = from instanceof Date ? from.toISOString().slice(0, 10) : from;
    query.andWhere('licence.validTo >= :day', { day });
  }
  const sector = filter?.licensee?.sector?.eq;
  if (sector)
    query.innerJoin('licence.licensee', 'licensee', 'licensee.sector = :sector', { sector });
  const chip = filter?.lines?.some?.chip?.name?.eq;
  if (chip) {
    const lines = query
      .subQuery()
      .select('line.licenceId')
      .from('LicenceLine', 'line')
      .innerJoin('line.chip', 'chip', 'chip.name = :chip');
    query.andWhere(`licence.id in ${lines.getQuery()}`, { chip });
  }
  const code = filter?.destination?.code?.eq;
  if (code) {
    query.andWhere('licence.destinationId = (select id from jurisdiction where code = :code)', {
      code,
    });
  }
  return query;
}
