import { Closing } from '../../server/src/kernel/closing.ts';
import { decisions } from './decisions/decisions.ts';
import { epcis } from './epcis/epcis.ts';
import { history } from './history/history.ts';
import { reads } from './reads/reads.ts';
import { type Row, writeResults } from './results.ts';

// npm run bench NAME: measures, prints a table and writes test/bench/results/NAME.json.
// With -- --quick it only tries whether all goes well, where a bench can, and writes nothing.

const benches: Record<string, (closing: Closing, quick: boolean) => Promise<Row[]>> = {
  decisions,
  epcis,
  history,
  reads,
};

const closing = new Closing();
const complain = (line: string) => console.error(line);
const close = () => closing.run(10_000, complain);

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => {
    console.log('\nstopping');
    void close().then(() => process.exit(130));
  });
}

const [name = '', option] = process.argv.slice(2);
const quick = option === '--quick';
const bench = benches[name];
if (!bench) {
  complain(`Name what to measure: ${Object.keys(benches).join(', ')}, as in: npm run bench reads`);
  process.exit(2);
}
try {
  const rows = await bench(closing, quick);
  console.log(quick ? '\nnothing is written' : `\nwritten to ${await writeResults(name, rows)}`);
} catch (error) {
  if (!closing.signal.aborted) {
    complain(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}
// a signal is already closing, and ends the process with its own code
if (!closing.signal.aborted) {
  await close();
  process.exit();
}
