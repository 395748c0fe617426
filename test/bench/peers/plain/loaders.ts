import DataLoader from 'dataloader';
import { type DataSource, type EntityTarget, In } from 'typeorm';
import { Chip } from './chip.ts';
import { LicenceLine } from './licence-line.ts';
import { Organisation } from './organisation.ts';

export interface Loaders {
  organisation: DataLoader<string, Organisation | null>;
  chip: DataLoader<string, Chip | null>;
  linesOfLicence: DataLoader<string, LicenceLine[]>;
}

/** Loaders of one request. */
export function createLoaders(database: DataSource): Loaders {
  return {
    organisation: byId(database, Organisation),
    chip: byId(database, Chip),
    linesOfLicence: new DataLoader(async (keys) => {
      const lines = await database.getRepository(LicenceLine).find({
        where: { licenceId: In([...keys]) },
        order: { id: 'ASC' },
      });
      const grouped = new Map<string, LicenceLine[]>(keys.map((key) => [key, []]));
      for (const line of lines) grouped.get(line.licenceId)?.push(line);
      return keys.map((key) => grouped.get(key) ?? []);
    }),
  };
}

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
