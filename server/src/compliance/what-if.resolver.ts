import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Query, Resolver } from 'type-graphql';
import type { Context } from '../api/context.ts';
import { keysOf } from '../reads/keys.ts';
import type { ReadContext } from '../reads/schema/resolvers.ts';
import { openLine } from './what-if.reads.ts';
import { WhatIf } from './what-if.type.ts';
import { WhatIfChange } from './what-if-change.type.ts';

@Resolver()
export class WhatIfResolver {
  @Query(() => WhatIf, {
    description:
      'Lays supposed changes over what is known now and answers every open order line that they touch, with totals. Nothing is written.',
  })
  async whatIf(
    @Arg('changes', () => [WhatIfChange], {
      description: '1 to 50, applied one after the other.',
    })
    changes: WhatIfChange[],
    @Ctx() context: Context & ReadContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<WhatIf> {
    const find = (most: number) =>
      keysOf(context, info, { rows: 'OrderLine', only: openLine, most });
    return await context.services.whatIf.suppose(context.viewer, changes, find);
  }
}
