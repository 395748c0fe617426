import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { ExternalIdInput } from '../api/external-id.type.ts';
import {
  CursorScalar,
  DateScalar,
  DateTimeScalar,
  JsonScalar,
  SafeIntScalar,
} from '../api/scalars.ts';
import { vocabulary } from '../api/vocabulary.ts';
import { Figure } from '../evidence/figure.type.ts';
import { ChipRef } from '../chips/chip-ref.type.ts';
import { UnitOfMeasure } from '../chips/quantity.type.ts';
import { LicenceDirection } from '../licences/licence.type.ts';
import { PartyInput } from '../licences/party-input.type.ts';
import { JurisdictionRef } from '../organisations/jurisdiction-ref.type.ts';
import type { Authorisation as AuthorisationWord } from './requirement.ts';
import type { RuleName, Verdict } from './rule-result.ts';

/** for the field `available`, which code answers */
export { Figure };

export const ComplianceVerdict = vocabulary<Verdict>(
  'ComplianceVerdict',
  'Whether something may go, as far as is known.',
  {
    CLEAR: 'Nothing stands in the way.',
    UNKNOWN: 'A fact that decides it is not known.',
    HOLD: 'Something is missing that somebody can bring.',
    PROHIBITED: 'No licence lifts it.',
  },
);

const Authorisation = vocabulary<AuthorisationWord>(
  'Authorisation',
  'Whether an export needs to be authorised.',
  {
    LICENCE: 'It needs a licence.',
    EXCEPTION: 'It needs one, and an exception or general licence covers it.',
    NOT_REQUIRED: 'It needs none.',
    PROHIBITED: 'It may not go at all.',
  },
);

export const ComplianceRule = vocabulary<RuleName>(
  'ComplianceRule',
  'What a compliance check asks.',
  {
    AUTHORISATION: 'Is an authorisation of the export needed at all?',
    IMPORT_AUTHORISATION: 'Does a licence cover the import, where one is needed?',
    EXPORT_AUTHORISATION: 'Does a licence cover the export, where one is needed?',
    VALIDITY: 'Do the licences hold on the day of shipping?',
    CONDITIONS: 'Are their blocking conditions satisfied or waived?',
    SOURCING_RULE: 'Were the domestic chips bought that imports are tied to?',
    VOLUME_CAP: 'Does it stay within the share that may go there?',
    SCREENING: 'Were the parties compared with lists, and none found?',
    CLASSIFICATION: 'Is it known how export control sees the chip?',
    LABORATORY_TEST: 'Did every shipment pass the test that export needs?',
    RESTRICTION: 'Does no restriction bar it?',
    STOCK: 'Does the vendor have the chips?',
  },
);

@InputType({ description: 'A line that only its caller knows.' })
export class ComplianceLineInput {
  @Field(() => ExternalIdInput, {
    nullable: true,
    description: "Its name in the caller's own system; nothing is looked up by it.",
  })
  external?: ExternalIdInput | null;

  @Field(() => ChipRef, { description: 'Which chip.' })
  chip: ChipRef;

  @Field(() => SafeIntScalar, { description: 'How many of `unit`, from 1.' })
  units: number;

  @Field(() => UnitOfMeasure, { defaultValue: 'EA', description: 'What is counted.' })
  unit: keyof typeof UnitOfMeasure;

  @Field(() => Int, { nullable: true, description: 'Chips in one module; of modules only.' })
  chipsPerModule?: number | null;

  @Field(() => [PartyInput], {
    description: 'At most 20. The purchaser, or else the end user, stands for the buyer.',
  })
  parties: PartyInput[];

  @Field(() => DateScalar, { description: 'When it is to leave.' })
  shipDate: Date;

  @Field(() => JurisdictionRef, {
    nullable: true,
    description: "Where it leaves from; absent: the seat of the chip's vendor.",
  })
  origin?: JurisdictionRef | null;

  @Field(() => JurisdictionRef, { description: 'Where it is to go.' })
  destination: JurisdictionRef;

  @Field(() => String, { nullable: true, description: 'A word such as `AI_SERVICES`.' })
  endUse?: string | null;
}

@ObjectType({ description: 'What one rule said, of which facts, and by which text.' })
class RuleResult {
  /** key from which `owedBy` is read on; not a field of its own */
  owedById: string | null;

  @Field(() => ComplianceRule, { description: 'Which rule.' })
  rule: RuleName;

  @Field(() => String, { description: 'The day of the text that it holds to.' })
  version: string;

  @Field(() => ComplianceVerdict, { description: 'What it says.' })
  verdict: Verdict;

  @Field(() => JsonScalar, {
    description: 'What it looked at, as far as the viewer may see it; null: not known.',
  })
  inputs: Readonly<Record<string, unknown>>;

  @Field(() => String, { description: 'Where the rule is published.' })
  citation: string;

  @Field(() => [String], {
    description:
      'The evidence that would change the verdict, or that will be asked for before the goods leave.',
  })
  missing: readonly string[];
}

@ObjectType({ description: 'A licence line that could serve.' })
export class LicenceCandidate {
  /** keys from which `licence` and `line` are read on; not fields of their own */
  licenceId: string;
  lineId: string;

  /** chips; answered as the figure `available` */
  available: number | null;

  @Field(() => Boolean, { description: 'Whether it covers the whole line.' })
  serves: boolean;

  @Field(() => String, { nullable: true, description: 'Why it does not serve.' })
  reason: string | null;
}

@ObjectType({
  description: 'The licences of one jurisdiction in one direction, those that serve first.',
})
class LicenceCandidates {
  /** key from which `jurisdiction` is read on; not a field of its own */
  jurisdictionId: string;

  @Field(() => LicenceDirection, { description: 'Export or import.' })
  direction: keyof typeof LicenceDirection;

  @Field(() => [LicenceCandidate], {
    description: 'Of those that serve, the one that ends first comes first.',
  })
  candidates: readonly LicenceCandidate[];
}

@ObjectType({
  description: 'Whether a line may go, rule by rule. The verdict is the worst of the rules.',
})
export class ComplianceCheck {
  @Field(() => ComplianceVerdict, { description: 'The worst of the rules.' })
  verdict: Verdict;

  @Field(() => Authorisation, {
    nullable: true,
    description: 'Whether the export needs to be authorised; null: it cannot be told.',
  })
  authorisation: AuthorisationWord | null;

  @Field(() => [RuleResult], { description: 'Every rule, in its order.' })
  rules: readonly RuleResult[];

  @Field(() => [LicenceCandidates], {
    description: 'The licences that could cover it, as far as the viewer may see them.',
  })
  licenceCandidates: readonly LicenceCandidates[];

  @Field(() => DateTimeScalar, { description: 'When the facts were gathered.' })
  checkedAt: string;

  @Field(() => CursorScalar, {
    nullable: true,
    description:
      'How far the event log reached before it: what comes `after:` may change it. Null of a decision that is kept.',
  })
  position: string | null;
}
