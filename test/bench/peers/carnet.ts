import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApp } from '../../../server/src/app.ts';
import { readConfig } from '../../../server/src/config.ts';
import { announce, databaseUrl } from './serving.ts';

// Carnet itself, as `npm start` starts it on a database of one's own.
const dataDir = mkdtempSync(join(tmpdir(), 'carnet-bench-'));
process.on('exit', () => rmSync(dataDir, { recursive: true, force: true }));

const config = readConfig({ PORT: '0', CARNET_DATA_DIR: dataDir, LOG_LEVEL: 'error' }, dataDir);
const app = await createApp(config, databaseUrl());
const url = await app.listen();
process.once('SIGTERM', () => void app.close().then(() => process.exit()));
announce({ every: url });
