import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Closing } from '../../../server/src/kernel/closing.ts';
import { createDataDirectory } from '../../support/data-directory.ts';
import { documentOf, held } from '../../support/epcis-samples.ts';
import { CarnetProcess } from '../../support/server-process.ts';
import { Progress } from '../progress.ts';
import type { Row } from '../results.ts';

const events = 100_000;
/** How often what is left after a collection of garbage is measured on the way. */
const steps = 4;
const probe = new URL('memory-probe.ts', import.meta.url).href;

interface Job {
  running: boolean;
  success: boolean;
  done: number;
  captured: number;
}

/** One document of 100,000 events: how fast it is taken in and captured, and in how much memory. */
export async function epcis(closing: Closing): Promise<Row[]> {
  const data = createDataDirectory();
  closing.add('the data directory', () => data.remove());
  const carnet = new CarnetProcess({
    env: { CARNET_DATA_DIR: data.path },
    preload: [probe],
  });
  closing.add('the server', () => carnet.end());
  const url = await carnet.ready();
  const { admin } = JSON.parse(readFileSync(join(data.path, 'demo-keys.json'), 'utf8'));
  const headers = {
    authorization: `Bearer ${admin}`,
    'content-type': 'application/json',
    'gs1-capture-error-behaviour': 'proceed',
  };
  const resident = (): number =>
    Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${carnet.child.pid}/status`, 'utf8'))?.[1]) /
    1024;
  const left: Left[] = [await leftIn(carnet, 1)];
  const before = resident();
  let most = before;
  const watch = setInterval(() => {
    most = Math.max(most, resident());
  }, 100);
  closing.add('the watch', async () => clearInterval(watch));
  const begun = performance.now();
  const answer = await fetch(new URL('/epcis/capture', url), {
    method: 'POST',
    headers,
    body: Readable.toWeb(Readable.from(document())) as ReadableStream,
    duplex: 'half',
  } as RequestInit);
  const received = performance.now();
  const place = answer.headers.get('location') ?? '';
  const progress = new Progress(10);
  let job: Job;
  let told = 0;
  do {
    await sleep(100);
    job = (await (await fetch(new URL(place, url), { headers })).json()) as Job;
    for (; told < Math.floor((10 * job.done) / events); told++) {
      progress.step(`${job.done} events, ${Math.round(resident())} MiB`);
    }
    if (left.length <= Math.floor((steps * job.done) / events)) {
      left.push(await leftIn(carnet, left.length + 1));
    }
  } while (job.running);
  progress.end();
  clearInterval(watch);
  const ended = performance.now();
  if (!job.success || job.captured !== events) throw new Error('Not every event was captured.');
  const rate = (from: number, to: number) => Math.round((events / (to - from)) * 1000);
  const row = (metric: string, unit: string, value: number): Row => {
    console.log(`  ${metric.padEnd(24)}${Math.round(value).toLocaleString('en')} ${unit}`);
    return { case: `${events} events`, metric, unit, value, ratios: {} };
  };
  return [
    row('received', 'events/s', rate(begun, received)),
    row('captured', 'events/s', rate(received, ended)),
    row('memory before', 'MiB', before),
    row('most memory', 'MiB', most),
    ...left.flatMap(({ heap, buffers }, step) => [
      row(`heap left at ${(step * 100) / steps} %`, 'MiB', heap),
      row(`buffers left at ${(step * 100) / steps} %`, 'MiB', buffers),
    ]),
  ];
}

interface Left {
  heap: number;
  buffers: number;
}

/** What is left after a collection of garbage: what grows here has leaked. */
async function leftIn(carnet: CarnetProcess, time: number): Promise<Left> {
  carnet.child.kill('SIGUSR2');
  const [, heap, buffers] = await carnet.says(
    new RegExp(`memory ${time} resident \\S+ heap (\\S+) buffers (\\S+)`),
  );
  return { heap: Number(heap), buffers: Number(buffers) };
}

function* document(): Generator<string> {
  const [head, tail] = JSON.stringify(documentOf('events')).split('"events"');
  yield head ?? '';
  for (let n = 0; n < events; n += 100) {
    const some = Array.from({ length: 100 }, (_, index) => JSON.stringify(held(n + index)));
    yield `${n > 0 ? ',' : ''}${some.join(',')}`;
  }
  yield tail ?? '';
}
