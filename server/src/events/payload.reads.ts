import type { Row } from '../reads/model.ts';

/** A word or text of an event's payload. */
export const told =
  (name: string) =>
  (event: Row): string =>
    `(${event}.payload ->> '${name}')`;

/** A count of an event's payload. */
export const toldNumber =
  (name: string) =>
  (event: Row): string =>
    `(${event}.payload ->> '${name}')::bigint`;

/** A day of an event's payload. */
export const toldDay =
  (name: string) =>
  (event: Row): string =>
    `(${event}.payload ->> '${name}')::date`;

/** The key in a global id, the same that `decodeId` gives. */
export const keyIn = (id: string): string =>
  `split_part(convert_from(decode(rpad(translate(${id}, '-_', '+/'), (length(${id}) + 3) / 4 * 4, '='), 'base64'), 'UTF8'), ':', 2)::bigint`;

/** The row of a table whose id stands in an event's payload. */
export const toldRow =
  (table: string, name: string) =>
  (event: Row): string =>
    `(select named.* from ${table} named where named.id = ${keyIn(told(name)(event))})`;

/** The row of a table that an event is about, where it is of that type. */
export const subjectRow =
  (table: string, type: string) =>
  (event: Row): string =>
    `(select told.* from ${table} told where told.id = ${event}.subject_id and ${event}.subject_type = '${type}')`;
