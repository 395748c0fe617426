import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CsvRecords, JsonRecords, type Records } from '../../server/src/process/export-records.ts';
import { byteOrderMark, cell, record } from '../../server/src/transport/export/csv.ts';

const formula = /^[=+\-@\t\r\n＝＋－＠]/;
/** Texts that are likely to break a table. */
const awkward = fc.string({
  unit: fc.constantFrom(
    '=',
    '+',
    '-',
    '@',
    '\t',
    '\r',
    '\n',
    '"',
    ',',
    "'",
    ' ',
    'a',
    '1',
    '名',
    '＝',
  ),
  maxLength: 8,
});

describe('a table', () => {
  test('is read by another program cell by cell, whatever is in it', () => {
    const rows = fc.array(fc.tuple(awkward, awkward, awkward), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(rows, (values) => {
        const text = values.map((row) => record(row.map((value) => cell(value, 'text')))).join('');
        const read = parse(text, { record_delimiter: '\r\n' }) as string[][];
        expect(read).toEqual(
          values.map((row) => row.map((value) => (formula.test(value) ? `'${value}` : value))),
        );
        for (const value of read.flat()) expect(value).not.toMatch(formula);
      }),
    );
  });

  test.each([
    [-5, 'number', '-5'],
    ['-0.25', 'number', '-0.25'],
    ['-5', 'text', "'-5"],
    ['=HYPERLINK("http://x","y")', 'text', `"'=HYPERLINK(""http://x"",""y"")"`],
    [null, 'text', ''],
    [undefined, 'number', ''],
    ['', 'text', '""'],
    [true, 'text', 'true'],
    [{ a: '=1', __carnet_low: 1 }, 'json', '"{""a"":""=1""}"'],
  ] as const)('writes %j as a %s so: %s', (value, kind, written) => {
    expect(cell(value, kind)).toBe(written);
  });

  test('never has an empty line for a record', () => {
    expect(record([''])).toBe('""\r\n');
  });
});

describe('what takes an export as it comes', () => {
  const values = fc.array(fc.tuple(awkward, awkward), { maxLength: 12 });
  const cuts = fc.array(fc.nat(300), { maxLength: 8 });

  /** Fed in pieces; what is held back at the end is told too. */
  function fed(records: Records, text: string, places: number[]) {
    const ends = [...new Set(places.filter((place) => place < text.length))].sort((a, b) => a - b);
    const taken = { text: '', rows: 0, cursor: undefined as string | undefined };
    for (const [index, begin] of [0, ...ends].entries()) {
      const whole = records.take(text.slice(begin, ends[index]));
      taken.text += whole.text;
      taken.rows += whole.rows;
      taken.cursor = whole.cursor ?? taken.cursor;
    }
    return { ...taken, rest: records.rest() };
  }

  test('makes a plain table of one with cursors, wherever the pieces end', () => {
    fc.assert(
      fc.property(values, cuts, fc.boolean(), (rows, places, narrow) => {
        const cells = rows.map((row) =>
          row.slice(narrow ? 1 : 0).map((one) => cell(one || null, 'text')),
        );
        const headers = narrow ? ['b'] : ['a', 'b'];
        const plain = byteOrderMark + [headers, ...cells].map(record).join('');
        const marked =
          byteOrderMark +
          [['__cursor', ...headers], ...cells.map((row, n) => [`C${n}`, ...row])]
            .map(record)
            .join('');
        expect(fed(new CsvRecords(true), marked, places)).toEqual({
          text: plain,
          rows: rows.length,
          cursor: rows.length > 0 ? `C${rows.length - 1}` : undefined,
          rest: '',
        });
      }),
    );
  });

  test('makes plain lines of those with cursors, and holds back what is not whole', () => {
    fc.assert(
      fc.property(values, cuts, (rows, places) => {
        const lines = rows.map((node, n) => `${JSON.stringify({ cursor: `C${n}`, node })}\n`);
        const taken = fed(new JsonRecords(), `${lines.join('')}{"cursor":"C`, places);
        expect(taken).toEqual({
          text: rows.map((row) => `${JSON.stringify(row)}\n`).join(''),
          rows: rows.length,
          cursor: rows.length > 0 ? `C${rows.length - 1}` : undefined,
          rest: '{"cursor":"C',
        });
      }),
    );
  });
});
