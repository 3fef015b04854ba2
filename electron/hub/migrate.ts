/** Brings the database to this program's tables, and refuses one that a later program made or that would lose what it says it kept. */
import type { Database } from './database.ts';
import { migrations } from './schema.ts';

export type Readiness =
  | { readonly ok: true }
  | { readonly ok: false; readonly problem: 'newer' | 'fsync-off' | 'encoding'; readonly detail: string };

const LOCK = 7_102_022;

/** Applies what is missing; several processes may try at once. Rejects with DatabaseError. */
export async function makeReady(database: Database, steps: readonly string[] = migrations): Promise<Readiness> {
  const unfit = await unfitness(database);
  if (unfit !== null) return unfit;
  return await database.transaction(async (client): Promise<Readiness> => {
    await client.query('BEGIN');
    await client.query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
    await client.query(
      'CREATE TABLE IF NOT EXISTS migration (step integer PRIMARY KEY, at timestamptz NOT NULL DEFAULT now())',
    );
    const { rows } = await client.query<{ done: number }>(
      'SELECT coalesce(max(step), 0)::integer AS done FROM migration',
    );
    const done = rows[0]?.done ?? 0;
    if (done > steps.length) {
      await client.query('ROLLBACK');
      return { ok: false, problem: 'newer', detail: String(done) };
    }
    for (const [at, step] of steps.entries()) {
      if (at < done) continue;
      await client.query(step);
      await client.query('INSERT INTO migration (step) VALUES ($1)', [at + 1]);
    }
    await client.query('COMMIT');
    return { ok: true };
  });
}

async function unfitness(database: Database): Promise<Readiness | null> {
  const [row] = await database.rows<{ fsync: string; pages: string; encoding: string }>(
    `SELECT current_setting('fsync') AS fsync, current_setting('full_page_writes') AS pages,
      current_setting('server_encoding') AS encoding`,
  );
  if (row?.fsync !== 'on' || row.pages !== 'on')
    return {
      ok: false,
      problem: 'fsync-off',
      detail: `fsync ${row?.fsync ?? ''}, full_page_writes ${row?.pages ?? ''}`,
    };
  return row.encoding === 'UTF8' ? null : { ok: false, problem: 'encoding', detail: row.encoding };
}
