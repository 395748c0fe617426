import { expect, test } from 'vitest';
import { type Model, toOne } from '../../server/src/reads/model.ts';
import { seenThroughSubject } from '../../server/src/reads/subject.ts';
import { createSchema } from '../../server/src/schema.ts';

const viewer = { key: ':key', admin: ':admin', organisation: ':own', jurisdictions: ':codes' };
const about = { typeColumn: 'subject_type', keyColumn: 'subject_id' };

const model = (type: string, more: Partial<Model>): [string, Model] => [
  type,
  { type, table: type.toLowerCase(), visible: 'everyone', fields: {}, ...more },
];
const part = (of: string, required: boolean): Partial<Model> => ({
  visible: () => 'part seen',
  through: 'whole_id',
  fields: { whole: toOne(of, { description: '', column: 'whole_id', required }) },
});

test('a row about another is seen through the row by which that one is seen', () => {
  const models = new Map([
    model('Public', {}),
    model('Whole', { visible: (row, { admin }) => `${row} seen by ${admin}` }),
    model('Part', part('Whole', true)),
    model('Piece', part('Part', true)),
    model('Loose', part('Whole', false)),
    model('Remark', { visible: () => 'never asked', about }),
  ]);
  const sql = seenThroughSubject(models, about);
  expect(typeof sql === 'function' && sql('remark', viewer)).toBe(
    "(case when remark.subject_type in ('Whole', 'Part', 'Piece') then exists (select from whole about where about.id = " +
      "case remark.subject_type when 'Whole' then remark.subject_id" +
      " when 'Part' then (select step.whole_id from part step where step.id = remark.subject_id)" +
      " when 'Piece' then (select step.whole_id from part step where step.id = (select step.whole_id from piece step where step.id = remark.subject_id)) end" +
      ' and about seen by :admin)' +
      " when remark.subject_type in ('Loose') then exists (select from loose about where about.id = " +
      "case remark.subject_type when 'Loose' then remark.subject_id end and part seen) else true end)",
  );
});

test('claims about anything that not everybody sees are hidden with it', () => {
  const { models, modelOf } = createSchema().registry;
  const { visible } = modelOf('Claim');
  const sql = visible === 'everyone' ? '' : visible('claim', viewer);
  const hidden = [...models.values()].filter(
    ({ keyless, about: other, visible: seen }) => !other && !keyless && seen !== 'everyone',
  );
  expect(hidden.length).toBeGreaterThan(12);
  for (const { type, partOf = type } of hidden) expect(sql).toContain(`'${partOf}'`);
});

test('where no relation leads to the row through which one is seen, its table tells which it is', () => {
  const seen = { visible: () => 'speck seen', through: 'whole_id' };
  const models = new Map([
    model('Whole', { visible: (row) => `${row} seen` }),
    model('Speck', seen),
    model('Stray', { ...seen, through: 'elsewhere_id' }),
  ]);
  const sql = seenThroughSubject(models, about);
  expect(typeof sql === 'function' && sql('remark', viewer)).toBe(
    "(case when remark.subject_type in ('Whole', 'Speck') then exists (select from whole about where about.id = " +
      "case remark.subject_type when 'Whole' then remark.subject_id" +
      " when 'Speck' then (select step.whole_id from speck step where step.id = remark.subject_id) end" +
      ' and about seen)' +
      " when remark.subject_type in ('Stray') then exists (select from stray about where about.id = " +
      "case remark.subject_type when 'Stray' then remark.subject_id end and speck seen) else true end)",
  );
});
