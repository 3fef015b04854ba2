/** @file Electron's main process: puts the desktop host together. main.ts calls it once. */
import type { EventEmitter } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { app, dialog, Menu, session, shell, type BrowserWindow } from 'electron';
import type { Failure } from '#shared/contract/failure.ts';
import { failureText, failureWording } from '#shared/wording/failures.ts';
import { declareAppScheme, serveApp } from './app-protocol.ts';
import { readAppVersion } from './host/app-version.ts';
import { dataFolderPath, dataPaths, openDataFolder, type DataFolder } from './host/data-folder.ts';
import { diskLayer } from './host/file-layer.ts';
import { createHostCore, type HostCore } from './host/handlers.ts';
import { createLog, type HostLog } from './host/log.ts';
import { askForWindow } from './host/second-start.ts';
import { registerChannels } from './ipc.ts';
import { createPrinter } from './print.ts';
import { restrictSession } from './session-rules.ts';
import { SMOKE_WORKER, SMOKE_WORKER_PATH, smokeReport } from './smoke.ts';
import { endAfterBugs, mendGraphics } from './troubles.ts';
import { confine, openMainWindow } from './window.ts';

export interface ElectronStart {
  readonly env: NodeJS.ProcessEnv;
  readonly platform: NodeJS.Platform;
  /** `process`: what it was started with, and what nobody caught. */
  readonly process: EventEmitter & { readonly argv: readonly string[] };
  /** Folder of the built window, the built preload, and package.json. */
  readonly staticRoot: string;
  readonly preload: string;
  readonly packageJson: string;
}

/** Nothing of the browser's own may use the network; there is no line to a maker. */
const SWITCHES = [
  'disable-background-networking',
  'disable-component-update',
  'disable-domain-reliability',
  'no-pings',
  'disable-quic',
];

/** Starts the desktop host; resolves when the window is open, or when this start has ended. */
export async function runElectron(start: ElectronStart): Promise<void> {
  const folder = dataFolderPath(start.env, start.platform);
  // Before `ready`: the profile lies in the data folder, every renderer is sandboxed (checklist 4), the scheme is known.
  app.setPath('userData', dataPaths(folder).electronProfile);
  for (const name of SWITCHES) app.commandLine.appendSwitch(name);
  // Nothing is kept by the system's keyring, so nothing asks for it: a locked one would hold up the first window.
  if (start.platform === 'linux') app.commandLine.appendSwitch('password-store', 'basic');
  app.enableSandbox();
  declareAppScheme();
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  // Checklist 12–14 for whatever web contents may ever be made.
  app.on('web-contents-created', (_event, contents) => {
    confine(contents);
  });
  await app.whenReady();
  const data = await openDataFolder(diskLayer, folder, 'electron', start.env);
  if (data.ok) await runInFolder(start, data.value);
  else await giveUp(start, folder, data.failure);
}

/**
 * Tells the starter (build/run-chosen-host.mjs) what has become of the window: `shown`, or `told` for a failure that another host
 * would only say again. Without a starter nothing is written.
 */
function tellStarter({ env }: ElectronStart, state: 'shown' | 'told'): void {
  const file = env['COUNTER_WINDOW_STATE'];
  if (file === undefined || file === '') return;
  try {
    writeFileSync(file, state, { mode: 0o600 });
  } catch {
    // The starter waits in vain and says so; the window itself needs nothing of it.
  }
}

async function giveUp(start: ElectronStart, folder: string, failure: Failure): Promise<void> {
  const shown = failure.code === 'data-folder-locked' && (await askForWindow(folder));
  if (!shown) {
    const { title, whatHappened, whatIsSafe, whatToDo } = failureWording(failure);
    tellStarter(start, 'told');
    dialog.showErrorBox(title, `${whatHappened}\n\n${whatIsSafe}\n\n${whatToDo}`);
    process.stderr.write(`${failureText(failure)}\n`);
  }
  app.exit(shown ? 0 : 1);
}

/** The page is lost: said in words, and the program ends by its usual way, so that the lock is given back. */
function giveUpWindow(start: ElectronStart): void {
  tellStarter(start, 'told');
  dialog.showErrorBox(
    '窗口打不开',
    '窗口一再出错，已停止重试。\n\n已保存的办件都在台账里，没有改动。\n\n请重新启动程序；仍打不开时，请带上日志文件夹联系维护人员。',
  );
  app.quit();
}

