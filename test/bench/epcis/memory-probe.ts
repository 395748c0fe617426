import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

// Loaded before the server: at SIGUSR2 it collects garbage and says what is left, in MiB.
setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');
let asked = 0;

process.on('SIGUSR2', () => {
  collect();
  collect();
  asked += 1;
  const { rss, heapUsed, external } = process.memoryUsage();
  const [resident, heap, buffers] = [rss, heapUsed, external].map((bytes) =>
    (bytes / 1024 ** 2).toFixed(1),
  );
  console.log(`memory ${asked} resident ${resident} heap ${heap} buffers ${buffers}`);
});
