/**
 * `npm run hub`: the receiver that the windows of an office share. Without a command it serves until it is told to stop. Commands:
 * `openapi`, `invite`, `check`, `take FOLDER`, `give FOLDER`, `backup FOLDER --window PREFIX`, `restored`. Answers are JSON on stdout, sentences go to stderr.
 * Exit 0; 1 where a check found something; 2 for a wrong call; 3 where the hub cannot run.
 */
import { join } from 'node:path';
import { isIP } from 'node:net';
import { networkInterfaces } from 'node:os';
import { parseArgs } from 'node:util';
import { Area } from '#shared/contract/area.ts';
import { readAppVersion } from '#electron/host/app-version.ts';
import { hubCertificate } from './certificate.ts';
import { checkStore } from './check-store.ts';
import { openApi } from './openapi.ts';
import { openHub, type OpenHub } from './open-hub.ts';
import { hubServer } from './server.ts';
import { giveStick, takeStick } from './sticks.ts';
import { backUpWindow, type BackupRefusal } from './window-backup.ts';

const USAGE = `用法：npm run hub [-- --area training|office] [--port 端口] [--listen 地址]
      npm run hub -- invite [--office 编号]    生成加入码（一小时内有效，用一次）
      npm run hub -- invite --window 前缀      生成取回码：新电脑凭它取回该窗口的全部收件
      npm run hub -- check                     核对全部收件：链、数、签名
      npm run hub -- take 文件夹 / give 文件夹   用 U 盘收件 / 交回回执
      npm run hub -- backup 文件夹 --window 前缀   把某窗口的全部收件写成备份，供新电脑“从备份恢复”
      npm run hub -- restored                  数据库恢复到旧状态之后运行一次
      npm run --silent hub -- openapi          接口说明（OpenAPI）`;

const USUAL_PORT = 30130;
const HERE = '127.0.0.1';
const say = (line: string): void => {
  process.stderr.write(`${line}\n`);
};
const tell = (value: object): void => {
  process.stdout.write(`${JSON.stringify(value, null, 1)}\n`);
};

/** How often the hub looks for documents that every window has had for long enough. */
const TIDY_MS = 3_600_000;

/** Until the answer is called. Where the database does not answer, the next time does it. */
function tidying(store: OpenHub['store']): () => void {
  const tidy = (): void => {
    store.removeDocuments().catch(() => undefined);
  };
  tidy();
  const timer = setInterval(tidy, TIDY_MS);
  return () => {
    clearInterval(timer);
  };
}

const WITH_FOLDER = new Set(['take', 'give', 'backup']);

interface Order {
  readonly command: string;
  readonly folder: string | undefined;
  readonly area: Area | null;
  readonly port: number;
  /** Where to listen, over TLS; `null`: on this machine alone, plain HTTP. */
  readonly listen: string | null;
  readonly office: string | null;
  /** Prefix of a window's numbers. */
  readonly window: string | null;
}

function readOrder(args: string[], env: NodeJS.ProcessEnv): Order | null {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        area: { type: 'string' },
        port: { type: 'string' },
        office: { type: 'string' },
        listen: { type: 'string' },
        window: { type: 'string' },
      },
    });
    const [command = 'serve', folder] = positionals;
    const area = values.area === undefined ? null : Area.safeParse(values.area);
    const port = Number(values.port ?? env['HUB_PORT'] ?? USUAL_PORT);
    const listen = values.listen ?? env['HUB_LISTEN'] ?? '';
    const needsFolder = WITH_FOLDER.has(command);
    const window = values.window ?? null;
    if (command === 'backup' ? window === null : window !== null && command !== 'invite') return null;
    if (positionals.length > 2 || needsFolder !== (folder !== undefined)) return null;
    if (area?.success === false || !Number.isInteger(port) || port < 0 || port > 65_535) return null;
    if (listen !== '' && isIP(listen) === 0) return null;
    const office = values.office?.toLowerCase() ?? null;
    if (office !== null && !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u.test(office)) return null;
    return { command, folder, area: area?.data ?? null, port, listen: listen === '' ? null : listen, office, window };
  } catch {
    return null;
  }
}

/** Where windows reach it: on every network of this machine where it listens on all. */
function addressesOf({ listen, port }: Pick<Order, 'listen' | 'port'>): readonly string[] {
  if (listen === null) return [`http://${HERE}:${port}`];
  const all = listen === '0.0.0.0' || listen === '::';
  const hosts = all
    ? Object.values(networkInterfaces()).flatMap((found) =>
        (found ?? []).filter(({ internal, family }) => !internal && family === 'IPv4').map(({ address }) => address),
      )
    : [isIP(listen) === 6 ? `[${listen}]` : listen];
  return (hosts.length === 0 ? [HERE] : hosts).map((host) => `https://${host}:${port}`);
}

async function serve(opened: OpenHub, { listen, port }: Order, program: string): Promise<number> {
  const { database, store, hub, folder } = opened;
  const tls = listen === null ? null : await hubCertificate(folder, hub);
  const app = hubServer({ database, store, hub, program, tls, log: process.stdout });
  try {
    await app.listen({ host: listen ?? HERE, port });
  } catch (error) {
    const busy = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    say(busy ? `端口 ${port} 已被占用。请用 --port 或 HUB_PORT 换一个端口。` : '接收端不能监听端口。');
    return 3;
  }
  const listening = app.addresses()[0] as { port: number } | undefined;
  const addresses = addressesOf({ listen, port: listening?.port ?? port });
  say(`接收端已启动（${hub.area === 'training' ? '培训' : '正式'}）：${addresses.join('，')}`);
  if (tls === null) say('只在本机监听。其他电脑也要加入时，用 --listen 0.0.0.0 启动（加密连接，证书自动生成）。');
  say('加入窗口：npm run hub -- invite');
  const stopTidying = tidying(store);
  await new Promise<void>((stop) => {
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
  });
  stopTidying();
  await app.close();
  return 0;
}

