// The process that sends. One request at a time on each connection, the next as soon as the
// answer is whole; answers are counted, not read, so that little is spent here.
import { ClosedLoop } from './closed-loop.ts';
import { fresh, type Load, type Measured } from './load.ts';

async function measure({ url, key, bodies, connections, seconds }: Load): Promise<Measured> {
  const { hostname, port, pathname } = new URL(url);
  const requests = bodies.map((body) =>
    Buffer.from(
      `POST ${pathname} HTTP/1.1\r\nhost: ${hostname}:${port}\r\n` +
        'content-type: application/json\r\naccept: application/json\r\n' +
        (key === undefined ? '' : `authorization: Bearer ${key}\r\n`) +
        `content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    ),
  );
  const start = performance.now();
  const end = start + seconds * 1000;
  const loops = Array.from(
    { length: connections },
    () => new ClosedLoop(() => pick(requests), end),
  );
  const times = (await Promise.all(loops.map((loop) => loop.run(hostname, Number(port))))).flat();
  const elapsed = (performance.now() - start) / 1000;
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.floor(share * (times.length - 1))] ?? Number.NaN;
  return { perSecond: times.length / elapsed, p50: at(0.5), p99: at(0.99) };
}

// unlike that of any run before, for as long as less than a thousand are sent in a millisecond
let number = Date.now() * 1000;

function pick(requests: readonly Buffer[]): Buffer {
  const request = requests[Math.floor(Math.random() * requests.length)];
  if (!request) throw new Error('there is nothing to send');
  const place = request.indexOf(fresh);
  if (place < 0) return request;
  const own = Buffer.from(request);
  number += 1;
  own.write(String(number), place);
  return own;
}

process.on('message', (load: Load) => {
  measure(load).then(
    (measured) => process.send?.(measured),
    (error) => process.send?.({ failed: String(error) }),
  );
});
process.on('disconnect', () => process.exit());
