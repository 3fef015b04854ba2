/**
 * Stand-in for the `electron` module in tests: importing the real one starts a download. Behaves like the parts that the
 * desktop host uses: life cycle, windows with web contents, IPC with its sender, sessions with protocols and permissions.
 * `fake` is the test's handle on it.
 */
import { EventEmitter } from 'node:events';

export type { InventedMembers } from './fake-electron-types.ts';

type Handler = (event: unknown, request: unknown) => Promise<unknown>;
type ProtocolHandler = (request: Request) => Response | Promise<Response>;
interface PrintOptions {
  readonly silent?: boolean;
  readonly deviceName?: string;
  readonly pageSize?: string;
  readonly landscape?: boolean;
  readonly usePrinterDefaultPageSize?: boolean;
}

export interface PrintedPage {
  readonly html: string;
  readonly policy: string | null;
  readonly options: PrintOptions;
  readonly preferences: Record<string, unknown>;
}

export class FakeSession {
  permissionRequest:
    | ((
        contents: unknown,
        permission: string,
        callback: (granted: boolean) => void,
        details: { requestingUrl: string },
      ) => void)
    | null = null;
  permissionCheck: ((contents: unknown, permission: string, origin: string) => boolean) | null = null;
  devicePermission: (() => boolean) | null = null;
  beforeRequest: ((details: { url: string }, callback: (answer: { cancel: boolean }) => void) => void) | null = null;
  spellChecker = true;
  readonly handlers = new Map<string, ProtocolHandler>();
  readonly protocol = {
    handle: (scheme: string, handler: ProtocolHandler): void => {
      if (this.handlers.has(scheme)) throw new Error(`scheme ${scheme} is handled already`);
      this.handlers.set(scheme, handler);
    },
  };
  readonly webRequest = {
    onBeforeRequest: (listener: FakeSession['beforeRequest']): void => {
      this.beforeRequest = listener;
    },
  };
  setPermissionRequestHandler(handler: FakeSession['permissionRequest']): void {
    this.permissionRequest = handler;
  }
  setPermissionCheckHandler(handler: FakeSession['permissionCheck']): void {
    this.permissionCheck = handler;
  }
  setDevicePermissionHandler(handler: () => boolean): void {
    this.devicePermission = handler;
  }
  setSpellCheckerEnabled(enabled: boolean): void {
    this.spellChecker = enabled;
  }
  /** What a page of this session gets for a URL: the request rules first, then the scheme's handler. */
  async load(url: string, method = 'GET'): Promise<Response> {
    let cancelled = false;
    this.beforeRequest?.({ url }, (answer) => {
      cancelled = answer.cancel;
    });
    const handler = this.handlers.get(new URL(url).protocol.slice(0, -1));
    if (cancelled || handler === undefined) throw new Error(`ERR_BLOCKED ${url}`);
    return await handler(new Request(url, { method }));
  }
}

interface Preferences {
  readonly session?: FakeSession;
  readonly preload?: string;
  readonly [name: string]: unknown;
}

let contentsCount = 0;

export class FakeWebContents extends EventEmitter {
  readonly id: number;
  url = '';
  page = '';
  policy: string | null = null;
  reloads = 0;
  windowOpen: ((details: { url: string }) => { action: string }) | null = null;
  readonly session: FakeSession;
  readonly preferences: Preferences;
  constructor(preferences: Preferences) {
    super();
    contentsCount += 1;
    this.id = contentsCount;
    this.preferences = preferences;
    this.session = preferences.session ?? fake.defaultSession;
  }
  setWindowOpenHandler(handler: FakeWebContents['windowOpen']): void {
    this.windowOpen = handler;
  }
  zoom = 0;
  getZoomLevel(): number {
    return this.zoom;
  }
  setZoomLevel(level: number): void {
    this.zoom = level;
  }
  async capturePage(): Promise<{ isEmpty: () => boolean; toBitmap: () => Buffer }> {
    const bitmap = fake.bitmap;
    return await Promise.resolve({ isEmpty: () => bitmap.length === 0, toBitmap: () => bitmap });
  }
  reload(): void {
    this.reloads += 1;
  }
  /** A page tries to go somewhere; whether it got there. */
  navigate(event: string, url: string): boolean {
    let prevented = false;
    this.emit(event, { preventDefault: () => (prevented = true), url });
    return !prevented;
  }
  /** The page's answers: what it finds, or for the first look whether it shows anything. */
  async executeJavaScript(script: string): Promise<unknown> {
    return await Promise.resolve(script.startsWith('(async') ? fake.pageReport : fake.pageRendered);
  }
  print(options: PrintOptions, callback: (success: boolean, reason: string) => void): void {
    fake.printed.push({ html: this.page, policy: this.policy, options, preferences: this.preferences });
    if (fake.printOutcome === null) return;
    const { success, reason } = fake.printOutcome;
    queueMicrotask(() => {
      callback(success, reason);
    });
  }
}

