/**
 * @file What the launcher of the installed folder runs: puts in place what was prepared, then starts the program that the
 * pointer names and stays until it ends. `--facts` tells what this program speaks; `back` goes one step back first.
 */
import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { CONTRACT_VERSION } from '#shared/contract/channels.ts';
import { dataFormats, OLDEST_REPLACED_CONTRACT, type UpdateOutcome } from '#shared/contract/update.ts';
import { failureText } from '#shared/wording/failures.ts';
import { dataFolderPath } from '../host/data-folder.ts';
import { diskLayer } from '../host/file-layer.ts';
import { localInstant } from '../host/local-instant.ts';
import { installPaths, readPointer, readPrepared, runtimeOf } from '../host/program-folder.ts';
import { applyPrepared } from '../host/update-apply.ts';
import { createUpdates } from '../host/updates.ts';

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

const program = resolve(import.meta.dirname, '..', '..');
const install = resolve(program, '..', '..');
const dataFolder = dataFolderPath(process.env);

function sayOutcome({ kind, from, to, failure, copies }: UpdateOutcome): void {
  if (failure !== null) {
    // The host asks the running program for a window; the update waits for a start of its own.
    if (failure.code !== 'data-folder-locked') say(failureText(failure));
    return;
  }
  const kept = copies === '' ? '' : `更新前的台账、密钥另存在 ${copies}。`;
  say(kind === 'back' ? `已退回 ${to} 版。${kept}` : `已由 ${from} 版更新到 ${to} 版，旧程序保留一步。${kept}`);
}

/** Starts the program that the pointer names now; resolves with its exit code. */
async function startProgram(): Promise<number> {
  const pointer = await readPointer(diskLayer, install);
  if (pointer === null) {
    say('程序文件夹中的 current 文件缺少或损坏，程序没有启动。数据没有改动。请信息人员重新放置程序文件夹。');
    return 1;
  }
  const chosen = installPaths(install).program(pointer.current);
  const host = spawn(runtimeOf(chosen, process.platform), [join(chosen, 'dist', 'loopback', 'main.js')], {
    cwd: install,
    stdio: 'inherit',
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => host.kill(signal));
  return await new Promise((done) => {
    host.once('error', () => {
      say(
        `程序 ${pointer.current} 启动不了。数据没有改动。更新后出现的，请运行 counter.sh back（Windows：counter.cmd back）退回一步。`,
      );
      done(1);
    });
    host.once('exit', (code, signal) => {
      if (signal !== null) say(`程序被系统结束（${signal}）。已保存的办件不受影响，请重新打开。`);
      done(code ?? 1);
    });
  });
}

async function stepBack(): Promise<boolean> {
  const updates = createUpdates({
    layer: diskLayer,
    program: installPaths(install).program((await readPointer(diskLayer, install))?.current ?? ''),
    dataFolder,
    appVersion: '',
    onPrepared: () => undefined,
  });
  const prepared = await updates.back();
  if (!prepared.ok) say(failureText(prepared.failure));
  return prepared.ok;
}

async function main(order: string | undefined): Promise<number> {
  if (order === '--facts') {
    const facts = { contract: CONTRACT_VERSION, replacesContract: OLDEST_REPLACED_CONTRACT, formats: dataFormats };
    say(JSON.stringify(facts));
    return 0;
  }
  if (order === 'back' && !(await stepBack())) return 1;
  const waiting = await readPrepared(diskLayer, install);
  if (waiting !== null) say(waiting.kind === 'back' ? '正在退回…' : `正在更新到 ${waiting.version} 版，请不要关机…`);
  const outcome = await applyPrepared({ layer: diskLayer, install, dataFolder, now: localInstant(new Date()) });
  if (outcome !== null) sayOutcome(outcome);
  return order === 'apply' || order === 'back'
    ? Number(outcome !== null && outcome.failure !== null)
    : await startProgram();
}

process.exitCode = await main(process.argv[2]);
