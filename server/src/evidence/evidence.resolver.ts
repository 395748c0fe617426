import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../api/context.ts';
import { answerOf } from '../api/refusal.type.ts';
import { RecordClaimInput, RecordClaimResult } from './record-claim.type.ts';
import { RecordSourceReportInput, RecordSourceReportResult } from './record-source-report.type.ts';

@Resolver()
export class EvidenceResolver {
  @Mutation(() => RecordSourceReportResult, {
    description: 'Records a publication from which claims are taken. For authorities and analysts.',
  })
  async recordSourceReport(
    @Arg('input', () => RecordSourceReportInput) input: RecordSourceReportInput,
    @Ctx() { viewer, services }: Context,
  ): Promise<object> {
    return answerOf(await services.evidence.recordSourceReport(viewer, input));
  }

  @Mutation(() => RecordClaimResult, {
    description:
      'Records what a source says about a subject. Nothing is overwritten: rivals are kept and linked. For authorities and analysts.',
  })
  async recordClaim(
    @Arg('input', () => RecordClaimInput) input: RecordClaimInput,
    @Ctx() { viewer, services }: Context,
  ): Promise<object> {
    return answerOf(await services.evidence.recordClaim(viewer, input));
  }
}
