import { type Declaration, expression, listOf, type Row, toMany, toOne } from '../reads/model.ts';
import { lasted, until } from './shipment.reads.ts';
import {
  declarationLineVisible,
  declarationVisible,
  seenThroughDeclaration,
} from './shipment-visibility.reads.ts';

const statusUntil = until('declaration_status', 'declaration_id');

const nativeStatus = (row: Row): string =>
  `(select ${row}.native_scheme as scheme, ${row}.native_code as code where ${row}.native_code is not null)`;

const lines = (declaration: Row, sql: string): string =>
  `(select ${sql} from declaration_line part where part.declaration_id = ${declaration}.id)`;

/** Lines of a declaration draw on a licence by what they used, else by what they could use. */
const drawsOn = (licence: Row, declaration: Row): string => `exists (
  select from declaration_line part
  join shipment_line loaded on loaded.id = part.shipment_line_id
  join licence_allocation drawn on drawn.order_line_id = loaded.order_line_id
    and drawn.direction = ${declaration}.direction
  join licence_line permitted on permitted.id = drawn.licence_line_id
    and permitted.licence_id = ${licence}.id
  where part.declaration_id = ${declaration}.id and (
    exists (select from declaration_use used
      where used.declaration_line_id = part.id and used.allocation_id = drawn.id)
    or (drawn.reserved_units + drawn.held_units > 0
      and (part.allocation_id is null or part.allocation_id = drawn.id)
      and ${declaration}.status not in ('REJECTED', 'INVALIDATED', 'REFUSED', 'SEIZED', 'RELEASED', 'DISCHARGED')
      and (${declaration}.direction = 'IMPORT' or ${declaration}.status in ('DRAFT', 'LODGED')))))`;

export const declarationReads: Declaration[] = [
  {
    type: 'Declaration',
    table: 'declaration',
    visible: declarationVisible,
    root: {
      one: 'declaration',
      many: 'declarations',
      description: 'Declarations to customs that the viewer may see.',
      keys: [
        {
          args: {
            reference: {
              type: 'DeclarationReferenceInput',
              parts: {
                scheme: (row) => `${row}.reference_scheme`,
                value: (row) => `${row}.reference_value`,
              },
            },
          },
        },
      ],
    },
    prose: ['statusReason'],
    fields: {
      reference: toOne('DeclarationReference', {
        description: 'The identifier that the office gave.',
        derived: (row) =>
          `(select ${row}.reference_scheme as scheme, ${row}.reference_value as value where ${row}.reference_value is not null)`,
      }),
      nativeStatus: toOne('NativeStatus', {
        description: 'Its status in the words of the office, as said last.',
        derived: nativeStatus,
      }),
      shipment: toOne('Shipment', {
        description: 'Which shipment; null where the viewer sees the declaration only.',
        column: 'shipment_id',
      }),
      authority: toOne('Organisation', {
        description: 'The authority of the office.',
        column: 'authority_id',
      }),
      jurisdiction: toOne('Jurisdiction', {
        description: 'Where it is declared.',
        column: 'jurisdiction_id',
        required: true,
      }),
      declarant: toOne('Organisation', {
        description: 'For whom it was drafted; null where a key acts for no organisation.',
        column: 'declarant_id',
      }),
      lines: toMany('DeclarationLine', {
        description: 'What is declared, as far as the viewer may see it.',
        column: 'declaration_id',
      }),
      units: expression((row) => lines(row, 'sum(part.units)::bigint')),
      releasedUnits: expression((row) => lines(row, 'sum(part.released_units)::bigint')),
      commodityCode: expression((row) =>
        lines(
          row,
          'case when count(distinct part.commodity_code) = 1 and count(part.commodity_code) = count(*) then min(part.commodity_code) end',
        ),
      ),
      value: toOne('Money', {
        description:
          'Customs value of its lines together; null where one has none, or another currency.',
        derived: (row) => `(select sum(part.value) as amount, min(part.currency) as currency
          from declaration_line part where part.declaration_id = ${row}.id
          having count(distinct part.currency) = 1 and count(part.value) = count(*))`,
      }),
      statusHistory: listOf('DeclarationStatusChange', {
        description: 'What it has been, from when to when, the first status first.',
        column: 'declaration_id',
        orderBy: (change) => `${change}.id`,
      }),
    },
  },
  {
    type: 'DeclarationLine',
    table: 'declaration_line',
    visible: declarationLineVisible,
    fields: {
      declaration: toOne('Declaration', {
        description: 'In which declaration.',
        column: 'declaration_id',
        required: true,
      }),
      shipmentLine: toOne('ShipmentLine', {
        description: 'Of which shipped line; null where the viewer sees the declaration only.',
        column: 'shipment_line_id',
      }),
      origin: toOne('Jurisdiction', { description: 'Country of origin.', column: 'origin_id' }),
      value: toOne('Money', {
        description: 'Customs value of all of them.',
        derived: (line) =>
          `(select ${line}.value as amount, ${line}.currency as currency where ${line}.value is not null)`,
      }),
      allocation: toOne('Allocation', {
        description: 'The allocation that it was to use, where one was named.',
        column: 'allocation_id',
      }),
      allocations: toMany('Allocation', {
        description: 'The allocations that it used, what was given back left out.',
        on: (line, allocation) => `exists (select from declaration_use used
          where used.declaration_line_id = ${line}.id and used.allocation_id = ${allocation}.id
            and used.reversed_at is null)`,
      }),
    },
  },
  {
    type: 'DeclarationStatusChange',
    table: 'declaration_status',
    visible: seenThroughDeclaration,
    through: 'declaration_id',
    prose: ['reason'],
    fields: {
      from: expression((change) => `${change}.since`),
      to: expression(statusUntil),
      seconds: expression(lasted(statusUntil)),
      nativeStatus: toOne('NativeStatus', {
        description: 'In the words of the office.',
        derived: nativeStatus,
      }),
    },
  },
  {
    type: 'DeclarationReference',
    table: '(select reference_scheme as scheme, reference_value as value from declaration)',
    visible: 'everyone',
    keyless: true,
    fields: {},
  },
  {
    type: 'NativeStatus',
    table: '(select native_scheme as scheme, native_code as code from declaration)',
    visible: 'everyone',
    keyless: true,
    fields: {},
  },
  {
    extends: 'ShipmentLine',
    fields: {
      declarationLines: toMany('DeclarationLine', {
        description: 'What was declared of it.',
        column: 'shipment_line_id',
      }),
    },
  },
  {
    extends: 'Licence',
    fields: {
      declarations: toMany('Declaration', {
        description:
          'Declarations that used it, and those that could not go on as they are without it.',
        on: drawsOn,
      }),
    },
  },
];
