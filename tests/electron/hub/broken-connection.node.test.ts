/** A connection to the database that breaks without a word, as when its server is killed: nobody falls over, the next one is used. */
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDatabase } from '#electron/hub/database.ts';
import { aPostgres, type TestPostgres } from '#tests/builders/a-hub.ts';

let postgres: TestPostgres;
let folder: string;
const through = new Set<Socket>();
const server = createServer((client) => {
  const { host, port } = postgres.target;
  const there = connect(join(host, `.s.PGSQL.${port}`));
  for (const [from, to] of [
    [client, there],
    [there, client],
  ] as const) {
    through.add(from);
    from.on('error', () => undefined);
    from.on('close', () => to.destroy());
    from.pipe(to);
  }
});

beforeAll(async () => {
  postgres = await aPostgres();
  folder = await mkdtemp(join(tmpdir(), 'pg-'));
  await new Promise<void>((ready) => server.listen(join(folder, `.s.PGSQL.${postgres.target.port}`), ready));
});
afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true });
  await postgres.end();
});

/** Everything that is open goes at once. */
const broken = async (): Promise<void> => {
  for (const socket of through) socket.destroy();
  through.clear();
  await pause(50);
};

const opened = () => openDatabase([{ ...postgres.target, host: folder }], { patienceMs: 5000 });

it('while it lies idle', async () => {
  const database = opened();
  await database.rows('SELECT 1');
  await broken();
  expect(await database.rows('SELECT 7 AS seven')).toEqual([{ seven: 7 }]);
  await database.close();
});

it.each([
  ['between two statements', broken],
  [
    'within a statement',
    async () => {
      setTimeout(() => void broken(), 100);
      await Promise.resolve();
    },
  ],
])('%s', async (_, breaks) => {
  const database = opened();
  const work = database.transaction(async (client) => {
    await client.query('SELECT 1');
    await breaks();
    return await client.query('SELECT pg_sleep(1)');
  });
  await expect(work).rejects.toMatchObject({ reason: 'database' });
  expect(await database.rows('SELECT 7 AS seven')).toEqual([{ seven: 7 }]);
  await database.close();
});
