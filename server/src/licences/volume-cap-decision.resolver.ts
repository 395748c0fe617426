import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../api/context.ts';
import { answerOf } from '../api/refusal.type.ts';
import {
  RecordVolumeCapInput,
  RecordVolumeCapResult,
  SettleVolumeCapInput,
  SettleVolumeCapResult,
} from './volume-cap-decision.type.ts';

@Resolver()
export class VolumeCapDecisionResolver {
  @Mutation(() => RecordVolumeCapResult, {
    description:
      'Records a cap on what goes to some destinations. For the authority of its jurisdiction.',
  })
  async recordVolumeCap(
    @Arg('input', () => RecordVolumeCapInput) input: RecordVolumeCapInput,
    @Ctx() { viewer, services }: Context,
  ): Promise<object> {
    return answerOf(await services.volumeCaps.record(viewer, input));
  }

  @Mutation(() => SettleVolumeCapResult, {
    description:
      'Settles whether such a cap holds, its share, what it counts, and its days. For the authority of its jurisdiction.',
  })
  async settleVolumeCap(
    @Arg('input', () => SettleVolumeCapInput) input: SettleVolumeCapInput,
    @Ctx() { viewer, services }: Context,
  ): Promise<object> {
    return answerOf(await services.volumeCaps.settle(viewer, input));
  }
}
