import DataLoader from 'dataloader';
import { type DataSource, type EntityTarget, type FindOptionsWhere, In } from 'typeorm';
import { Chip } from './chip.ts';
import { LicenceLine } from './licence-line.ts';
import { Drawn, OrderedLine } from './order.ts';
import { Organisation } from './organisation.ts';
import { CustomsEvent, Shipment, ShipmentLine } from './shipment.ts';

/** Loaders of one request. */
export function createLoaders(database: DataSource) {
  return {
    organisation: byId(database, Organisation),
    chip: byId(database, Chip),
    orderLine: byId(database, OrderedLine),
    shipment: byId(database, Shipment),
    linesOfLicence: byParent(database, LicenceLine, 'licenceId'),
    allocationsOfLine: byParent(database, Drawn, 'licenceLineId'),
    shipmentsOfOrderLine: byParent(database, ShipmentLine, 'orderLineId'),
    eventsOfShipment: byParent(database, CustomsEvent, 'shipmentId'),
  };
}

export type Loaders = ReturnType<typeof createLoaders>;

function byId<Entity extends { id: string }>(database: DataSource, entity: EntityTarget<Entity>) {
  return new DataLoader<string, Entity | null>(async (keys) => {
    const rows = await database
      .getRepository(entity)
      .createQueryBuilder('row')
      .where('row.id in (:...keys)', { keys })
      .getMany();
    const found = new Map(rows.map((row) => [row.id, row]));
    return keys.map((key) => found.get(key) ?? null);
  });
}

/** All rows of each parent; a page is cut from them by whoever asked. */
function byParent<Entity extends { id: string }>(
  database: DataSource,
  entity: EntityTarget<Entity>,
  parent: keyof Entity & string,
) {
  return new DataLoader<string, Entity[]>(async (keys) => {
    const rows = await database
      .getRepository(entity)
      .createQueryBuilder('row')
      .where({ [parent]: In([...keys]) } as FindOptionsWhere<Entity>)
      .orderBy('row.id')
      .getMany();
    const grouped = new Map<unknown, Entity[]>(keys.map((key) => [key, []]));
    for (const row of rows) grouped.get(row[parent])?.push(row);
    return keys.map((key) => grouped.get(key) ?? []);
  });
}
