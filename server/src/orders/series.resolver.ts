import type { GraphQLResolveInfo } from 'graphql';
import { Args, Ctx, Info, Query, Resolver } from 'type-graphql';
import type { Context } from '../api/context.ts';
import type { ReadContext } from '../reads/schema/resolvers.ts';
import { readSeries } from './series.reads.ts';
import { SeriesArguments, SeriesPoint } from './series.type.ts';

@Resolver()
export class SeriesResolver {
  @Query(() => [SeriesPoint], {
    description:
      'A figure as it was known at each step, with its claims. At most 1,000 steps; none ahead of the clock.',
  })
  async series(
    @Args(() => SeriesArguments) asked: SeriesArguments,
    @Ctx() context: Context & ReadContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<unknown[]> {
    const subject = await context.services.series.find(asked.chip, asked.destination);
    return await readSeries(context, info, asked, subject);
  }
}
