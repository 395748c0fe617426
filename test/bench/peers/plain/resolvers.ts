import { Arg, Ctx, FieldResolver, ID, Int, ObjectType, Query, Resolver, Root } from 'type-graphql';
import type { SelectQueryBuilder } from 'typeorm';
import { Chip } from './chip.ts';
import { Cursor, connectionOf, encodeId, keyOfCursor, keyOfId, Page } from './connection.ts';
import type { PlainContext } from './context.ts';
import { Licence } from './licence.ts';
import { LicenceFilter, LicenceOrder, narrow } from './licence-filter.ts';
import { LicenceGroup, LicenceGroupBy, groupsOf } from './licence-groups.ts';
import { LicenceLine } from './licence-line.ts';
import { Organisation } from './organisation.ts';

@ObjectType()
class LicenceConnection {}

interface LicencePage {
  query: SelectQueryBuilder<Licence>;
  first: number;
  ordered: string | undefined;
}

const LicenceLineConnection = connectionOf('LicenceLine', LicenceLine);

@Resolver(() => Licence)
export class LicenceResolver {
  @Query(() => Licence, { nullable: true })
  licence(
    @Arg('id', () => ID) id: string,
    @Ctx() { database }: PlainContext,
  ): Promise<Licence | null> {
    return database.getRepository(Licence).findOneBy({ id: keyOfId(id), published: true });
  }

  @Query(() => LicenceConnection)
  async licences(
    @Arg('first', () => Int, { defaultValue: 50 }) first: number,
    @Arg('after', () => Cursor, { nullable: true }) after: string | null,
    @Arg('filter', () => LicenceFilter, { nullable: true }) filter: LicenceFilter | null,
    @Arg('orderBy', () => [LicenceOrder], { nullable: true }) orderBy: LicenceOrder[] | null,
    @Ctx() { database }: PlainContext,
  ): Promise<LicencePage> {
    const query = database
      .getRepository(Licence)
      .createQueryBuilder('licence')
      .where('licence.published');
    narrow(query, filter);
    if (after) query.andWhere('licence.id > :place', { place: keyOfCursor(after) });
    return { query, first, ordered: orderBy?.length ? 'licence.validTo' : undefined };
  }

  @FieldResolver(() => ID)
  id(@Root() licence: Licence): string {
    return encodeId('Licence', licence.id);
  }

  @FieldResolver(() => Organisation, { nullable: true })
  licensee(
    @Root() { licenseeId }: Licence,
    @Ctx() { loaders }: PlainContext,
  ): Promise<Organisation | null> | null {
    return licenseeId === null ? null : loaders.organisation.load(licenseeId);
  }

  @FieldResolver(() => LicenceLineConnection)
  async lines(
    @Root() licence: Licence,
    @Arg('first', () => Int, { defaultValue: 50 }) first: number,
    @Ctx() { loaders }: PlainContext,
  ) {
    return new Page(await loaders.linesOfLicence.load(licence.id), first);
  }
}

/** A list of licences is read by what is asked of it: its rows, or groups of them. */
@Resolver(() => LicenceConnection)
export class LicenceConnectionResolver {
  @FieldResolver(() => [Licence])
  nodes(@Root() { query, first, ordered }: LicencePage): Promise<Licence[]> {
    if (ordered) query.addOrderBy(ordered);
    return query.addOrderBy('licence.id').limit(first).getMany();
  }

  @FieldResolver(() => [LicenceGroup])
  groups(
    @Root() { query }: LicencePage,
    @Arg('by', () => [LicenceGroupBy]) by: LicenceGroupBy[],
  ): Promise<LicenceGroup[]> {
    return groupsOf(query, by);
  }
}

@Resolver(() => Organisation)
export class OrganisationResolver {
  @FieldResolver(() => ID)
  id(@Root() organisation: Organisation): string {
    return encodeId('Organisation', organisation.id);
  }
}

@Resolver(() => LicenceLine)
export class LicenceLineResolver {
  @FieldResolver(() => Chip, { nullable: true })
  chip(
    @Root() { chipId }: LicenceLine,
    @Ctx() { loaders }: PlainContext,
  ): Promise<Chip | null> | null {
    return chipId === null ? null : loaders.chip.load(chipId);
  }
}
