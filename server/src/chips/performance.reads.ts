import { preferredValue } from '../evidence/figure.reads.ts';
import type { Row } from '../reads/model.ts';

/*
 * The figures of a chip that are calculated from others, in SQL so that they can be filtered and
 * ordered by. They are the rules of `performance.ts`.
 */

/** Rounded to what prints the same in SQL as in JavaScript, without trailing zeros. */
const printed = (sql: string): string => `trim_scale(round(${sql}, 6))`;

export const rateTpp = (rate: Row): string => printed(`${rate}.dense_tops * ${rate}.bit_length`);

export const computedTpp = (chip: Row): string =>
  printed(
    `(select max(format.tpp) from (select coalesce(max(rate.dense_tops * rate.bit_length) filter (where rate.rank = 'PREFERRED'), max(rate.dense_tops * rate.bit_length) filter (where rate.rank = 'NORMAL')) as tpp from throughput rate where rate.chip_id = ${chip}.id group by rate.number_format, rate.bit_length) format)`,
  );

const publishedTpp = preferredValue('Chip', 'TPP', 'TPP');

export const tpp = (chip: Row): string =>
  `coalesce(${printed(publishedTpp(chip))}, ${computedTpp(chip)})`;

/** mm² */
export const dieArea = preferredValue('Chip', 'DIE_AREA', 'mm2');

/** GB/s */
export const memoryBandwidth = preferredValue('Chip', 'MEMORY_BANDWIDTH', 'GB/s');

export const performanceDensity = (chip: Row): string =>
  `(case when ${chip}.non_planar then ${printed(`${tpp(chip)} / nullif(${dieArea(chip)}, 0)`)} end)`;

export const tppRank = (chip: Row): string =>
  `(select 1 + count(*) filter (where ${tpp('other')} > own.tpp) from (select ${tpp(chip)} as tpp) own, chip other where own.tpp is not null group by own.tpp)::integer`;
