import { vendor } from '../reads/dataset-rows.ts';
import { idOf } from '../reads/places.ts';
import type { Rows } from './mercurius-rows.ts';

interface Filter {
  validTo?: { gte: string };
  licensee?: { sector: { eq: string } };
  lines?: { some: { chip: { name: { eq: string } } } };
  destination?: { code: { eq: string } };
}

interface Page {
  first?: number;
  after?: string;
}

interface LicencePage extends Page {
  filter?: Filter;
  orderBy?: { field: string }[];
}

const decoded = (text: string) => Buffer.from(text, 'base64url').toString();
const keyOf = (id: string) => decoded(id).split(':')[1];
const placeOf = (cursor: string) => (JSON.parse(decoded(cursor)) as string[])[1];

const licenceColumns = `id, number, direction, type, status, valid_from as "validFrom",
  valid_to as "validTo", to_char(recorded_at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "recordedAt", licensee_id`;

/** The condition that a filter stands for, and its values. */
function conditions({ filter, after }: LicencePage): { where: string; values: unknown[] } {
  const values: unknown[] = [];
  const all = ['published'];
  const add = (value: unknown, sql: (place: string) => string) => {
    if (value !== undefined) all.push(sql(`$${values.push(value)}`));
  };
  add(after && placeOf(after), (place) => `id > ${place}`);
  add(filter?.validTo?.gte, (place) => `valid_to >= ${place}`);
  add(
    filter?.licensee?.sector.eq,
    (place) =>
      `exists (select from organisation o where o.id = licence.licensee_id and o.sector = ${place})`,
  );
  add(
    filter?.lines?.some.chip.name.eq,
    (place) =>
      `exists (select from licence_line n join chip c on c.id = n.chip_id where n.licence_id = licence.id and c.name = ${place})`,
  );
  add(
    filter?.destination?.code.eq,
    (place) => `destination_id = (select j.id from jurisdiction j where j.code = ${place})`,
  );
  return { where: all.join(' and '), values };
}

/** The fields that are not columns or relations. */
export function resolversOf(rows: Rows) {
  const globalId = (type: string) => ({ id: ({ id }: { id: number }) => idOf(type, String(id)) });
  return {
    Query: {
      licence: async (_: unknown, { id }: { id: string }) =>
        (
          await rows(`select ${licenceColumns} from licence where id = $1 and published`, [
            keyOf(id),
          ])
        )[0],
      // a list is read when its rows are asked for
      licences: (_: unknown, page: LicencePage) => page,
      orders: async (_: unknown, { first = 50, after }: Page) => {
        const found = await rows(
          `select id, status, to_char(placed_at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "placedAt", version, buyer_id
           from purchase_order where (vendor_id = $1 or buyer_id = $1) and id > $2 order by id limit $3`,
          [vendor, after ? placeOf(after) : 0, first + 1],
        );
        return {
          nodes: found.slice(0, first),
          pageInfo: { hasNextPage: found.length > first },
        };
      },
    },
    LicenceConnection: {
      nodes: (page: LicencePage) => {
        const { where, values } = conditions(page);
        const order = page.orderBy?.length ? 'valid_to, id' : 'id';
        const size = `$${values.push(page.first ?? 50)}`;
        return rows(
          `select ${licenceColumns} from licence where ${where} order by ${order} limit ${size}`,
          values,
        );
      },
      groups: async (page: LicencePage) => {
        const { where, values } = conditions(page);
        const found = await rows(
          `select status, direction, count(*), max(version) as version from licence where ${where}
           group by status, direction order by status, direction`,
          values,
        );
        return found.map(({ status, direction, count, version }) => ({
          key: { status, direction },
          aggregates: { count, max: { version } },
        }));
      },
    },
    Licence: globalId('Licence'),
    Organisation: globalId('Organisation'),
    OrderLine: globalId('OrderLine'),
    Order: globalId('Order'),
  };
}