class FakeBrowserWindow extends EventEmitter {
  readonly options: { readonly webPreferences: Preferences; readonly [name: string]: unknown };
  readonly webContents: FakeWebContents;
  shown = false;
  maximized = false;
  minimized = false;
  focused = 0;
  destroyed = false;
  constructor(options: FakeBrowserWindow['options']) {
    super();
    if (!fake.ready) throw new Error('BrowserWindow before the app is ready');
    this.options = options;
    this.webContents = new FakeWebContents(options.webPreferences);
    fake.windows.push(this);
    app.emit('web-contents-created', {}, this.webContents);
  }
  async loadURL(url: string): Promise<void> {
    if (!fake.loads) throw new Error(`ERR_FAILED ${url}`);
    const response = await this.webContents.session.load(url);
    if (!response.ok) throw new Error(`ERR_FAILED ${response.status} ${url}`);
    this.webContents.url = url;
    this.webContents.page = await response.text();
    this.webContents.policy = response.headers.get('content-security-policy');
    if (fake.readyToShow) this.emit('ready-to-show');
  }
  show(): void {
    this.shown = true;
  }
  isVisible(): boolean {
    return this.shown;
  }
  isDestroyed(): boolean {
    return this.destroyed;
  }
  maximize(): void {
    this.maximized = true;
  }
  isMinimized(): boolean {
    return this.minimized;
  }
  restore(): void {
    this.minimized = false;
  }
  focus(): void {
    this.focused += 1;
  }
  destroy(): void {
    if (this.destroyed) return;
    this.destroyed = true;
    this.emit('closed');
    if (fake.windows.every((window) => window.destroyed)) app.emit('window-all-closed');
  }
}
export { FakeBrowserWindow as BrowserWindow };

class FakeApp extends EventEmitter {
  readonly paths = new Map<string, string>();
  readonly switches: string[] = [];
  sandboxed = false;
  isPackaged = false;
  exitCode: number | null = null;
  quits = 0;
  readonly commandLine = {
    appendSwitch: (name: string, value?: string) => {
      this.switches.push(value === undefined ? name : `${name}=${value}`);
    },
    hasSwitch: (name: string) => this.switches.some((text) => text === name || text.startsWith(`${name}=`)),
  };
  setPath(name: string, path: string): void {
    if (fake.ready && name === 'userData') throw new Error('userData after ready');
    this.paths.set(name, path);
  }
  enableSandbox(): void {
    if (fake.ready) throw new Error('enableSandbox after ready');
    this.sandboxed = true;
  }
  requestSingleInstanceLock(): boolean {
    return fake.singleInstance;
  }
  async whenReady(): Promise<void> {
    await Promise.resolve();
    fake.ready = true;
  }
  /** As the real one: closes the windows, then asks `will-quit`, and ends unless that was prevented. */
  quit(): void {
    this.quits += 1;
    for (const window of fake.windows) {
      window.destroyed = true;
    }
    let prevented = false;
    this.emit('will-quit', { preventDefault: () => (prevented = true) });
    if (!prevented) this.exitCode = 0;
  }
  exit(code: number): void {
    this.exitCode = code;
  }
  /** As the real one: only what begins after this program has ended. */
  readonly relaunches: (readonly string[])[] = [];
  relaunch(options: { args: readonly string[] }): void {
    this.relaunches.push(options.args);
  }
}
export const app = new FakeApp();

class FakeIpc {
  readonly handlers = new Map<string, Handler>();
  handle(channel: string, handler: Handler): void {
    if (this.handlers.has(channel)) throw new Error(`second handler for ${channel}`);
    this.handlers.set(channel, handler);
  }
}
export const ipcMain = new FakeIpc();

export interface Sender {
  readonly contentsId: number;
  readonly url: string;
  readonly subframe: boolean;
}

