// The process that sends. One request at a time on each connection, the next as soon as the
// answer is whole; answers are counted, not read, so that little is spent here.
import { ClosedLoop } from './closed-loop.ts';
import type { Load, Measured } from './load.ts';

async function measure({ url, bodies, connections, seconds }: Load): Promise<Measured> {
  const { hostname, port, pathname } = new URL(url);
  const requests = bodies.map((body) =>
    Buffer.from(
      `POST ${pathname} HTTP/1.1\r\nhost: ${hostname}:${port}\r\n` +
        'content-type: application/json\r\naccept: application/json\r\n' +
        `content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    ),
  );
  const start = performance.now();
  const end = start + seconds * 1000;
  const loops = Array.from({ length: connections }, () => new ClosedLoop(requests, end));
  const times = (await Promise.all(loops.map((loop) => loop.run(hostname, Number(port))))).flat();
  const elapsed = (performance.now() - start) / 1000;
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.floor(share * (times.length - 1))] ?? Number.NaN;
  return { perSecond: times.length / elapsed, p50: at(0.5), p99: at(0.99) };
}

process.on('message', (load: Load) => {
  measure(load).then(
    (measured) => process.send?.(measured),
    (error) => process.send?.({ failed: String(error) }),
  );
});
process.on('disconnect', () => process.exit());
