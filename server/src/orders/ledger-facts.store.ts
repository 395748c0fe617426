import type { Direction, RoleHolder } from '../licences/eligibility.ts';
import type { LicenceStatus } from '../licences/licence.ts';
import { centsOf, unitValueOf } from '../licences/value.ts';
import type { Licence, Line, OrderLine } from './ledger-book.ts';
import type { OrderStatus } from './order.ts';

export interface LineRow {
  id: string;
  licence: string;
  status: LicenceStatus;
  version: number;
  direction: Direction;
  jurisdiction: string;
  licensee: string | null;
  destination: string | null;
  validFrom: string | null;
  validTo: string | null;
  parties: RoleHolder[];
  conditions: string[];
  chip: string | null;
  controlCode: string | null;
  licensedBy: Line['licensedBy'];
  authorised: string | null;
  reserved: string;
  used: string;
  movements: string;
  authorisedValue: string | null;
  currency: string;
  /** ten-thousandths */
  tolerance: string;
  reservedValue: string;
  usedValue: string;
  denied: boolean;
  leftElsewhere: boolean;
}

const denied = (line: string): string =>
  `(${line}.outcome is not null and ${line}.outcome in ('DENIED', 'RETURNED'))`;

/** JSON of licence lines, as an SQL expression. @param keys placeholder of a bigint[] */
export const linesJson = (keys: string): string => `(
  select coalesce(json_agg(json_build_object('id', line.id::text, 'licence', licence.id::text,
    'status', licence.status, 'version', licence.version, 'direction', licence.direction,
    'jurisdiction', licence.jurisdiction_id::text, 'licensee', licence.licensee_id::text,
    'destination', licence.destination_id::text,
    'validFrom', to_char(licence.valid_from, 'YYYY-MM-DD'), 'validTo', to_char(licence.valid_to, 'YYYY-MM-DD'),
    'parties', (select coalesce(json_agg(json_build_object('role', role, 'organisationId', organisation_id::text)), '[]')
      from licence_party where licence_id = licence.id),
    'conditions', (select coalesce(json_agg(own.id::text order by own.id), '[]') from licence_condition own
      where (own.licence_id = licence.id or own.approval_round_id = licence.approval_round_id)
        and own.blocking and own.status not in ('SATISFIED', 'WAIVED')),
    'chip', line.chip_id::text, 'controlCode', line.control_code, 'licensedBy', line.licensed_by,
    'authorised', line.authorised_units::text, 'reserved', line.reserved_units::text,
    'used', line.used_units::text, 'movements', line.movements::text,
    'authorisedValue', line.authorised_value::text, 'currency', line.currency,
    'tolerance', trunc(line.value_tolerance * 10000)::text,
    'reservedValue', line.reserved_value::text, 'usedValue', line.used_value::text,
    'denied', ${denied('line')},
    'leftElsewhere', exists (select from licence_line other
      where other.licence_id = licence.id and other.id <> all(${keys})
        and not ${denied('other')}
        and (other.licensed_by = 'VALUE' or other.authorised_units is null
          or other.authorised_units > other.reserved_units + other.used_units)
        and (other.authorised_value is null or other.authorised_value * (1 + other.value_tolerance)
          - other.reserved_value - other.used_value >= 0.01)))), '[]')
  from licence_line line join licence on licence.id = line.licence_id where line.id = any(${keys}))`;

export function lineOf(row: LineRow): Line {
  return {
    terms: {
      lineId: row.id,
      licenceId: row.licence,
      status: row.status,
      direction: row.direction,
      jurisdictionId: row.jurisdiction,
      validity: { validFrom: row.validFrom, validTo: row.validTo },
      licenseeId: row.licensee,
      destinationId: row.destination,
      parties: row.parties,
      openConditions: row.conditions,
      chipId: row.chip,
      controlCode: row.controlCode,
    },
    licensedBy: row.licensedBy,
    authorised: row.authorised === null ? null : Number(row.authorised),
    reserved: Number(row.reserved),
    used: Number(row.used),
    denied: row.denied,
    movements: Number(row.movements),
    value:
      row.authorisedValue === null
        ? null
        : {
            authorised: centsOf(row.authorisedValue),
            currency: row.currency,
            tolerance: BigInt(row.tolerance),
            reserved: centsOf(row.reservedValue),
            used: centsOf(row.usedValue),
          },
  };
}

export function licenceOf({ status, version, leftElsewhere }: LineRow): Licence {
  const state = { status, version, statusBeforeSuspension: null, statusReason: null };
  return { state, leftElsewhere };
}

export interface OrderLineRow {
  id: string;
  status: OrderStatus;
  EXPORT: string;
  IMPORT: string;
  unitValue: string | null;
  currency: string;
  buyer: string;
  vendor: string;
  chip: string;
  destination: string | null;
  shipDate: string | null;
  parties: RoleHolder[];
  controlCodes: { jurisdictionId: string; code: string }[];
}

/**
 * JSON of order lines, as an SQL expression.
 *
 * @param keys placeholder of a bigint[]
 * @param day placeholder of the date on which classifications have to hold
 */
export const orderLinesJson = (keys: string, day: string): string => `(
  select coalesce(json_agg(json_build_object('id', ordered.id::text, 'status', whole.status,
    'EXPORT', (coalesce(ordered.units, 0) - drawn.export)::text,
    'IMPORT', (coalesce(ordered.units, 0) - drawn.import)::text,
    'unitValue', round(ordered.unit_price / coalesce(ordered.chips_per_module, 1), 8)::text,
    'currency', ordered.currency, 'buyer', whole.buyer_id::text, 'vendor', whole.vendor_id::text,
    'chip', ordered.chip_id::text, 'destination', ordered.destination_id::text,
    'shipDate', to_char(ordered.ship_date, 'YYYY-MM-DD'),
    'parties', (select coalesce(json_agg(json_build_object('role', role, 'organisationId', organisation_id::text)), '[]')
      from order_line_party where order_line_id = ordered.id),
    'controlCodes', (select coalesce(json_agg(json_build_object('jurisdictionId', jurisdiction_id::text, 'code', code)), '[]')
      from classification where chip_id = ordered.chip_id and scheme = 'CONTROL'
        and coalesce(valid_from <= ${day}, true) and coalesce(valid_to >= ${day}, true)))), '[]')
  from order_line ordered join purchase_order whole on whole.id = ordered.order_id
  cross join lateral (
    select coalesce(sum(live) filter (where direction = 'EXPORT'), 0) as export,
      coalesce(sum(live) filter (where direction = 'IMPORT'), 0) as import
    from (select direction, reserved_units + held_units + used_units as live
      from licence_allocation where order_line_id = ordered.id) each) drawn
  where ordered.id = any(${keys}))`;

export function orderLineOf(row: OrderLineRow): OrderLine {
  const { unitValue, currency, shipDate } = row;
  return {
    status: row.status,
    undrawn: { EXPORT: Number(row.EXPORT), IMPORT: Number(row.IMPORT) },
    price: unitValue === null ? null : { unitValue: unitValueOf(unitValue), currency },
    draw: {
      buyerId: row.buyer,
      vendorId: row.vendor,
      chipId: row.chip,
      controlCodes: row.controlCodes,
      destinationId: row.destination,
      parties: row.parties,
      days: shipDate === null ? [] : [shipDate],
    },
  };
}
