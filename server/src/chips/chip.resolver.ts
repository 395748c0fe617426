import { FieldResolver, Resolver, Root } from 'type-graphql';
import { Chip } from './chip.type.ts';
import { type Assessment, assessControl } from './classification.ts';
import { ControlAssessment } from './control-assessment.type.ts';
import { performanceDensity } from './performance.ts';

/** What the read model hands over: decimals as text or as numbers. */
interface ChipFacts {
  tpp: string | number | null;
  dieArea: string | number | null;
  memoryBandwidth: string | number | null;
  nonPlanar: boolean | null;
  marketedForDatacentre: boolean | null;
}

const number = (decimal: string | number | null): number | null =>
  decimal === null ? null : Number(decimal);

@Resolver(() => Chip)
export class ChipResolver {
  @FieldResolver(() => ControlAssessment, {
    description:
      'How US export control sees it by its figures: 3A090.a and .b, and case-by-case review, rule by rule.',
  })
  controlAssessment(@Root() chip: ChipFacts): Assessment {
    const { nonPlanar, marketedForDatacentre } = chip;
    const tpp = number(chip.tpp);
    const density = performanceDensity(tpp, number(chip.dieArea), nonPlanar);
    const memoryBandwidth = number(chip.memoryBandwidth);
    return assessControl({
      tpp,
      performanceDensity: density,
      memoryBandwidth,
      marketedForDatacentre,
    });
  }
}
