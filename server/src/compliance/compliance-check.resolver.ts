import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, ID, Info, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../api/context.ts';
import {
  ComplianceCheck,
  ComplianceLineInput,
  Figure,
  LicenceCandidate,
} from './compliance-check.type.ts';
import { exactFigure } from './exact-figure.reads.ts';

@Resolver(() => LicenceCandidate)
export class ComplianceCheckResolver {
  @Query(() => ComplianceCheck, {
    description:
      'May this go, and if not, why, and who can change it? About a line that only the caller knows, or a stored one: exactly one of both. Nothing is written.',
  })
  async complianceCheck(
    @Arg('line', () => ComplianceLineInput, { nullable: true }) line: ComplianceLineInput | null,
    @Arg('orderLineId', () => ID, { nullable: true }) orderLineId: string | null,
    @Ctx() { viewer, services }: Context,
  ): Promise<object> {
    return await services.compliance.check(viewer, { line, orderLineId });
  }

  @FieldResolver(() => Figure, {
    nullable: true,
    description:
      'Chips it has left, at the price of the line where it counts value; null: not known.',
  })
  available(@Root() { available }: LicenceCandidate, @Info() info: GraphQLResolveInfo) {
    return available === null ? null : exactFigure(info, available);
  }
}
