import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { useCarnet } from '../support/carnets.ts';
import { documentOf, held } from '../support/epcis-samples.ts';

const carnets = useCarnet();
const events = 8000;

interface Job {
  running: boolean;
  success: boolean;
  done: number;
  captured: number;
  alreadyKnown: number;
}

test.each(['proceed', 'rollback'])(
  'a capture that may %s is carried through when the server is killed in the middle',
  async (behaviour) => {
    let carnet = carnets.start();
    let url = await carnet.ready();
    const { admin } = JSON.parse(readFileSync(join(carnets.dataDir, 'demo-keys.json'), 'utf8'));
    const headers = {
      authorization: `Bearer ${admin}`,
      'content-type': 'application/json',
      'gs1-capture-error-behaviour': behaviour,
    };
    const from = behaviour === 'proceed' ? 100_000 : 200_000;
    const list = Array.from({ length: events }, (_, index) => held(from + index));
    const answer = await fetch(new URL('/epcis/capture', url), {
      method: 'POST',
      headers,
      body: JSON.stringify(documentOf(...list)),
    });
    const place = answer.headers.get('location') ?? '';
    const job = async () => (await (await fetch(new URL(place, url), { headers })).json()) as Job;
    // What is kept of a whole shows at its end only.
    if (behaviour === 'proceed') while ((await job()).done === 0) await sleep(5);
    expect((await job()).running).toBe(true);
    carnet.child.kill('SIGKILL');
    await carnet.ended;

    carnet = carnets.start();
    url = await carnet.ready();
    while ((await job()).running) await sleep(50);
    expect(await job()).toMatchObject({
      success: true,
      done: events,
      captured: events,
      alreadyKnown: 0,
    });
    await carnet.end();
  },
);
