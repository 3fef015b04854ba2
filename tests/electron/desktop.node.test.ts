/** The desktop host on the fake `electron` module: what the desktop program promises the window. */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { runElectron } from '#electron/run-electron.ts';
import { windowSize } from '#electron/window.ts';
import { printOptions } from '#electron/print.ts';
import { readStaticFile } from '#electron/host/static-files.ts';
import { bridgedChannels, BRIDGE_NAME, ipcChannel } from '#shared/contract/bridge.ts';
import { channelNames } from '#shared/contract/channels.ts';
import type { ContractHost } from '#tests/contract/host-contract.ts';
import { app, fake, ipcMain } from '#tests/electron/fake-electron.ts';
import { fixtureWindow } from './loopback/running-loopback.ts';
import { startElectron, startParts, untilEnded } from './running-electron.ts';

const PROVED = { ipc: true, worker: true, indexedDb: true, storageBucket: true, fileHandle: true, isolated: true };

let running: ContractHost;
beforeEach(async () => {
  running = await startElectron();
});
afterEach(async () => {
  await running.stop();
});
const window = () => {
  const [first] = fake.windows;
  if (first === undefined) throw new Error('no window');
  return first;
};

describe('desktop host', () => {
  it('bridges exactly the channels of the contract, and nothing of Electron', () => {
    expect([...bridgedChannels]).toEqual([...channelNames]);
    expect(Object.keys(fake.mainWorld)).toEqual([BRIDGE_NAME]);
    expect(Object.keys(fake.mainWorld[BRIDGE_NAME] as object)).toEqual([...channelNames]);
    expect([...ipcMain.handlers.keys()]).toEqual(channelNames.map(ipcChannel));
  });

  it('opens a sandboxed window on its own secure scheme', () => {
    expect(window().options.webPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      spellcheck: false,
    });
    expect(app.sandboxed).toBe(true);
    expect(fake.schemes).toEqual([
      { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
    ]);
    expect(window().webContents.url).toBe('app://counter/index.html');
    expect(window().webContents.policy).toContain("script-src 'self'");
    expect(window().shown).toBe(true);
    expect(app.paths.get('userData')).toBe(join(running.dataFolder, 'electron-profile'));
    expect(fake.menu).toBeNull();
  });

  it.each(['will-navigate', 'will-frame-navigate', 'will-redirect', 'will-attach-webview'])('prevents %s', (event) => {
    expect(window().webContents.navigate(event, 'https://evil.test/')).toBe(false);
    expect(window().webContents.windowOpen?.({ url: 'https://evil.test/' })).toEqual({ action: 'deny' });
  });

  it('lets the paper preview write its own frame', () => {
    expect(window().webContents.navigate('will-frame-navigate', 'about:srcdoc')).toBe(true);
  });

  it('loads nothing but its own files', async () => {
    const { defaultSession } = fake;
    for (const url of ['https://evil.test/x.js', 'http://127.0.0.1/', 'file:///etc/passwd', 'ws://evil.test/'])
      await expect(defaultSession.load(url)).rejects.toThrow('ERR_BLOCKED');
    expect(
      (await defaultSession.load('app://counter/assets/window-bbbbbbbb.js')).headers.get('content-type'),
    ).toContain('text/javascript');
    expect((await defaultSession.load('app://other/index.html')).status).toBe(403);
    expect((await defaultSession.load('app://counter/..%2f..%2fpackage.json')).status).toBe(404);
    expect((await defaultSession.load('app://counter/index.html', 'POST')).status).toBe(405);
    expect(await readStaticFile(fixtureWindow, '/../window-outside.html')).toBeNull();
  });

  it('grants copying and keeping the store, to itself alone', () => {
    const asked = (permission: string, requestingUrl: string): boolean => {
      let granted = false;
      fake.defaultSession.permissionRequest?.({}, permission, (answer) => (granted = answer), { requestingUrl });
      expect(fake.defaultSession.permissionCheck?.({}, permission, requestingUrl)).toBe(granted);
      return granted;
    };
    expect(asked('clipboard-sanitized-write', 'app://counter/index.html')).toBe(true);
    expect(asked('persistent-storage', 'app://counter/')).toBe(true);
    for (const permission of [
      'media',
      'geolocation',
      'notifications',
      'clipboard-read',
      'fileSystem',
      'usb',
      'openExternal',
    ])
      expect(asked(permission, 'app://counter/')).toBe(false);
    expect(asked('persistent-storage', 'app://evil/')).toBe(false);
    expect(fake.defaultSession.devicePermission?.()).toBe(false);
    expect(fake.defaultSession.spellChecker).toBe(false);
  });

  it('answers only the top frame of its own window on its own address', async () => {
    const own = { contentsId: window().webContents.id, url: 'app://counter/index.html', subframe: false };
    const ask = async (sender: typeof own): Promise<unknown> =>
      await fake.invoke(ipcChannel('host.describe'), {}, sender);
    expect(await ask(own)).toMatchObject({ ok: true });
    for (const sender of [
      { ...own, contentsId: 999 },
      { ...own, url: 'https://evil.test/' },
      { ...own, url: 'app://counter.evil/' },
      { ...own, subframe: true },
    ]) {
      expect(await ask(sender)).toEqual({ ok: false, failure: { code: 'not-authorised' } });
    }
  });

  it('brings its window forward at a second start, and ends a start that is not the first', async () => {
    window().minimized = true;
    app.emit('second-instance');
    expect([window().minimized, window().focused]).toEqual([false, 1]);
  });

  it('loads the window again when its process dies, and notes it without content', async () => {
    window().webContents.emit('render-process-gone', {}, { reason: 'crashed' });
    expect(window().webContents.reloads).toBe(1);
    window().webContents.emit('render-process-gone', {}, { reason: 'clean-exit' });
    expect(window().webContents.reloads).toBe(1);
  });

  it('loads again what did not load anew; the first load, frames and what was broken off are no such thing', () => {
    const fail = (code: number, main: boolean): void => {
      window().webContents.emit('did-fail-load', {}, code, 'ERR_FAILED', 'app://counter/', main);
    };
    fail(-2, true);
    expect(window().webContents.reloads).toBe(0);
    window().webContents.emit('did-finish-load');
    fail(-3, true);
    fail(-2, false);
    expect(window().webContents.reloads).toBe(0);
    fail(-2, true);
    expect(window().webContents.reloads).toBe(1);
  });

  it('gives up a window that never loads anew, and gives the lock back', async () => {
    window().webContents.emit('did-finish-load');
    for (let turn = 0; turn < 4; turn += 1)
      window().webContents.emit('did-fail-load', {}, -2, 'ERR_FAILED', 'app://counter/', true);
    await untilEnded();
    expect(window().webContents.reloads).toBe(3);
    expect(fake.errorBoxes).toMatchObject([{ title: '窗口打不开' }]);
    expect(existsSync(join(running.dataFolder, 'lock.json'))).toBe(false);
  });

  it('stops loading a window again that dies again and again, says so, and gives the lock back', async () => {
    for (let crash = 0; crash < 4; crash += 1)
      window().webContents.emit('render-process-gone', {}, { reason: 'crashed' });
    await untilEnded();
    expect(window().webContents.reloads).toBe(3);
    expect(fake.errorBoxes).toMatchObject([{ title: '窗口打不开', content: expect.stringContaining('没有改动') }]);
    expect(existsSync(join(running.dataFolder, 'lock.json'))).toBe(false);
  });

  it('notes a helper process that dies, by kind and reason', async () => {
    app.emit('child-process-gone', {}, { type: 'GPU', reason: 'crashed' });
    window().destroy();
    await untilEnded();
    expect(readFileSync(join(running.dataFolder, 'logs/host.log'), 'utf8')).toMatch(
      /child-process-gone.*GPU.*crashed/u,
    );
  });

  it('offers cut, copy and paste, and zooms by keys', () => {
    const editFlags = { canCut: true, canCopy: true, canPaste: true };
    window().webContents.emit('context-menu', {}, { isEditable: false, editFlags });
    expect(fake.popups[0]).toMatchObject([
      { role: 'cut', enabled: false },
      { role: 'copy', enabled: true },
      { role: 'paste', enabled: false },
    ]);
    const press = (key: string, control = true): boolean => {
      let taken = false;
      window().webContents.emit(
        'before-input-event',
        { preventDefault: () => (taken = true) },
        { type: 'keyDown', key, control, alt: false, meta: false },
      );
      return taken;
    };
    expect([press('='), press('+'), window().webContents.zoom]).toEqual([true, true, 1]);
    expect([press('-'), window().webContents.zoom]).toEqual([true, 0.5]);
    expect([press('0'), window().webContents.zoom]).toEqual([true, 0]);
    expect([press('='.repeat(2)), press('=', false), press('s')]).toEqual([false, false, false]);
  });

  it('fits the work area of a scaled screen', () => {
    expect(windowSize({ width: 1093, height: 582 })).toEqual({
      width: 1093,
      height: 582,
      minWidth: 1024,
      minHeight: 560,
    });
    expect(windowSize({ width: 1920, height: 1040 })).toMatchObject({ width: 1366, height: 768 });
    expect(windowSize({ width: 800, height: 560 })).toMatchObject({ minWidth: 800, minHeight: 560 });
  });

  it('waits for no keyring before the first window', () => {
    expect(app.switches).toContain('password-store=basic');
  });

  it('gives the lock back when its window is closed', async () => {
    expect(existsSync(join(running.dataFolder, 'lock.json'))).toBe(true);
    window().destroy();
    await untilEnded();
    expect(app.exitCode).toBe(0);
    expect(existsSync(join(running.dataFolder, 'lock.json'))).toBe(false);
    expect(readFileSync(join(running.dataFolder, 'logs/host.log'), 'utf8')).toContain('host-stopped');
  });
});

