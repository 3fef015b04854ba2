/** The desktop host when something of its own fails, on the fake `electron` module. */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runElectron } from '#electron/run-electron.ts';
import type { ContractHost } from '#tests/contract/host-contract.ts';
import { app, fake } from '#tests/electron/fake-electron.ts';
import { processEvents, startElectron, startParts, untilEnded } from './running-electron.ts';

let running: ContractHost;
beforeEach(async () => {
  running = await startElectron();
});
afterEach(async () => {
  await running.stop();
});
const lock = (): string => join(running.dataFolder, 'lock.json');
const log = (): string => readFileSync(join(running.dataFolder, 'logs/host.log'), 'utf8');

describe('what nobody caught', () => {
  it.each(['uncaughtException', 'unhandledRejection'])(
    '%s: said in words, ended in order, not with 0',
    async (event) => {
      processEvents.emit(event, new TypeError('林𠮷安 440881199909179351'));
      await untilEnded();
      expect(app.exitCode).toBe(1);
      expect(existsSync(lock())).toBe(false);
      expect(fake.errorBoxes).toHaveLength(1);
      for (const part of ['出现错误', '没有改动', '重新启动']) expect(fake.errorBoxes[0]?.content).toContain(part);
      expect(log()).toMatch(/bug TypeError < .*troubles\.node\.test\.ts/u);
      expect(log()).not.toMatch(/林|440881/u);
    },
  );

  it('says it once when one bug brings another', async () => {
    processEvents.emit('uncaughtException', new Error('first'));
    processEvents.emit('unhandledRejection', 'second');
    await untilEnded();
    expect(fake.errorBoxes).toHaveLength(1);
  });

  it('tells the starter, so that no second host opens the folder', async () => {
    await running.stop();
    const state = `${running.dataFolder}-state`;
    running = await startElectron(running.dataFolder, { COUNTER_WINDOW_STATE: state });
    processEvents.emit('uncaughtException', new Error('bug'));
    await untilEnded();
    expect(readFileSync(state, 'utf8')).toBe('told');
    rmSync(state);
  });
});

describe('a graphics process that keeps dying', () => {
  const lose = (times: number, type = 'GPU', reason = 'crashed'): void => {
    for (let time = 0; time < times; time += 1) app.emit('child-process-gone', {}, { type, reason });
  };

  it('starts once more without it, after the lock is given back', async () => {
    lose(2);
    expect([app.relaunches, app.exitCode]).toEqual([[], null]);
    lose(2);
    await untilEnded();
    expect(app.relaunches).toEqual([['--ozone-platform=x11', '--disable-gpu']]);
    expect(app.exitCode).toBe(0);
    expect(existsSync(lock())).toBe(false);
    expect(fake.errorBoxes).toMatchObject([{ content: expect.stringContaining('没有改动') }]);
    expect(log()).toContain('graphics-lost');
  });

  it('leaves other processes, good ends and a start that is without it already alone', () => {
    lose(5, 'Utility');
    lose(5, 'GPU', 'clean-exit');
    app.commandLine.appendSwitch('disable-gpu');
    lose(5);
    expect([app.relaunches, app.exitCode, fake.errorBoxes]).toEqual([[], null, []]);
  });

  it('leaves a window that has not shown yet to the starter', async () => {
    await running.stop();
    fake.reset();
    fake.readyToShow = false;
    await runElectron(startParts(running.dataFolder));
    lose(5);
    expect([fake.windows[0]?.shown, app.relaunches]).toEqual([false, []]);
    fake.windows[0]?.webContents.emit('did-finish-load');
    lose(1);
    expect(app.relaunches).toHaveLength(1);
  });
});
