import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { type DataSource, MoreThan } from 'typeorm';
import { Chip } from './chip.ts';
import { Cursor, connectionOf, encodeId, keyOfCursor, keyOfId, Page } from './connection.ts';
import { Licence } from './licence.ts';
import { LicenceLine } from './licence-line.ts';
import type { Loaders } from './loaders.ts';
import { Organisation } from './organisation.ts';

export interface PlainContext {
  database: DataSource;
  loaders: Loaders;
}

const LicenceConnection = connectionOf('Licence', Licence);
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
    @Ctx() { database }: PlainContext,
  ) {
    const rows = await database.getRepository(Licence).find({
      where: { published: true, ...(after ? { id: MoreThan(keyOfCursor(after)) } : {}) },
      order: { id: 'ASC' },
      take: first + 1,
    });
    return new Page(rows, first);
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