const BACKUP_TEXT: Readonly<Record<BackupRefusal, string>> = {
  'no-window': '没有这个前缀的窗口加入过。请核对 --window。',
  several: '有多个单位用这个前缀，请用 --office 指明单位。',
  empty: '这个窗口还没有送来任何内容。',
  'no-office':
    '这个窗口的人员与设置还没有送到（第一次送件没有完成，或改动后没有人登录过），暂时不能恢复。已收下的内容都在，没有改动。',
  'no-recovery-key': '这个单位没有打印的恢复码，写出来也没有人能打开，没有写出。请改用窗口自己的备份。',
  'not-whole': '读回核对不一致：缺少记录或密钥，没有写出。请运行 check 查看，稍后再试。',
};

async function invite(opened: OpenHub, { office, port, listen, window }: Order): Promise<number> {
  const made = window === null ? await opened.store.invite(office) : await opened.store.inviteBack(window, office);
  if (made === null || typeof made === 'string') {
    say(made === null ? '这个接收端有多个单位，请用 --office 指明。' : BACKUP_TEXT[made]);
    return made === null ? 2 : 1;
  }
  const addresses = addressesOf({ listen, port });
  const [address] = addresses;
  say(
    window === null
      ? `接收端地址：${addresses.join(' 或 ')}\n加入码：${made.code}\n一小时内有效，只能用一次。请当面交给窗口管理员，不要发到聊天群。`
      : `接收端地址：${addresses.join(' 或 ')}\n取回码：${made.code}\n一小时内有效，只能取回 ${window} 窗口；恢复并登记后，用它再加入一次接收端。没有打印的恢复码，取回的内容打不开。`,
  );
  tell({ address, code: made.code, office: made.office, area: opened.hub.area });
  return 0;
}

async function backup(
  { database, hub }: OpenHub,
  { folder = '', window, office }: Order,
  program: string,
): Promise<number> {
  const wish = { database, area: hub.area, into: folder, prefix: window ?? '', office, program, now: new Date() };
  const made = await backUpWindow(wish);
  if (!made.ok) {
    say(BACKUP_TEXT[made.why]);
    return 1;
  }
  tell(made.value);
  say(
    `已写出并读回核对：台账 ${made.value.count} 条，密钥 ${made.value.keys} 个。在新电脑上选“从备份恢复”，凭打印的恢复码打开。`,
  );
  return 0;
}

async function command(opened: OpenHub, order: Order, program: string): Promise<number> {
  const { folder = '' } = order;
  switch (order.command) {
    case 'serve':
      return await serve(opened, order, program);
    case 'invite':
      return await invite(opened, order);
    case 'check': {
      const found = await checkStore(opened.database);
      tell(found);
      say(found.problems.length === 0 ? `完好：${found.units} 条。` : `共 ${found.problems.length} 处不符。`);
      say(`${found.windows} 个窗口中，凭恢复码能从这里恢复的：${found.restorable} 个。`);
      say(`同人核对：${found.claims} 条，同时在两个窗口的 ${found.personsTwice} 人。`);
      say(`概览：${found.figures} 件的数字，没有报送过数字的窗口 ${found.untold} 个。`);
      return found.problems.length === 0 ? 0 : 1;
    }
    case 'take': {
      const taken = await takeStick(opened.store, folder);
      tell(taken);
      say(`收下 ${taken.units} 条；${taken.refused.length} 个文件没有收下。`);
      return taken.refused.length === 0 ? 0 : 1;
    }
    case 'give': {
      const given = await giveStick(opened.store, folder);
      tell({ given });
      say(`写入 ${given} 份回执。`);
      return 0;
    }
    case 'backup':
      return await backup(opened, order, program);
    case 'restored': {
      const epoch = await opened.store.restored();
      tell({ epoch });
      say('已换纪：各窗口会从接收端现有之处重新送件。');
      return 0;
    }
    default:
      say(USAGE);
      return 2;
  }
}

const COMMANDS = new Set(['serve', 'invite', 'check', 'take', 'give', 'backup', 'restored', 'openapi']);

async function main(): Promise<number> {
  const order = readOrder(process.argv.slice(2), process.env);
  if (order === null || !COMMANDS.has(order.command)) {
    say(USAGE);
    return 2;
  }
  const program = readAppVersion(join(import.meta.dirname, '..', '..', 'package.json'));
  if (order.command === 'openapi') {
    tell(openApi(program));
    return 0;
  }
  const opening = await openHub(process.env, order.area);
  if (!opening.ok) {
    say(opening.sentence);
    return 3;
  }
  try {
    return await command(opening.hub, order, program);
  } catch (error) {
    say(
      error instanceof Error && 'path' in error
        ? `读写失败：${String(error.path)}`
        : '接收端的数据库没有回答，没有完成。',
    );
    return 3;
  } finally {
    await opening.hub.close(order.command === 'serve' ? 'server' : 'command');
  }
}

process.exitCode = await main();
