/** The traps of "durable": a standby that does not answer, a wait that somebody cancels, a database that stops or only reads. */
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { openDatabase, type Database } from '#electron/hub/database.ts';
import { startOwnPostgres } from '#electron/hub/own-postgres.ts';
import { ProblemAnswer } from '#shared/post/problem.ts';
import { RunTaken } from '#shared/post/run.ts';
import {
  aHub,
  aPostgres,
  believes,
  joinedTo,
  post,
  type Answer,
  type TestHub,
  type TestPostgres,
} from '#tests/builders/a-hub.ts';
import { aWindowLog, type WindowLog } from '#tests/builders/a-window-log.ts';

let postgres: TestPostgres;
let hub: TestHub;
let window: WindowLog;
/** Sees the server as its owner does, past the hub. */
let owner: Database;

beforeAll(async () => {
  postgres = await aPostgres();
  hub = await aHub(postgres, { patienceMs: 3000 });
  owner = openDatabase([postgres.target]);
  window = await joinedTo(hub, await aWindowLog());
  for (let at = 0; at < 8; at += 1) window.write();
  await post(hub.url, '/v1/runs', await window.run(1, 1));
});
afterEach(async () => {
  await setting('synchronous_standby_names', '');
  await setting('default_transaction_read_only', 'off');
});
afterAll(async () => {
  await hub.end();
  await owner.close();
  await postgres.end();
});

async function setting(name: string, value: string): Promise<void> {
  await owner.transaction(async (client) => {
    await client.query('SET default_transaction_read_only = off');
    await client.query(`ALTER SYSTEM SET ${name} = '${value}'`);
    await client.query('SELECT pg_reload_conf()');
    await client.query('RESET default_transaction_read_only');
  });
  await pause(200);
}
const ship = async (from: number, to: number): Promise<Answer> =>
  await post(hub.url, '/v1/runs', await window.run(from, to));
const reason = ({ status, body }: Answer): unknown => {
  const problem = ProblemAnswer.safeParse(body).data?.error;
  return [status, problem?.code === 'unavailable' ? problem.reason : problem?.code];
};
const waiting = async (): Promise<number[]> => {
  const rows = await owner.rows<{ pid: number }>("SELECT pid FROM pg_stat_activity WHERE wait_event = 'SyncRep'");
  return rows.map(({ pid }) => pid);
};
async function untilWaiting(): Promise<number[]> {
  for (let turn = 0; turn < 100; turn += 1) {
    const found = await waiting();
    if (found.length > 0) return found;
    await pause(20);
  }
  throw new Error('nothing waits for the standby');
}

it('says nothing while the standby does not have it, not even to a repeat', async () => {
  await setting('synchronous_standby_names', 'nobody');
  const first = ship(2, 3);
  await untilWaiting();
  const repeat = ship(2, 3);
  // Patience ends by dropping the connection: neither is told a success.
  expect(reason(await first)).toEqual([503, 'database']);
  expect(reason(await repeat)).toEqual([503, 'database']);
  await setting('synchronous_standby_names', '');
  const answer = RunTaken.parse((await ship(2, 3)).body);
  expect(await believes(window, hub.hub.publicKey, answer.acknowledgement)).toBe(true);
});

it('takes a wait that was cancelled for what it is', async () => {
  await setting('synchronous_standby_names', 'nobody');
  const answer = ship(4, 4);
  for (const pid of await untilWaiting()) await owner.rows('SELECT pg_cancel_backend($1)', [pid]);
  expect(reason(await answer)).toEqual([503, 'database']);
});

it('says what its word rests on', async () => {
  const restsOn = async (): Promise<string | undefined> =>
    (await hub.database.rows<{ rests: string }>('SELECT rests_on() AS rests'))[0]?.rests;
  expect(await restsOn()).toBe('one-node');
  await setting('synchronous_standby_names', 'nobody');
  expect(await restsOn()).toBe('synchronous-standby');
});

it('waits out a database that only reads', async () => {
  await setting('default_transaction_read_only', 'on');
  expect(reason(await ship(4, 5))).toEqual([503, 'database-read-only']);
  await setting('default_transaction_read_only', 'off');
  expect((await ship(4, 5)).status).toBe(200);
});

it('goes on by itself once the database is there again', async () => {
  await postgres.server.stop(true);
  const down = await ship(6, 8);
  expect([down.status, Number(down.headers.get('retry-after')) > 0]).toEqual([503, true]);
  expect((await fetch(`${hub.url}/health`)).status).toBe(503);
  expect((await startOwnPostgres(postgres.folder)).ok).toBe(true);
  const answer = RunTaken.parse((await ship(6, 8)).body);
  expect(answer.acknowledgement.sequence).toBe(8);
  expect((await fetch(`${hub.url}/health`)).status).toBe(200);
});
