import type { Registry } from '../reads/registry.ts';
import type { FactSql } from './fact-sql.store.ts';

/** The read engine's own SQL of who sees what and of figures. */
export function factSqlOf(registry: Registry): FactSql {
  const figure: FactSql['figure'] = (type, field, row) => {
    const found = registry.field(type, field);
    const sql = found.kind === 'toOne' ? found.relation.derived?.(row) : undefined;
    if (sql === undefined) throw new Error(`${type}.${field} is no figure`);
    return sql;
  };
  return {
    visible: (type, row, viewer) => {
      const { visible } = registry.modelOf(type);
      return visible === 'everyone' ? 'true' : visible(row, viewer);
    },
    figure,
    position: () => registry.rootLeaf('position').sql(''),
    number: (type, field, row) => {
      const found = registry.field(type, field);
      if (found.kind === 'leaf') return found.leaf.sql(row);
      return `(select coalesce(figure.central, case when figure.low = figure.high then figure.low end)
        from ${figure(type, field, row)} figure)`;
    },
  };
}
