/** A hub's database as an earlier program left it: brought up without losing a line, and refused by that earlier program afterwards. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { checkStore } from '#electron/hub/check-store.ts';
import { openDatabase, type Database } from '#electron/hub/database.ts';
import { hubIdentity } from '#electron/hub/hub-key.ts';
import { makeReady } from '#electron/hub/migrate.ts';
import { migrations } from '#electron/hub/schema.ts';
import { backUpWindow } from '#electron/hub/window-backup.ts';
import { aPostgres, type TestPostgres } from '#tests/builders/a-hub.ts';
import { aWindowLog } from '#tests/builders/a-window-log.ts';

let postgres: TestPostgres;
let database: Database;
beforeAll(async () => {
  postgres = await aPostgres();
  database = openDatabase([postgres.target]);
});
afterAll(async () => {
  await database.close();
  await postgres.end();
});

it.each([1, 2, 3, 4, 5, 6, 7, 8])('from step %i', async (step) => {
  await database.rows('DROP SCHEMA public CASCADE');
  await database.rows('CREATE SCHEMA public');
  expect(await makeReady(database, migrations.slice(0, step))).toEqual({ ok: true });
  expect(await hubIdentity(database, postgres.folder, 'training')).toMatchObject({ ok: true });
  const window = await aWindowLog({ prefix: 'W1' });
  window.write({ contentKey: `1:${'A'.repeat(80)}` });
  window.write();
  const { office, window: id } = window.name;
  const { head, units } = await window.run(1, 2);
  await database.rows('INSERT INTO office (office) VALUES ($1)', [office]);
  await database.rows(
    `INSERT INTO log (office, window_id, generation, prefix, public_key, held, head, window_head, head_key)
      VALUES ($1, $2, 1, 'W1', $3, 2, $4, $5, $3)`,
    [office, id, window.publicKey, head.hash, JSON.stringify(head)],
  );
  for (const [at, unit] of units.entries())
    await database.rows('INSERT INTO unit (office, window_id, sequence, hash, line) VALUES ($1, $2, $3, $4, $5)', [
      office,
      id,
      at + 1,
      window.hashes[at + 1],
      'line' in unit ? unit.line : null,
    ]);

  expect(await makeReady(database)).toEqual({ ok: true });
  expect(await makeReady(database)).toEqual({ ok: true });
  // Nothing is lost, and what a restore would lack is counted.
  expect(await checkStore(database)).toMatchObject({ units: 2, problems: [], restorable: 0, keysMissing: 1 });
  const order = {
    database,
    area: 'training',
    into: postgres.folder,
    office: null,
    program: 'test',
    now: new Date(),
  } as const;
  expect(await backUpWindow({ ...order, prefix: 'W1' })).toEqual({ ok: false, why: 'no-office' });
  expect(await backUpWindow({ ...order, prefix: randomUUID() })).toEqual({ ok: false, why: 'no-window' });
  expect(await makeReady(database, migrations.slice(0, step))).toMatchObject({ ok: false, problem: 'newer' });
});
