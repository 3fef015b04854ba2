/**
 * The port is chosen once and kept: IndexedDB belongs to scheme, host and port, so another port would be another, empty store.
 * `COUNTER_PORT` overrides. A busy port is refused, never moved.
 */
import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import { z } from 'zod';
import type { FileLayer } from '../host/file-layer.ts';
import { readJsonFile, writeJson } from '../host/json-file.ts';

const FIRST = 20_000;
const LAST = 29_999;
const Port = z.object({ port: z.number().int().min(1024).max(65_535) });

async function isFree(port: number): Promise<boolean> {
  return await new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => {
      resolve(false);
    });
    probe.listen({ host: '127.0.0.1', port, exclusive: true }, () => {
      probe.close(() => {
        resolve(true);
      });
    });
  });
}

async function chooseFree(): Promise<number> {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const port = randomInt(FIRST, LAST + 1);
    if (await isFree(port)) return port;
  }
  return randomInt(FIRST, LAST + 1);
}

/** The port of this data folder. Rejects with errno errors of the disk. */
export async function portFor(layer: FileLayer, path: string, wanted: string | undefined): Promise<number> {
  const override = Port.safeParse({ port: Number(wanted ?? '') });
  if (override.success) return override.data.port;
  const kept = await readJsonFile(layer, path, Port);
  if (kept.state === 'good') return kept.value.port;
  const port = await chooseFree();
  await writeJson(layer, path, { port });
  return port;
}
