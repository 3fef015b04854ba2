/**
 * Tries the real program once, on a data folder of its own, before it is chosen: it must say one line of JSON with every proof
 * and end with 0 within the limit. A runtime that traps, hangs, lacks a library or cannot keep its sandbox is a reason, not a crash.
 */
import { spawn } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readSync, rmSync, statSync } from 'node:fs';
import { release, tmpdir } from 'node:os';
import { join } from 'node:path';

const WITHIN_MS = 40_000;
const LAST_WORDS = 4000;
/** What the window must have shown; the names are those of `SmokeReport` in electron/smoke.ts (a test holds them together). */
export const PROOFS = {
  visible: '窗口没有显示',
  painted: '窗口没有画出内容',
  rendered: '页面没有打开',
  ipc: '窗口与程序不通',
  worker: '后台线程不能运行',
  indexedDb: '本机数据库不能用',
  storageBucket: '存储桶不能用',
  fileHandle: '存储桶里的文件不能用',
  isolated: '页面没有隔离',
};

/** Switches to try in turn. Chinese input under native Wayland failed in two versions: X11 wherever there is one. Never `--no-sandbox`. */
export function launchSwitches(env, platform) {
  const screen = platform === 'linux' && env.DISPLAY ? ['--ozone-platform=x11'] : [];
  return [screen, [...screen, '--disable-gpu']];
}

/** What a proof holds for: another runtime or another system asks for a new one. */
export function proofOf(executable, version, platform = process.platform, arch = process.arch) {
  const { size, mtimeMs } = statSync(executable);
  return [version, executable, size, Math.round(mtimeMs), platform, arch, release()].join(' ');
}

const ELF_MACHINE = { 0x3e: 'x64', 0xb7: 'arm64', 0x03: 'ia32', 0x28: 'arm', 0x102: 'loong64' };

/** The architecture an ELF program was made for; `null` for whatever is no ELF file. */
export function programArch(path) {
  const head = Buffer.alloc(20);
  const file = openSync(path, 'r');
  try {
    readSync(file, head, 0, head.length, 0);
  } finally {
    closeSync(file);
  }
  if (head.toString('latin1', 0, 4) !== '\u007fELF') return null;
  const machine = head.readUInt16LE(18);
  return ELF_MACHINE[machine] ?? `0x${machine.toString(16)}`;
}

/** Ends a program with all it started. */
export function killTree(child, signal = 'SIGKILL') {
  try {
    if (process.platform === 'win32' || child.pid === undefined) child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch {
    child.kill(signal);
  }
}

const SPAWN_ERRORS = { EACCES: '没有执行权限', ENOENT: '找不到程序', ENOEXEC: '不是本机能运行的程序' };

/** A short Chinese reason from how a program ended and its last words; `null` when it ended with 0. */
export function whyEnded({ code, signal, error, said = '' }) {
  if (error) return `不能启动：${SPAWN_ERRORS[error.code] ?? error.code ?? '原因不明'}`;
  if (code === 0) return null;
  const library = /loading shared libraries: (?<name>[\w.+-]{1,60})/u.exec(said)?.groups?.name;
  if (library !== undefined) return `缺少系统库 ${library}`;
  if (/sandbox|user namespace/iu.test(said)) return '沙箱不能启动，本机不允许用户命名空间';
  if (/GPU process|GpuProcess|gl_factory|EGL/u.test(said)) return '图形驱动不能用';
  if (/ENOSPC|No space left/u.test(said)) return '磁盘已满';
  if (signal) return `意外结束（${signal}）`;
  return code === 127 ? '缺少运行所需的系统组件（退出码 127）' : `意外结束（退出码 ${code}）`;
}

/** One line of JSON with every proof; else what is missing. */
function judge(said) {
  const line = said.split('\n').find((text) => text.startsWith('{'));
  let report = null;
  try {
    report = JSON.parse(line ?? '');
  } catch {
    return { ok: false, why: '没有说完试运行的结果', report };
  }
  const missing = Object.keys(PROOFS).filter((name) => report?.[name] !== true);
  return missing.length === 0
    ? { ok: true, report }
    : { ok: false, why: missing.map((name) => PROOFS[name]).join('、'), report };
}

async function tryOnce(executable, args, env, limitMs) {
  let data = '';
  try {
    data = mkdtempSync(join(tmpdir(), 'counter-try-'));
  } catch {
    return { ok: false, why: '不能建立临时文件夹，磁盘已满或只读' };
  }
  const { promise, resolve } = withResolvers();
  const child = spawn(executable, args, {
    env: { ...env, COUNTER_DATA: data, COUNTER_WITNESS: join(data, 'witness'), COUNTER_SMOKE: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
  });
  let out = '';
  let words = '';
  let late = false;
  child.stdout.on('data', (text) => (out = `${out}${text}`.slice(-65_536)));
  child.stderr.on('data', (text) => (words = `${words}${text}`.slice(-LAST_WORDS)));
  const timer = setTimeout(() => {
    late = true;
    killTree(child);
  }, limitMs);
  child.on('error', (error) => resolve({ ok: false, why: whyEnded({ error }) }));
  // `exit`, not `close`: a child of it that outlives it would keep the pipes open.
  child.on('exit', (code, signal) =>
    setTimeout(() => {
      const why = late ? `${Math.round(limitMs / 1000)} 秒内没有完成试运行` : whyEnded({ code, signal, said: words });
      resolve(why === null ? judge(out) : { ok: false, why });
    }, 50),
  );
  const outcome = await promise;
  clearTimeout(timer);
  if (child.pid !== undefined) killTree(child);
  rmSync(data, { recursive: true, force: true, maxRetries: 5 });
  return outcome;
}

/** `Promise.withResolvers` of Node 22, for Node 20. */
function withResolvers() {
  let resolve;
  const promise = new Promise((done) => (resolve = done));
  return { promise, resolve };
}

/** `{ok: true, args, report}` with the switches that worked, or `{ok: false, why, report}` of the last try. */
export async function tryElectron({ root, executable, env, platform, arch, limitMs = WITHIN_MS }) {
  let last = { ok: false, why: '' };
  try {
    const made = programArch(executable);
    if (made !== null && made !== arch) return { ok: false, why: `是 ${made} 版，本机是 ${arch}` };
  } catch {
    return { ok: false, why: '程序读不出来，可能没有下载完整' };
  }
  for (const switches of launchSwitches(env, platform)) {
    last = await tryOnce(executable, [...switches, root], env, limitMs);
    if (last.ok) return { ...last, args: switches };
    // What no switch can mend is not tried again.
    if (/^不能启动|系统库|127|磁盘/u.test(last.why)) break;
  }
  return last;
}