function setMenu(platform: NodeJS.Platform): void {
  // macOS takes copy and paste from the menu; elsewhere there is none.
  Menu.setApplicationMenu(
    platform === 'darwin' ? Menu.buildFromTemplate([{ role: 'appMenu' }, { role: 'editMenu' }]) : null,
  );
}

async function makeCore(start: ElectronStart, data: DataFolder, log: HostLog): Promise<HostCore> {
  return createHostCore({
    layer: diskLayer,
    data,
    log,
    now: () => new Date(),
    kind: 'electron',
    appVersion: readAppVersion(start.packageJson),
    trainingOnly: false,
    // Checklist 15: only folders that the host wrote get here (reveal.ts), never an address; openExternal is not used.
    openFolder: async (path) => (await shell.openPath(path)) === '',
    print: createPrinter(),
  });
}

async function runInFolder(start: ElectronStart, data: DataFolder): Promise<void> {
  const log = createLog(data.paths.logs, () => new Date());
  const core = await makeCore(start, data, log);
  let window: BrowserWindow | null = null;
  restrictSession(session.defaultSession);
  const smoke = start.env['COUNTER_SMOKE'] === '1';
  const script = smoke ? { path: SMOKE_WORKER_PATH, text: SMOKE_WORKER } : null;
  serveApp(session.defaultSession, start.staticRoot, script);
  registerChannels(
    core.handlers,
    () => window?.webContents.id ?? null,
    (error) => {
      log.bug(error);
    },
  );
  setMenu(start.platform);
  app.on('second-instance', () => {
    if (window?.isMinimized() === true) window.restore();
    window?.show();
    window?.focus();
  });
  let shown = false;
  mendGraphics({ log, now: () => Date.now(), args: start.process.argv.slice(1), isShown: () => shown });
  const end = endWithLastWindow(core, data, log);
  const onTold = (): void => {
    tellStarter(start, 'told');
  };
  endAfterBugs({ bugs: start.process, log, onTold, end, unattended: smoke });
  log.write('host-started', { kind: 'electron' });
  await openMainWindow({
    preload: start.preload,
    packaged: app.isPackaged,
    onCreated: (created) => {
      window = created;
      created.once('closed', () => {
        window = null;
      });
    },
    onTrouble: (code) => {
      log.write(code);
    },
    onShown: () => {
      shown = true;
      tellStarter(start, 'shown');
    },
    onLost: () => {
      giveUpWindow(start);
    },
    now: () => Date.now(),
  });
  if (smoke && window !== null) await tellAndEnd(window);
}

/** Closing the window ends the program: journal closed, log written, lock given back, then quit. What it returns does the former. */
function endWithLastWindow(core: HostCore, data: DataFolder, log: HostLog): () => Promise<void> {
  let ended = false;
  let ending: Promise<void> | null = null;
  const close = async (): Promise<void> => {
    await core.close();
    log.write('host-stopped');
    await log.flush();
    await data.lock.release();
  };
  const end = async (): Promise<void> => {
    ending ??= close();
    await ending;
  };
  app.on('window-all-closed', () => {
    app.quit();
  });
  app.on('will-quit', (event) => {
    if (ended) return;
    event.preventDefault();
    void end().finally(() => {
      ended = true;
      app.quit();
    });
  });
  return end;
}

async function tellAndEnd(window: BrowserWindow): Promise<void> {
  const report = await smokeReport(window, pause);
  process.stdout.write(
    `${JSON.stringify({ ...report, chrome: process.versions['chrome'], electron: process.versions['electron'] })}\n`,
  );
  app.quit();
}

/** The built parts, seen from the folder of the built main file. */
export const builtPaths = (distElectron: string): Pick<ElectronStart, 'staticRoot' | 'preload' | 'packageJson'> => ({
  staticRoot: join(distElectron, '..', 'renderer'),
  preload: join(distElectron, '..', 'preload', 'preload.cjs'),
  packageJson: join(distElectron, '..', '..', 'package.json'),
});
