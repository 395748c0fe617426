import { preferredValue } from '../evidence/figure.reads.ts';
import type { Row } from '../reads/model.ts';

/*
 * The figures of a chip that are calculated from others, in SQL so that they can be filtered and
 * ordered by. They are the rules of `performance.ts`.
 */

/** Six digits after the point at most, which print the same in SQL as in JavaScript. */
const rounded = (sql: string): string => `round(${sql}, 6)`;

const unrounded = (rate: Row): string => `${rate}.dense_tops * ${rate}.bit_length`;

export const rateTpp = (rate: Row): string => rounded(unrounded(rate));

export const computedTpp = (chip: Row): string =>
  rounded(`(
    select max(format.tpp) from (
      select coalesce(
        max(${unrounded('rate')}) filter (where rate.rank = 'PREFERRED'),
        max(${unrounded('rate')}) filter (where rate.rank = 'NORMAL')) as tpp
      from throughput rate where rate.chip_id = ${chip}.id
      group by rate.number_format, rate.bit_length) format)`);

const publishedTpp = preferredValue('Chip', 'TPP', 'TPP');

export const tpp = (chip: Row): string => `coalesce(${publishedTpp(chip)}, ${computedTpp(chip)})`;

/** mm² */
export const dieArea = preferredValue('Chip', 'DIE_AREA', 'mm2');

/** GB/s */
export const memoryBandwidth = preferredValue('Chip', 'MEMORY_BANDWIDTH', 'GB/s');

export const performanceDensity = (chip: Row): string =>
  `(case when ${chip}.non_planar then ${rounded(`${tpp(chip)} / nullif(${dieArea(chip)}, 0)`)} end)`;

// The row of all known figures does not depend on the chip, so PostgreSQL makes it once.
export const tppRank = (chip: Row): string => `array_position(
  (select array_agg(ranked.tpp order by ranked.tpp desc)
    from (select ${tpp('other')} as tpp from chip other) ranked where ranked.tpp is not null),
  ${tpp(chip)})`;
