/** Everything that a command or the server needs: database, tables, identity, store; or the sentence that says what is missing. */
import type { Area } from '#shared/contract/area.ts';
import { failureOf, openDatabase, type Database } from './database.ts';
import { readDatabaseUrl, type DatabaseTarget } from './database-url.ts';
import { hubFolderPath, makeHubFolder } from './hub-folder.ts';
import { hubIdentity, keyPath, type HubIdentity, type IdentityReading } from './hub-key.ts';
import { makeReady, type Readiness } from './migrate.ts';
import { startOwnPostgres, type OwnPostgres, type PostgresProblem } from './own-postgres.ts';
import { postStore, type PostStore } from './post-store.ts';

export interface OpenHub {
  readonly folder: string;
  readonly database: Database;
  readonly hub: HubIdentity;
  readonly store: PostStore;
  /** `server`: the hub itself ends its PostgreSQL; a command only one that it started. */
  close(as: 'server' | 'command'): Promise<void>;
}

export type HubOpening =
  { readonly ok: true; readonly hub: OpenHub } | { readonly ok: false; readonly sentence: string };

const refused = (sentence: string): HubOpening => ({ ok: false, sentence });

const postgresSentence = (problem: PostgresProblem, detail: string): string =>
  ({
    missing:
      '没有找到 PostgreSQL。Debian / Ubuntu：sudo apt-get install postgresql；或用 DATABASE_URL 指定已有数据库。',
    'no-user': '以 root 运行时需要系统用户 postgres（安装 postgresql 软件包时自动建立）。',
    'path-too-long': `接收端文件夹路径过长，数据库套接字放不下：${detail}。请用 HUB_DATA 指定较短的路径。`,
    'not-reachable': `系统用户 postgres 进不了文件夹 ${detail}（上级文件夹没有通过权限）。请用 HUB_DATA 指定其他位置。`,
    'did-not-start': `接收端自带的数据库没有启动：${detail}`,
  })[problem];

const readySentence = (ready: Extract<Readiness, { ok: false }>): string =>
  ({
    newer: '数据库由更新版本的接收端建立，本程序不能使用。请升级接收端程序。',
    'fsync-off': `数据库没有打开断电保护（${ready.detail}），接收端不能作出“已同步”的承诺。请改为 on 后再启动。`,
    encoding: `数据库编码是 ${ready.detail}，须为 UTF8。`,
  })[ready.problem];

const identitySentence = (problem: Extract<IdentityReading, { ok: false }>['problem'], folder: string): string =>
  ({
    'key-file-damaged': `签名密钥文件读不出：${keyPath(folder)}。请从备份恢复该文件；没有改动任何数据。`,
    'key-of-another-hub': `${keyPath(folder)} 与数据库不是同一个接收端。请把原来那份密钥文件放回此处（多个进程须用同一份）。`,
    'area-differs': '这个接收端第一次启动时已定为另一分区（培训 / 正式），不能改变。请换一个 HUB_DATA 或数据库。',
  })[problem];

/** Reads `DATABASE_URL` and `HUB_DATA`; tries for a while where the database is not there yet. */
export async function openHub(env: NodeJS.ProcessEnv, area: Area | null, patienceMs = 30_000): Promise<HubOpening> {
  const folder = hubFolderPath(env, process.getuid?.() === 0);
  await makeHubFolder(folder);
  const given = env['DATABASE_URL'];
  let own: OwnPostgres | null = null;
  let targets: readonly DatabaseTarget[];
  if (given === undefined || given === '') {
    const started = await startOwnPostgres(folder);
    if (!started.ok) return refused(postgresSentence(started.problem, started.detail));
    own = started.server;
    targets = [own.target];
  } else {
    const read = readDatabaseUrl(given);
    if (read === null) return refused('DATABASE_URL 应为 postgres://用户:口令@主机1:端口,主机2:端口/数据库。');
    targets = read;
  }
  const database = openDatabase(targets);
  const close: OpenHub['close'] = async (as) => {
    await database.close();
    if (own !== null && (as === 'server' || own.started)) await own.stop();
  };
  const opened = await ready(database, folder, area, patienceMs).catch(
    (error: unknown) => `数据库用不上（${failureOf(error).code}）。请检查 DATABASE_URL、网络与数据库状态。`,
  );
  if (typeof opened === 'string') {
    await close('command');
    return refused(opened);
  }
  return { ok: true, hub: { folder, database, hub: opened, store: postStore(database, opened), close } };
}

async function ready(
  database: Database,
  folder: string,
  area: Area | null,
  patienceMs: number,
): Promise<HubIdentity | string> {
  const until = performance.now() + patienceMs;
  for (;;) {
    try {
      const made = await makeReady(database);
      if (!made.ok) return readySentence(made);
      const known = await hubIdentity(database, folder, area);
      return known.ok ? known.identity : identitySentence(known.problem, folder);
    } catch (error) {
      if (performance.now() > until || failureOf(error).ofTheStatement) throw error;
      await new Promise((settle) => setTimeout(settle, 500));
    }
  }
}
