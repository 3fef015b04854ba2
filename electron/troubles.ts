/** @file Electron's main process: a bug of our own, and a graphics process that keeps dying. What is said is Chinese, what is logged is codes. */
import type { EventEmitter } from 'node:events';
import { app, dialog } from 'electron';
import type { HostLog } from './host/log.ts';

export interface TroubleParts {
  /** `process`, which tells of what nobody caught. */
  readonly bugs: EventEmitter;
  readonly log: HostLog;
  /** Before anything is said: the starter must not open another host. */
  readonly onTold: () => void;
  /** Closes the journal, writes the log, gives the lock back; once, however often it is asked. */
  readonly end: () => Promise<void>;
  /** A trial of the program: nobody is there to answer a dialog. */
  readonly unattended: boolean;
}

/** Ends even where closing hangs: a lock whose holder is dead is recognised by the next start. */
const END_WITHIN_MS = 5000;

const ENDED = {
  title: '程序出错，需要重新启动',
  content:
    '程序内部出现错误，为免写错数据，即将关闭。\n\n' +
    '屏幕显示过“已保存”的办件都在台账里，没有改动；还没保存的，以最近一次暂存为准。\n\n' +
    '请重新启动程序，再从办件或暂存继续；再次出现时，请带上日志文件夹联系维护人员。',
};

/** What nobody caught ends the program in order: its state is unknown, and a window that goes on could say what is not true. */
export function endAfterBugs(parts: TroubleParts): void {
  let ending = false;
  const endAfter = async (bug: unknown): Promise<void> => {
    parts.log.bug(bug);
    if (ending) return;
    ending = true;
    parts.onTold();
    const timer = setTimeout(() => {
      app.exit(1);
    }, END_WITHIN_MS);
    await parts.end().catch(() => undefined);
    clearTimeout(timer);
    if (!parts.unattended) dialog.showErrorBox(ENDED.title, ENDED.content);
    app.exit(1);
  };
  for (const event of ['uncaughtException', 'unhandledRejection'])
    parts.bugs.on(event, (bug: unknown) => {
      void endAfter(bug);
    });
}

/** Chromium mends one lost graphics process by itself; when it loses this many within the span it would end the whole program. */
const GRAPHICS_LOSSES = 3;
const GRAPHICS_WITHIN_MS = 60_000;

export interface GraphicsParts {
  readonly log: HostLog;
  readonly now: () => number;
  /** Where this start was begun and what to keep: the arguments without the program itself. */
  readonly args: readonly string[];
  /** Before the window is on the screen the starter judges: a second program beside it could meet it on the folder. */
  readonly isShown: () => boolean;
}

/**
 * Notes helper processes that die, and starts the program once more without the graphics processor where that one keeps dying.
 * The new one begins only when this one has ended and given the lock back; it is never tried a third time.
 */
export function mendGraphics(parts: GraphicsParts): void {
  let losses: number[] = [];
  let relaunched = false;
  app.on('child-process-gone', (_event, { type, reason }) => {
    if (reason === 'clean-exit') return;
    parts.log.write('child-process-gone', { type, reason });
    if (type !== 'GPU') return;
    const now = parts.now();
    losses = [...losses.filter((at) => now - at < GRAPHICS_WITHIN_MS), now];
    if (losses.length < GRAPHICS_LOSSES || relaunched || !parts.isShown()) return;
    if (app.commandLine.hasSwitch('disable-gpu')) return;
    relaunched = true;
    parts.log.write('graphics-lost');
    dialog.showErrorBox(
      '显示出错，程序将重新打开',
      '本机的图形驱动一再出错，画面可能不对。\n\n' +
        '屏幕显示过“已保存”的办件都在台账里，没有改动；还没保存的，以最近一次暂存为准。\n\n' +
        '按“确定”后程序关闭并自动重新打开，这次不用图形加速；没有自动打开时，请重新启动程序。',
    );
    app.relaunch({ args: [...parts.args, '--disable-gpu'] });
    app.quit();
  });
}
