import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../api/context.ts';
import { answerOf } from '../api/refusal.type.ts';
import {
  CaptureEpcisInput,
  CaptureEpcisResult,
  RecordCustomsEventInput,
  RecordCustomsEventResult,
} from './customs-capture.type.ts';

@Resolver()
export class CustomsCaptureResolver {
  @Mutation(() => CaptureEpcisResult, {
    description:
      'Captures the events of an EPCIS document, all or none. For who handles goods or documents; longer documents go to `POST /epcis/capture`.',
  })
  async captureEpcis(
    @Arg('input', () => CaptureEpcisInput) input: CaptureEpcisInput,
    @Ctx() { viewer, services }: Context,
  ): Promise<object> {
    return answerOf(await services.customsCapture.capture(viewer, input));
  }

  @Mutation(() => RecordCustomsEventResult, {
    description: 'Captures one EPCIS event. For who handles goods or documents.',
  })
  async recordCustomsEvent(
    @Arg('input', () => RecordCustomsEventInput) input: RecordCustomsEventInput,
    @Ctx() { viewer, services }: Context,
  ): Promise<object> {
    return answerOf(await services.customsCapture.record(viewer, input));
  }
}