describe('printing', () => {
  const job = { html: '<p>受理通知书</p>', page: 'A4' as const, deviceName: 'Office Printer' };

  it('prints a page without scripts in a hidden window of another session', async () => {
    expect(await running.host.call('print.send', job)).toEqual({ ok: true, value: { state: 'sent' } });
    const [printed] = fake.printed;
    expect(printed).toMatchObject({
      html: job.html,
      options: { silent: true, deviceName: 'Office Printer', pageSize: 'A4', printBackground: true },
    });
    expect(printed?.policy).toContain("default-src 'none'");
    expect(printed?.preferences).toMatchObject({ javascript: false, sandbox: true, contextIsolation: true });
    expect(fake.windows.map(({ destroyed, shown }) => [destroyed, shown])).toEqual([
      [false, true],
      [true, false],
    ]);
    const after = await fake.partitions.get('print')?.load('app://print/page.html');
    expect(await after?.text()).toBe('');
  });

  it('leaves paper size to a thermal printer and asks where no printer is named', () => {
    expect(printOptions({ page: '80mm', deviceName: 'POS' })).toMatchObject({
      usePrinterDefaultPageSize: true,
      silent: true,
    });
    expect(printOptions({ page: '80mm' })).not.toHaveProperty('pageSize');
    expect(printOptions({ page: 'A4-landscape' })).toMatchObject({ pageSize: 'A4', landscape: true, silent: false });
  });

  it('ends a silent job that the print system never answers, and prints the next one', async () => {
    fake.printOutcome = null;
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const sent = running.host.call('print.send', job);
      await vi.waitFor(() => {
        expect(fake.printed).toHaveLength(1);
      });
      await vi.advanceTimersByTimeAsync(60_000);
      expect(await sent).toEqual({ ok: false, failure: { code: 'print-unanswered' } });
    } finally {
      vi.useRealTimers();
    }
    fake.printOutcome = { success: true, reason: '' };
    expect(await running.host.call('print.send', job)).toEqual({ ok: true, value: { state: 'sent' } });
  });

  it('tells a cancelled print from a failed one', async () => {
    fake.printOutcome = { success: false, reason: 'Print job canceled' };
    expect(await running.host.call('print.send', job)).toEqual({ ok: true, value: { state: 'cancelled' } });
    fake.printOutcome = { success: false, reason: 'Invalid printer settings' };
    expect(await running.host.call('print.send', job)).toEqual({
      ok: false,
      failure: { code: 'print-failed', detail: { reason: 'Invalid printer settings' } },
    });
  });
});

