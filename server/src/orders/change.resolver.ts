import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import type { Context } from '../api/context.ts';
import { DateTimeScalar } from '../api/scalars.ts';
import type { ReadContext } from '../reads/schema/resolvers.ts';
import { changesBetween, mostChanges, mostSubjects } from './change.reads.ts';
import { Change } from './change.type.ts';

@Resolver()
export class ChangeResolver {
  @Query(() => [Change], {
    description: `What differs in licences and orders between what was known at two instants, field by field, with the event that made the difference; as far as the viewer sees it. At most ${mostChanges}.`,
  })
  changes(
    @Arg('from', () => DateTimeScalar, { description: 'The earlier instant.' }) from: Date,
    @Arg('to', () => DateTimeScalar, { description: 'The later instant, not in the future.' })
    to: Date,
    @Arg('subjects', () => [ID], {
      nullable: true,
      description: `Only these licences and orders, at most ${mostSubjects}.`,
    })
    subjects: string[] | null,
    @Ctx() context: Context & ReadContext,
  ): Promise<Change[]> {
    return changesBetween(context, { from, to, subjects: subjects ?? null });
  }
}
