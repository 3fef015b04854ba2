/**
 * Three PostgreSQL nodes under Patroni with three etcd, on loopback, each a process of ours: what an office with more than one machine
 * runs, on one. Synchronous replication; a killed leader is replaced by a standby that has everything that was acknowledged.
 */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { chownSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';

const NODES = [1, 2, 3] as const;
type Node = (typeof NODES)[number];
const FIRST_PORT = 31_100;
const portOf = (kind: 'etcd' | 'peer' | 'rest' | 'sql', node: Node): number =>
  FIRST_PORT + { etcd: 0, peer: 10, rest: 20, sql: 30 }[kind] + node;
const USER = 'postgres';

export interface PatroniCluster {
  /** `DATABASE_URL` with all three nodes. */
  readonly url: string;
  readonly folder: string;
  /** The node that writes; waits for one. */
  leader(): Promise<Node>;
  /** Waits until a leader has a synchronous standby and all nodes follow. */
  whole(): Promise<void>;
  /** SIGKILL to the node's PostgreSQL; Patroni notices. */
  killPostgres(node: Node): void;
  /** SIGKILL to the node's Patroni, which is started again after `downMs`. */
  killPatroni(node: Node, downMs: number): Promise<void>;
  /** SIGKILL to the etcd that leads, which is started again after `downMs`. */
  killEtcdLeader(downMs: number): Promise<void>;
  /** How the nodes stand, in words, for whoever looks into a failure. */
  told(): Promise<string>;
  /** Rows of the node that writes. */
  query(sql: string): Promise<Record<string, unknown>[]>;
  end(): Promise<void>;
}

interface Owner {
  readonly uid?: number;
  readonly gid?: number;
}

/** PostgreSQL does not run as root: the system's own user, or whoever runs this. */
function owner(): Owner {
  if (process.getuid?.() !== 0) return {};
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((one) => one.startsWith('postgres:'));
  const [, , uid = '', gid = ''] = line?.split(':') ?? [];
  return { uid: Number(uid), gid: Number(gid) };
}

function programs(): string {
  const newest = readdirSync('/usr/lib/postgresql')
    .map(Number)
    .sort((a, b) => b - a)[0];
  return `/usr/lib/postgresql/${newest}/bin`;
}

const configuration = (folder: string, node: Node): string => `scope: counter
name: node${node}
restapi: {listen: "127.0.0.1:${portOf('rest', node)}", connect_address: "127.0.0.1:${portOf('rest', node)}"}
etcd3: {hosts: [${NODES.map((one) => `"127.0.0.1:${portOf('etcd', one)}"`).join(', ')}]}
bootstrap:
  dcs:
    ttl: 20
    loop_wait: 2
    retry_timeout: 3
    primary_start_timeout: 0
    synchronous_mode: true
    postgresql:
      use_pg_rewind: true
      use_slots: true
      parameters: {wal_log_hints: "on", wal_keep_size: "512MB", max_connections: 60, shared_buffers: "32MB"}
  initdb: [{encoding: UTF8}, {locale: C.UTF-8}, data-checksums, {auth-local: trust}, {auth-host: trust}]
  pg_hba: ["local all all trust", "host all all 127.0.0.1/32 trust", "host replication all 127.0.0.1/32 trust"]
postgresql:
  listen: "127.0.0.1:${portOf('sql', node)}"
  connect_address: "127.0.0.1:${portOf('sql', node)}"
  data_dir: ${join(folder, `node${node}`, 'data')}
  bin_dir: ${programs()}
  pgpass: ${join(folder, `node${node}`, 'pgpass')}
  authentication:
    superuser: {username: ${USER}}
    replication: {username: ${USER}}
    rewind: {username: ${USER}}
  parameters: {unix_socket_directories: "${join(folder, `node${node}`)}"}
watchdog: {mode: "off"}
`;

/** Rejects when it does not come up. */
export async function patroniCluster(): Promise<PatroniCluster> {
  const who = owner();
  const folder = mkdtempSync(join(tmpdir(), 'patroni-'));
  const own = (path: string): void => {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    if (who.uid !== undefined && who.gid !== undefined) chownSync(path, who.uid, who.gid);
  };
  own(folder);
  const children = new Map<string, ChildProcess>();
  const env = { PATH: process.env['PATH'], HOME: folder, LC_ALL: 'C.UTF-8' };
  const begin = (name: string, program: string, args: readonly string[]): void => {
    children.set(name, spawn(program, [...args], { ...who, cwd: folder, env, stdio: 'ignore' }));
  };
  const etcd = (node: Node): void => {
    const peer = (one: Node): string => `http://127.0.0.1:${portOf('peer', one)}`;
    const client = `http://127.0.0.1:${portOf('etcd', node)}`;
    const all = NODES.map((one) => `etcd${one}=${peer(one)}`).join(',');
    const settings = {
      name: `etcd${node}`,
      'data-dir': join(folder, `etcd${node}`),
      'listen-client-urls': client,
      'advertise-client-urls': client,
      'listen-peer-urls': peer(node),
      'initial-advertise-peer-urls': peer(node),
      'initial-cluster': all,
      'initial-cluster-state': 'new',
      'auto-compaction-retention': '1',
    };
    begin(
      `etcd${node}`,
      'etcd',
      Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]),
    );
  };
  const patroni = (node: Node): void => begin(`patroni${node}`, 'patroni', [join(folder, `node${node}.yml`)]);
  const kill = (name: string): void => void children.get(name)?.kill('SIGKILL');

  const roles = async (): Promise<{ node: Node; role: string; state: string }[]> => {
    const found = await Promise.all(
      NODES.map(async (node) => {
        const answer = await fetch(`http://127.0.0.1:${portOf('rest', node)}/cluster`, {
          signal: AbortSignal.timeout(2000),
        }).catch(() => null);
        return answer?.ok === true ? ((await answer.json()) as { members: ClusterMember[] }).members : null;
      }),
    );
    const members = found.find((one) => one !== null) ?? [];
    return members.map(({ name, role, state }) => ({ node: Number(name.slice(-1)) as Node, role, state }));
  };
  const until = async (what: string, wanted: () => Promise<boolean>, patienceMs = 180_000): Promise<void> => {
    for (const end = Date.now() + patienceMs; Date.now() < end; await pause(200)) if (await wanted()) return;
    throw new Error(`the cluster never had ${what}`);
  };
  /** The node that takes writes, as it says itself. */
  const writing = async (): Promise<Node | null> => {
    for (const node of NODES) {
      const rows = await ask(portOf('sql', node), 'postgres', 'SELECT pg_is_in_recovery() AS standby').catch(
        () => null,
      );
      if (rows?.[0]?.['standby'] === false) return node;
    }
    return null;
  };
  const cluster: PatroniCluster = {
    folder,
    url: `postgres://${USER}@${NODES.map((node) => `127.0.0.1:${portOf('sql', node)}`).join(',')}/counter`,
    leader: async () => {
      let found: Node | null = null;
      await until('a leader', async () => (found = await writing()) !== null);
      return found ?? 1;
    },
    whole: async () => {
      await until('a synchronous standby and three nodes', async () => {
        const all = await roles();
        return (
          all.filter(({ state }) => state === 'running' || state === 'streaming').length === NODES.length &&
          all.some(({ role }) => role === 'leader' || role === 'master') &&
          all.some(({ role }) => role === 'sync_standby')
        );
      });
    },
    told: async () => {
      const writes = await writing();
      const all = (await roles()).map(({ node, role, state }) => `${node} ${role} ${state}`);
      return `writes: ${writes ?? 'nobody'}; ${all.join(', ')}`;
    },
    killPostgres: (node) => {
      const pid = Number(readFileSync(join(folder, `node${node}`, 'data', 'postmaster.pid'), 'utf8').split('\n')[0]);
      process.kill(pid, 'SIGKILL');
    },
    killPatroni: async (node, downMs) => {
      kill(`patroni${node}`);
      await pause(downMs);
      patroni(node);
    },
    killEtcdLeader: async (downMs) => {
      const leads = await etcdLeader();
      kill(`etcd${leads}`);
      await pause(downMs);
      etcd(leads);
    },
    query: async (sql) => await ask(portOf('sql', await cluster.leader()), 'counter', sql),
    end: async () => {
      for (const node of NODES) kill(`patroni${node}`);
      for (const node of NODES) {
        const data = join(folder, `node${node}`, 'data');
        try {
          execFileSync(join(programs(), 'pg_ctl'), ['stop', '-m', 'immediate', '-D', data], {
            ...who,
            env,
            stdio: 'ignore',
          });
        } catch {
          // It is down already.
        }
        kill(`etcd${node}`);
      }
      await pause(500);
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
  try {
    for (const node of NODES) {
      own(join(folder, `node${node}`));
      writeFileSync(join(folder, `node${node}.yml`), configuration(folder, node));
      etcd(node);
    }
    await pause(1500);
    for (const node of NODES) patroni(node);
    await cluster.whole();
    await ask(portOf('sql', await cluster.leader()), 'postgres', 'CREATE DATABASE counter');
    return cluster;
  } catch (error) {
    await cluster.end();
    throw error;
  }
}

interface ClusterMember {
  readonly name: string;
  readonly role: string;
  readonly state: string;
}

async function etcdLeader(): Promise<Node> {
  for (const node of NODES) {
    const status = await fetch(`http://127.0.0.1:${portOf('etcd', node)}/v3/maintenance/status`, {
      method: 'POST',
      body: '{}',
      signal: AbortSignal.timeout(2000),
    })
      .then(async (answer) => (await answer.json()) as { leader?: string; header?: { member_id?: string } })
      .catch(() => null);
    if (status?.leader !== undefined && status.leader === status.header?.member_id) return node;
  }
  return 1;
}

async function ask(port: number, database: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({
    host: '127.0.0.1',
    port,
    user: USER,
    database,
    connectionTimeoutMillis: 2000,
    query_timeout: 60_000,
  });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end().catch(() => undefined);
  }
}
