import type { Readings } from '../rounds.ts';
import { ratio } from '../rows.ts';
import type { Question } from './cases.ts';

/** What Carnet's requests a second over those of another are to be at least. */
interface Target {
  over: string;
  least: number;
  only?: Question['name'][];
}

const targets: readonly Target[] = [
  { over: 'limit', least: 0.5, only: ['licence'] },
  { over: 'limit', least: 0.85, only: ['licences'] },
  { over: 'limit', least: 0.95, only: ['tree'] },
  { over: 'postgraphile', least: 1.5 },
  { over: 'postgraphile', least: 2.5, only: ['tree'] },
  { over: 'first-page', least: 1 / 1.2, only: ['orders'] },
  { over: 'tenth', least: 1 / 1.3, only: ['licence', 'orders'] },
];

/** Whether a case came to what was aimed for, a line for each aim. */
export function targetLines(
  question: Question['name'],
  title: string,
  readings: Readings,
  names: Readonly<Record<string, string>>,
): string[] {
  const own = readings.get('carnet') ?? [];
  return targets.flatMap(({ over, least, only }) => {
    const theirs = readings.get(over);
    if (!theirs || (only && !only.includes(question))) return [];
    const measured = ratio(own, theirs, ({ perSecond }) => perSecond);
    const aim = `${title}: at least ${share(least)} of ${names[over]}`;
    return [`| ${aim} | ${share(measured)} | ${measured >= least ? 'reached' : 'missed'} |`];
  });
}

const share = (value: number) => `${Math.round(100 * value)}%`;
