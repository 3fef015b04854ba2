/**
 * Runs the chosen host. A desktop version that ends, hangs or cannot be started before its window shows gives way to the browser
 * host, once, and only after everything it started is gone: never two hosts on one folder.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { killTree, whyEnded } from './try-electron.mjs';

const WINDOW_WITHIN_MS = 45_000;
const GONE_WITHIN_MS = 10_000;
const LOOK_EVERY_MS = 100;
const LAST_WORDS = 4000;

/** What a shell would say: 128 + number for a death by signal, so that it never passes for a good end. */
export const exitCodeOf = ({ code, signal, error }) =>
  error ? 127 : signal ? 128 + (constants.signals[signal] ?? 0) : (code ?? 1);

/** Starts a program; `ended` resolves once, whether it ran, was killed or never started. */
function begin({ command, args }, options) {
  const child = spawn(command, args, options);
  const ended = new Promise((resolve) => {
    child.on('error', (error) => resolve({ code: null, signal: null, error }));
    child.on('exit', (code, signal) => resolve({ code, signal, error: null }));
  });
  return { child, ended };
}

/** Whether nothing is left of a program's process group; waits for it a while. */
async function isGone(child) {
  if (child.pid === undefined || process.platform === 'win32') return true;
  for (let waited = 0; waited < GONE_WITHIN_MS; waited += LOOK_EVERY_MS) {
    try {
      process.kill(-child.pid, 0);
    } catch (error) {
      return error.code === 'ESRCH';
    }
    killTree(child);
    await pause(LOOK_EVERY_MS);
  }
  return false;
}

/** `shown`: the window is there; `told`: a failure was said in words, another host would only say it again. */
function windowState(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** Runs the desktop version until it ends. `{fellBack: why}` when its window never showed, else `{exit}`. */
async function runDesktop(choice, { root, env, say, windowWithinMs, onChild }) {
  const folder = mkdtempSync(join(tmpdir(), 'counter-start-'));
  const stateFile = join(folder, 'window');
  const { child, ended } = begin(choice, {
    cwd: root,
    env: { ...env, COUNTER_WINDOW_STATE: stateFile },
    stdio: ['inherit', 'inherit', 'pipe'],
    detached: process.platform !== 'win32',
  });
  onChild(child, true);
  let words = '';
  child.stderr?.on('data', (text) => {
    words = `${words}${text}`.slice(-LAST_WORDS);
  });
  try {
    const before = Date.now();
    const seen = { end: null };
    void ended.then((how) => (seen.end = how));
    while (seen.end === null && !existsSync(stateFile) && Date.now() - before < windowWithinMs)
      await pause(LOOK_EVERY_MS);
    const state = windowState(stateFile);
    if (seen.end === null && state === '') {
      killTree(child);
      await ended;
      return { fellBack: `${Math.round(windowWithinMs / 1000)} 秒内没有显示窗口`, child };
    }
    if (state === 'shown') say(choice.reason);
    const end = await ended;
    const said = state === '' ? windowState(stateFile) : state;
    if (said === '' && end.code !== 0) return { fellBack: whyEnded({ ...end, said: words }), child };
    if (said === 'told') process.stderr.write(words);
    else if (end.code !== 0)
      say(`桌面版${whyEnded({ ...end, said: words })}。已保存的办件都在日志里；请重新启动程序。`);
    return { exit: exitCodeOf(end) };
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/**
 * Runs `choice` (`{host, reason, command, args}`), falling back to `browserHost` (`{command, args}`) as described above.
 * `onFellBack` is told, so that the desktop version proves itself anew. Resolves to the exit code.
 */
export async function runChosenHost(choice, browserHost, options) {
  const { root, env, say, windowWithinMs = WINDOW_WITHIN_MS, onFellBack, asksToEnd = () => undefined } = options;
  let running = null;
  let asked = false;
  asksToEnd((signal) => {
    asked = true;
    if (running === null) return;
    if (running.whole) killTree(running.child, signal);
    else running.child.kill(signal);
  });
  const onChild = (child, whole) => (running = { child, whole });
  let first = choice.reason;
  if (choice.host === 'electron') {
    const outcome = await runDesktop(choice, { root, env, say, windowWithinMs, onChild });
    if (outcome.exit !== undefined) return outcome.exit;
    if (asked) return 1;
    if (!(await isGone(outcome.child))) {
      say('桌面版没有显示窗口，也不能结束；为了不让两个程序同时写入，这次没有启动。请重新登录系统后再试。');
      return 1;
    }
    onFellBack();
    first = `使用浏览器版：桌面版${outcome.fellBack}；下次启动会重新试运行。`;
  }
  say(first);
  const { child, ended } = begin(browserHost, { cwd: root, stdio: 'inherit', env });
  onChild(child, false);
  return exitCodeOf(await ended);
}
