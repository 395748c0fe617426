import { metrics, ratio } from './rows.ts';
import { median, type Readings } from './rounds.ts';

/** One case as a Markdown table, to be read here and pasted into the documentation. */
export function printTable(
  title: string,
  readings: Readings,
  names: Readonly<Record<string, string>>,
): void {
  const [head = [], ...lines] = tableOf(readings, names);
  const widths = head.map((cell, column) =>
    Math.max(cell.length, ...lines.map((line) => line[column]?.length ?? 0)),
  );
  const print = (cells: string[]) =>
    console.log(
      `| ${cells.map((cell, column) => pad(cell, widths[column] ?? 0, column)).join(' | ')} |`,
    );
  console.log(`\n${title}\n`);
  print(head);
  console.log(
    `|${widths.map((width, column) => `${'-'.repeat(width + 1)}${column ? ':' : '-'}`).join('|')}|`,
  );
  for (const line of lines) print(line);
}

const pad = (cell: string, width: number, column: number) =>
  column === 0 ? cell.padEnd(width) : cell.padStart(width);

function tableOf(readings: Readings, names: Readonly<Record<string, string>>): string[][] {
  const [[, own = []] = []] = readings;
  const head = ['server', ...metrics.map(({ name, unit }) => `${name}, ${unit}`), 'Carnet over it'];
  const lines = [...readings].map(([name, theirs], index) => [
    names[name] ?? name,
    ...metrics.map(({ read }) => shown(median(theirs.map(read)))),
    index === 0 ? '' : `${Math.round(100 * ratio(own, theirs, ({ perSecond }) => perSecond))}%`,
  ]);
  return [head, ...lines];
}

const shown = (value: number) =>
  value.toLocaleString('en', { maximumFractionDigits: value < 100 ? 1 : 0 });
