import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../api/context.ts';
import { answerOf } from '../api/refusal.type.ts';
import {
  RecordDomesticPurchaseInput,
  RecordDomesticPurchaseResult,
  RecordStockStatementInput,
  RecordStockStatementResult,
} from './supply-decision.type.ts';

@Resolver()
export class SupplyDecisionResolver {
  @Mutation(() => RecordStockStatementResult, {
    description:
      'Records what a vendor holds: counted, by whoever trades for it; or as a source reports it, by those who record evidence.',
  })
  async recordStockStatement(
    @Arg('input', () => RecordStockStatementInput) input: RecordStockStatementInput,
    @Ctx() { viewer, services }: Context,
  ): Promise<object> {
    return answerOf(await services.supply.recordStock(viewer, input));
  }

  @Mutation(() => RecordDomesticPurchaseResult, {
    description:
      'Records chips that a buyer bought at home: by whoever trades for it; or as a source reports it, by those who record evidence.',
  })
  async recordDomesticPurchase(
    @Arg('input', () => RecordDomesticPurchaseInput) input: RecordDomesticPurchaseInput,
    @Ctx() { viewer, services }: Context,
  ): Promise<object> {
    return answerOf(await services.supply.recordPurchase(viewer, input));
  }
}
