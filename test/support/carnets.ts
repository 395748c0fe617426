import { afterEach, beforeEach } from 'vitest';
import { createDataDirectory, type DataDirectory, homeOf } from './data-directory.ts';
import { CarnetProcess, type StartOptions } from './server-process.ts';

interface Options {
  readonly directoryName?: string;
  /** without file, story and keys: quicker, where only starting and stopping matter */
  readonly bare?: boolean;
}

/** Carnets of a test file: each test has a data directory, and what it starts ends with it. */
export function useCarnet({ directoryName, bare = false }: Options = {}) {
  let data: DataDirectory;
  let started: CarnetProcess[];
  beforeEach(() => {
    data = createDataDirectory(directoryName);
    started = [];
  });
  afterEach(async () => {
    await Promise.all(started.map((carnet) => carnet.end()));
    await data.remove();
  });
  return {
    get dataDir(): string {
      return data.path;
    },
    /** Where the database is: outside the data directory for some. */
    get home(): string {
      return homeOf(data.path);
    },
    start(options: StartOptions = {}): CarnetProcess {
      const env = {
        CARNET_DATA_DIR: data.path,
        ...(bare && { CARNET_DEMONSTRATION: 'off' }),
        ...options.env,
      };
      const carnet = new CarnetProcess({ ...options, env });
      started.push(carnet);
      return carnet;
    },
  };
}