describe('what the system offers', () => {
  it('shows folders that the host wrote', async () => {
    const samples = await running.host.call('samples.write', { files: [{ fileName: 'a.csv', contentBase64: 'eA==' }] });
    if (!samples.ok) throw new Error(samples.failure.code);
    expect(await running.host.call('folder.reveal', { folder: samples.value.folder })).toEqual({ ok: true, value: {} });
    expect(await running.host.call('folder.reveal', { folder: resolve('/') })).toMatchObject({ ok: false });
    expect(fake.openedPaths).toEqual([samples.value.folder]);
  });
});

describe('a start that cannot be', () => {
  it.each(['did-finish-load', 'nothing'])('shows the window without ready-to-show: after %s', async (event) => {
    await running.stop();
    fake.reset();
    fake.readyToShow = false;
    const state = `${running.dataFolder}-state`;
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      await runElectron(startParts(running.dataFolder, { COUNTER_WINDOW_STATE: state }));
      expect([window().shown, existsSync(state)]).toEqual([false, false]);
      if (event === 'nothing') vi.advanceTimersByTime(3000);
      else window().webContents.emit(event);
      expect([window().shown, readFileSync(state, 'utf8')]).toEqual([true, 'shown']);
    } finally {
      vi.useRealTimers();
      rmSync(state, { force: true });
    }
    app.quit();
    await untilEnded();
  });

  it('says that the page cannot be loaded, tells the starter, and gives the lock back', async () => {
    await running.stop();
    fake.reset();
    fake.loads = false;
    const state = `${running.dataFolder}-state`;
    await runElectron(startParts(running.dataFolder, { COUNTER_WINDOW_STATE: state }));
    await untilEnded();
    expect(readFileSync(state, 'utf8')).toBe('told');
    rmSync(state);
    expect(fake.errorBoxes).toMatchObject([{ title: '窗口打不开' }]);
    expect(existsSync(join(running.dataFolder, 'lock.json'))).toBe(false);
  });

  it('quits when another instance is running', async () => {
    await running.stop();
    fake.reset();
    fake.singleInstance = false;
    await runElectron(startParts(running.dataFolder));
    expect([fake.windows.length, app.exitCode]).toEqual([0, 0]);
  });

  it('says in words that the data folder is in use by a host without a window to give', async () => {
    const { dataFolder } = running;
    fake.reset();
    await runElectron(startParts(dataFolder));
    expect(fake.errorBoxes[0]).toMatchObject({ title: '程序已经在运行' });
    expect([fake.windows.length, app.exitCode]).toEqual([0, 1]);
  });

  it('tells what the window found and ends, when asked to try itself', async () => {
    await running.stop();
    fake.reset();
    fake.pageReport = PROVED;
    const said = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    await runElectron(startParts(running.dataFolder, { COUNTER_SMOKE: '1' }));
    await untilEnded();
    const report = JSON.parse(String(said.mock.calls.at(-1)?.[0])) as Record<string, unknown>;
    said.mockRestore();
    expect(app.exitCode).toBe(0);
    const { PROOFS } = (await import(
      pathToFileURL(resolve(import.meta.dirname, '../../build/try-electron.mjs')).href
    )) as { PROOFS: Record<string, string> };
    for (const name of Object.keys(PROOFS)) expect([name, report[name]]).toEqual([name, true]);
  });
});
