/**
 * A PostgreSQL of the hub's own, from the system's packages, in the hub's folder: for one machine without a database. It listens on
 * a socket in a folder that only its owner may enter, on no port. As root it runs as the user `postgres`, since it refuses root.
 */
import { execFile, execFileSync } from 'node:child_process';
import { chown, chmod, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { APPLICATION } from './database.ts';
import type { DatabaseTarget } from './database-url.ts';

const run = promisify(execFile);

export type PostgresProblem = 'missing' | 'no-user' | 'path-too-long' | 'not-reachable' | 'did-not-start';
export type PostgresStart =
  | { readonly ok: true; readonly server: OwnPostgres }
  | { readonly ok: false; readonly problem: PostgresProblem; readonly detail: string };

export interface OwnPostgres {
  readonly target: DatabaseTarget;
  /** Whether this process started it: a command leaves alone what it found running. */
  readonly started: boolean;
  /** Ends it unless another hub still uses it; `anyway` ends it under whoever does. */
  stop(anyway?: boolean): Promise<void>;
}

const DEBIAN = '/usr/lib/postgresql';
/** What a socket's path may have on every system that PostgreSQL runs on, with the name that it gives the socket. */
const LONGEST_SOCKET = 100;
const USER = 'counter';
const DATABASE = 'counter';
const PORT = 5432;

/** The newest server that is installed: Debian's folder, else what is on the path; `null` for none. */
export function postgresPrograms(): string | null {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).filter((name) => /^\d+$/u.test(name)) : [];
  const newest = versions.map(Number).sort((a, b) => b - a);
  const folders = [
    ...newest.map((version) => join(DEBIAN, String(version), 'bin')),
    ...(process.env['PATH'] ?? '').split(':'),
  ];
  return (
    folders.find((folder) => ['initdb', 'pg_ctl', 'postgres'].every((name) => existsSync(join(folder, name)))) ?? null
  );
}

interface Owner {
  readonly uid?: number;
  readonly gid?: number;
}

async function owner(): Promise<Owner | null> {
  if (process.getuid?.() !== 0) return {};
  const line = (await readFile('/etc/passwd', 'utf8')).split('\n').find((one) => one.startsWith('postgres:'));
  const [, , uid, gid] = line?.split(':') ?? [];
  return uid === undefined || gid === undefined ? null : { uid: Number(uid), gid: Number(gid) };
}

const environment = (): NodeJS.ProcessEnv => ({ PATH: process.env['PATH'], HOME: '/', LC_ALL: 'C.UTF-8' });

/** What the server is always told, whatever its configuration file says. Nothing of a statement goes into its log. */
const settings = (socket: string): string =>
  [
    `unix_socket_directories=${socket}`,
    'listen_addresses=',
    'unix_socket_permissions=0700',
    `port=${PORT}`,
    'fsync=on',
    'full_page_writes=on',
    'synchronous_commit=on',
    'max_connections=100',
    'shared_buffers=128MB',
    'log_statement=none',
    'log_min_error_statement=panic',
    'log_parameter_max_length=0',
    'log_parameter_max_length_on_error=0',
  ]
    .map((one) => `-c '${one}'`)
    .join(' ');

/** Starts it, or finds it running. Rejects with errno errors of the folder. */
export async function startOwnPostgres(folder: string): Promise<PostgresStart> {
  const programs = postgresPrograms();
  if (programs === null) return { ok: false, problem: 'missing', detail: 'postgresql' };
  const who = await owner();
  if (who === null) return { ok: false, problem: 'no-user', detail: 'postgres' };
  const data = join(folder, 'database');
  const socket = join(folder, 'socket');
  const log = join(folder, 'log');
  if (socket.length > LONGEST_SOCKET) return { ok: false, problem: 'path-too-long', detail: folder };
  for (const own of [socket, log]) await ownFolder(own, who);
  if (who.uid !== undefined) {
    await chmod(folder, 0o711);
    if (!reaches(socket, who)) return { ok: false, problem: 'not-reachable', detail: folder };
  }
  const call = async (name: string, args: readonly string[]): Promise<void> => {
    await run(join(programs, name), [...args], { ...who, cwd: '/', env: environment() });
  };
  let running = false;
  try {
    if (!existsSync(data)) await makeCluster(data, who, call);
    running = await call('pg_ctl', ['status', '-D', data]).then(
      () => true,
      () => false,
    );
    // Its output is a file: a server that held our pipe would keep this waiting for ever.
    if (!running)
      await call('pg_ctl', [
        'start',
        '-w',
        '-t',
        '60',
        '-D',
        data,
        '-l',
        join(log, 'database.log'),
        '-o',
        settings(socket),
      ]);
    await makeDatabase(socket);
  } catch (error) {
    const detail = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : '';
    return { ok: false, problem: 'did-not-start', detail: detail || join(log, 'database.log') };
  }
  return {
    ok: true,
    server: {
      target: { host: socket, port: PORT, user: USER, password: undefined, database: DATABASE },
      started: !running,
      stop: async (anyway = false) => {
        if (anyway || (await otherHubs(socket)) === 0)
          await call('pg_ctl', ['stop', '-m', 'fast', '-D', data]).catch(() => undefined);
      },
    },
  };
}

async function ownFolder(path: string, { uid, gid }: Owner): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o700 });
  if (uid !== undefined && gid !== undefined) await chown(path, uid, gid);
  await chmod(path, 0o700);
}

/** Whether the server's user can enter: folders above may be closed to him. */
function reaches(path: string, who: Owner): boolean {
  try {
    execFileSync('test', ['-x', path], { ...who, cwd: '/', stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Made beside its place: a cluster that was half made when the power went is never taken for one. */
async function makeCluster(
  data: string,
  who: Owner,
  call: (name: string, args: readonly string[]) => Promise<void>,
): Promise<void> {
  const folder = join(data, '..');
  for (const name of await readdir(folder))
    if (name.startsWith('database.new')) await rm(join(folder, name), { recursive: true });
  const beside = `${data}.new`;
  await ownFolder(beside, who);
  const form = ['-E', 'UTF8', '--locale=C.UTF-8', '--data-checksums'];
  await call('initdb', ['-D', beside, '-U', USER, '--auth-local=trust', '--auth-host=reject', ...form]);
  await rename(beside, data);
}

const clientOn = (socket: string, database: string): Client =>
  new Client({
    host: socket,
    port: PORT,
    user: USER,
    database,
    application_name: APPLICATION,
    connectionTimeoutMillis: 5000,
  });

async function makeDatabase(socket: string): Promise<void> {
  const client = clientOn(socket, 'postgres');
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [DATABASE]);
    if (rowCount === 0)
      await client.query(`CREATE DATABASE ${DATABASE}`).catch((error: unknown) => {
        // Another hub was quicker.
        if (!(error instanceof Error && 'code' in error && error.code === '42P04')) throw error;
      });
  } finally {
    await client.end();
  }
}

async function otherHubs(socket: string): Promise<number> {
  const client = clientOn(socket, DATABASE);
  try {
    await client.connect();
    const { rows } = await client.query<{ others: number }>(
      'SELECT count(*)::integer AS others FROM pg_stat_activity WHERE application_name = $1 AND pid <> pg_backend_pid()',
      [APPLICATION],
    );
    return rows[0]?.others ?? 0;
  } catch {
    return 0;
  } finally {
    await client.end().catch(() => undefined);
  }
}
