import type { FieldNode } from 'graphql';
import { expect, test } from 'vitest';
import { readTogether } from '../../server/src/reads/schema/together.ts';

test('what the objects of one list lead to is read at once, each row once', async () => {
  const asked: string[][] = [];
  const read = async (keys: string[]) => {
    asked.push(keys);
    return keys.map((key) => (key === '0' ? null : { key }));
  };
  const nodes: FieldNode[] = [];
  const rows = await Promise.all(
    [['1'], ['2', '1'], ['0']].map((keys) => readTogether(nodes, keys, read)),
  );
  expect(rows).toEqual([[{ key: '1' }], [{ key: '2' }, { key: '1' }], [null]]);
  expect(asked).toEqual([['1', '2', '0']]);
  await readTogether(nodes, ['3'], read);
  await readTogether([], ['4'], read);
  expect(asked).toEqual([['1', '2', '0'], ['3'], ['4']]);
});

test('whoever asked together is told of the same error', async () => {
  const nodes: FieldNode[] = [];
  const read = () => Promise.reject(new Error('no database'));
  const both = await Promise.allSettled([1, 2].map(() => readTogether(nodes, ['1'], read)));
  expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
});
