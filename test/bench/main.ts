import { Closing } from '../../server/src/kernel/closing.ts';
import { decisions } from './decisions/decisions.ts';
import { epcis } from './epcis/epcis.ts';
import { reads } from './reads/reads.ts';
import { type Row, writeResults } from './results.ts';

// npm run bench NAME: measures, prints a table and writes test/bench/results/NAME.json.

const benches: Record<string, (closing: Closing) => Promise<Row[]>> = {
  decisions,
  epcis,
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

const [name = ''] = process.argv.slice(2);
const bench = benches[name];
if (!bench) {
  complain(`Name what to measure: ${Object.keys(benches).join(', ')}, as in: npm run bench reads`);
  process.exit(2);
}
try {
  const path = await writeResults(name, await bench(closing));
  console.log(`\nwritten to ${path}`);
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
