/**
 * The database that writes, whichever it is just now. `pg` knows no list of hosts: the first that is not in recovery is taken, and
 * looked for anew once a connection broke or turned read-only. Nothing is repeated here: the caller's windows repeat.
 */
import { Client, Pool, type PoolClient, type QueryResultRow } from 'pg';
import type { DatabaseTarget } from './database-url.ts';

/** Data, constraint, syntax. */
const OF_THE_STATEMENT = /^(?:22|23|42)/u;

/** Why nothing came back; never which data it was about. */
export type DatabaseFailure = 'database' | 'database-full' | 'database-read-only';

export class DatabaseError extends Error {
  readonly reason: DatabaseFailure;
  /** PostgreSQL's or the system's code, for the log. */
  readonly code: string;

  /** The statement itself is at fault: the way to the database is good, and asking again would not help. */
  get ofTheStatement(): boolean {
    return OF_THE_STATEMENT.test(this.code);
  }

  constructor(reason: DatabaseFailure, code: string) {
    super(`${reason} (${code})`);
    this.reason = reason;
    this.code = code;
  }
}

export interface Database {
  /** Rows of one statement in a transaction of its own. Rejects with {@link DatabaseError}. */
  rows<Row extends QueryResultRow>(text: string, values?: readonly unknown[]): Promise<Row[]>;
  /** Several statements in one transaction, on one connection. */
  transaction<T>(work: (client: PoolClient) => Promise<T>): Promise<T>;
  /** Statements that are running or waiting for a connection. */
  busy(): number;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  readonly connections?: number;
  /** A statement that took longer is given up by dropping its connection. */
  readonly patienceMs?: number;
}

const CONNECT_MS = 3000;
const PATIENCE_MS = 20_000;
export const APPLICATION = 'counter-hub';

/**
 * `statement_timeout` would cancel a statement that waits for the standby, and PostgreSQL then calls it a success: it stays off, and
 * patience ends by dropping the connection. `synchronous_commit` is never what a server or a role happens to say.
 */
const SETTINGS = '-c synchronous_commit=on -c statement_timeout=0 -c lock_timeout=0 -c timezone=UTC';

const clientOf = (target: DatabaseTarget, patience: number) => ({
  host: target.host,
  port: target.port,
  user: target.user,
  password: target.password,
  database: target.database,
  connectionTimeoutMillis: CONNECT_MS,
  query_timeout: patience,
  application_name: APPLICATION,
  options: SETTINGS,
  keepAlive: true,
});

async function writes(target: DatabaseTarget): Promise<boolean> {
  const client = new Client(clientOf(target, CONNECT_MS));
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ standby: boolean }>('SELECT pg_is_in_recovery() AS standby');
    return rows[0]?.standby === false;
  } catch {
    return false;
  } finally {
    void client.end().catch(() => undefined);
  }
}

const FULL = new Set(['53100', 'ENOSPC']);

export function failureOf(error: unknown): DatabaseError {
  if (error instanceof DatabaseError) return error;
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'connection';
  if (FULL.has(code)) return new DatabaseError('database-full', code);
  return new DatabaseError(code === '25006' ? 'database-read-only' : 'database', code);
}

export function openDatabase(targets: readonly DatabaseTarget[], options: DatabaseOptions = {}): Database {
  const { connections = 10, patienceMs = PATIENCE_MS } = options;
  let current: Pool | null = null;
  let looking: Promise<Pool> | null = null;
  let closed = false;
  let busy = 0;

  const look = async (): Promise<Pool> => {
    for (const target of targets) {
      if (closed || !(await writes(target))) continue;
      const pool = new Pool({ ...clientOf(target, patienceMs), max: connections, idleTimeoutMillis: 0 });
      pool.on('error', () => {
        leave(pool);
      });
      // The pool listens to a client only while it lies idle: a connection that breaks in between two statements would end the
      // process. Whoever uses it learns of it from the next statement.
      pool.on('connect', (client) => {
        client.on('error', () => undefined);
      });
      return pool;
    }
    throw new DatabaseError('database', 'no-primary');
  };
  const pool = async (): Promise<Pool> => {
    if (current !== null) return current;
    looking ??= look().finally(() => {
      looking = null;
    });
    current = await looking;
    return current;
  };
  const leave = (left: Pool): void => {
    if (current === left) current = null;
    void left.end().catch(() => undefined);
  };

  const transaction = async <T>(work: (client: PoolClient) => Promise<T>): Promise<T> => {
    busy += 1;
    let from: Pool | null = null;
    let client: PoolClient | null = null;
    let unsure = false;
    // A wait for the standby that somebody cut short ends as a success with this warning only.
    const onNotice = (notice: { routine?: string | undefined }): void => {
      if (notice.routine === 'SyncRepWaitForLSN') unsure = true;
    };
    try {
      from = await pool();
      client = await from.connect();
      client.on('notice', onNotice);
      const done = await work(client);
      if (unsure) throw new DatabaseError('database', 'standby-not-waited-for');
      client.off('notice', onNotice);
      client.release();
      return done;
    } catch (error) {
      const failure = failureOf(error);
      client?.off('notice', onNotice);
      client?.release(true);
      if (from !== null && !failure.ofTheStatement && failure.reason !== 'database-full') leave(from);
      throw failure;
    } finally {
      busy -= 1;
    }
  };

  return {
    transaction,
    rows: async <Row extends QueryResultRow>(text: string, values: readonly unknown[] = []) =>
      await transaction(async (client) => (await client.query<Row>(text, [...values])).rows),
    busy: () => busy,
    close: async () => {
      closed = true;
      const left = current;
      current = null;
      await left?.end().catch(() => undefined);
    },
  };
}