/** As `ipcRenderer.invoke`: what crosses is copied, an unknown channel rejects. */
async function invoke(channel: string, request: unknown, sender: Sender): Promise<unknown> {
  const handler = ipcMain.handlers.get(channel);
  if (handler === undefined) throw new Error(`No handler registered for '${channel}'`);
  const event = {
    sender: { id: sender.contentsId },
    senderFrame: { url: sender.url, parent: sender.subframe ? {} : null },
  };
  return structuredClone(await handler(event, structuredClone(request)));
}

export const ipcRenderer = {
  invoke: async (channel: string, request: unknown): Promise<unknown> => {
    const [window] = fake.windows;
    if (window === undefined) throw new Error('no window');
    return await invoke(channel, request, {
      contentsId: window.webContents.id,
      url: window.webContents.url,
      subframe: false,
    });
  },
};

export const contextBridge = {
  exposeInMainWorld: (name: string, api: unknown): void => {
    fake.mainWorld[name] = api;
  },
};

export const protocol = {
  registerSchemesAsPrivileged: (schemes: readonly { scheme: string; privileges: Record<string, boolean> }[]): void => {
    if (fake.ready) throw new Error('registerSchemesAsPrivileged after ready');
    fake.schemes.push(...schemes);
  },
};

export const session = {
  get defaultSession(): FakeSession {
    return fake.defaultSession;
  },
  fromPartition: (name: string): FakeSession => {
    const present = fake.partitions.get(name) ?? new FakeSession();
    fake.partitions.set(name, present);
    return present;
  },
};

export const dialog = {
  showErrorBox: (title: string, content: string): void => {
    fake.errorBoxes.push({ title, content });
  },
};

export const shell = {
  openPath: async (path: string): Promise<string> => {
    fake.openedPaths.push(path);
    return await Promise.resolve('');
  },
};

export const screen = {
  getPrimaryDisplay: (): { workAreaSize: { width: number; height: number } } => ({ workAreaSize: fake.workArea }),
};

export const Menu = {
  buildFromTemplate: (template: unknown): { popup: () => void } =>
    Object.assign([...(template as unknown[])], {
      popup: () => {
        fake.popups.push(template);
      },
    }),
  setApplicationMenu: (menu: unknown): void => {
    fake.menu = menu;
  },
};

interface FakeState {
  ready: boolean;
  singleInstance: boolean;
  defaultSession: FakeSession;
  menu: unknown;
  /** `null`: the print system never calls back. */
  printOutcome: { success: boolean; reason: string } | null;
  /** Whether `ready-to-show` comes, and whether pages load. */
  readyToShow: boolean;
  loads: boolean;
  workArea: { width: number; height: number };
  pageRendered: boolean;
  bitmap: Buffer;
  readonly popups: unknown[];
  pageReport: unknown;
  readonly partitions: Map<string, FakeSession>;
  readonly windows: FakeBrowserWindow[];
  readonly schemes: { scheme: string; privileges: Record<string, boolean> }[];
  readonly errorBoxes: { title: string; content: string }[];
  readonly openedPaths: string[];
  readonly printed: PrintedPage[];
  readonly mainWorld: Record<string, unknown>;
}

export const fake: FakeState & { invoke: typeof invoke; reset: () => void } = {
  ready: false,
  singleInstance: true,
  defaultSession: new FakeSession(),
  menu: undefined,
  printOutcome: { success: true, reason: '' },
  pageReport: {},
  readyToShow: true,
  loads: true,
  workArea: { width: 1366, height: 768 },
  pageRendered: true,
  bitmap: Buffer.from([0, 0, 0, 255, 255, 255, 255, 255]),
  popups: [],
  partitions: new Map(),
  windows: [],
  schemes: [],
  errorBoxes: [],
  openedPaths: [],
  printed: [],
  mainWorld: {},
  invoke,
  /** A fresh process. */
  reset() {
    Object.assign(this, { ready: false, singleInstance: true, defaultSession: new FakeSession(), menu: undefined });
    Object.assign(this, {
      printOutcome: { success: true, reason: '' },
      pageReport: {},
      readyToShow: true,
      loads: true,
      workArea: { width: 1366, height: 768 },
      pageRendered: true,
      bitmap: Buffer.from([0, 0, 0, 255, 255, 255, 255, 255]),
    });
    this.partitions.clear();
    for (const list of [this.windows, this.schemes, this.errorBoxes, this.openedPaths, this.printed, this.popups])
      list.length = 0;
    ipcMain.handlers.clear();
    app.removeAllListeners();
    app.paths.clear();
    app.switches.length = 0;
    app.relaunches.length = 0;
    Object.assign(app, { sandboxed: false, exitCode: null, quits: 0 });
  },
};
