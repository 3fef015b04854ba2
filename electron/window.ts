/** @file Electron's main process: the one window. */
import { BrowserWindow, Menu, screen, type WebContents } from 'electron';
import { APP_START } from './app-address.ts';

export interface WindowParts {
  readonly preload: string;
  readonly packaged: boolean;
  /** Before the page is loaded: its first call must find the window known. */
  readonly onCreated: (window: BrowserWindow) => void;
  readonly onTrouble: (code: WindowTrouble) => void;
  /** The window is on the screen for the first time. */
  readonly onShown: () => void;
  /** The page cannot be shown and will not be tried again. */
  readonly onLost: () => void;
  readonly now: () => number;
}
export type WindowTrouble = 'window-gone' | 'window-unresponsive' | 'window-lost' | 'window-not-loaded';

/** On Wayland `ready-to-show` often never comes for a window that was created hidden. */
const SHOW_WITHIN_MS = 3000;
/** A page that dies this often within the span would only die again. */
const RELOADS = 3;
const RELOADS_WITHIN_MS = 60_000;
const ZOOM_STEP = 0.5;
const ZOOM_LIMIT = 4;

/** Size from the screen's work area in scaled points: 1366×768 at 125 % is 1093×614. */
export function windowSize(area: { readonly width: number; readonly height: number }): {
  width: number;
  height: number;
  minWidth: number;
  minHeight: number;
} {
  return {
    width: Math.min(1366, area.width),
    height: Math.min(768, area.height),
    minWidth: Math.min(1024, area.width),
    minHeight: Math.min(560, area.height),
  };
}

function showOnce(window: BrowserWindow, onShown: () => void): void {
  let shown = false;
  const show = (): void => {
    clearTimeout(timer);
    if (shown || window.isDestroyed()) return;
    shown = true;
    window.maximize();
    window.show();
    onShown();
  };
  const timer = setTimeout(show, SHOW_WITHIN_MS);
  window.once('ready-to-show', show);
  window.webContents.once('did-finish-load', show);
  window.once('closed', () => {
    clearTimeout(timer);
  });
}

/** Without an application menu there is neither a context menu nor zoom: both are the window's own. */
function giveHabits(window: BrowserWindow): void {
  const { webContents } = window;
  webContents.on('context-menu', (_event, { isEditable, editFlags }) => {
    Menu.buildFromTemplate([
      { role: 'cut', label: '剪切', enabled: isEditable && editFlags.canCut },
      { role: 'copy', label: '复制', enabled: editFlags.canCopy },
      { role: 'paste', label: '粘贴', enabled: isEditable && editFlags.canPaste },
    ]).popup({ window });
  });
  webContents.on('before-input-event', (event, input) => {
    if (input.type !== 'keyDown' || !input.control || input.alt || input.meta) return;
    const step = { '+': ZOOM_STEP, '=': ZOOM_STEP, '-': -ZOOM_STEP, '0': 0 }[input.key];
    if (step === undefined) return;
    event.preventDefault();
    const level = step === 0 ? 0 : webContents.getZoomLevel() + step;
    webContents.setZoomLevel(Math.max(-ZOOM_LIMIT, Math.min(ZOOM_LIMIT, level)));
  });
}

/** What a load says that another one took the place of: nothing is wrong. */
const ABORTED = -3;

/** Loads again what died or did not load anew, but not for ever. */
function mendAfterCrashes(window: BrowserWindow, parts: WindowParts): void {
  let failures: number[] = [];
  const again = (code: WindowTrouble): void => {
    const now = parts.now();
    failures = [...failures.filter((at) => now - at < RELOADS_WITHIN_MS), now];
    if (failures.length > RELOADS) {
      parts.onTrouble('window-lost');
      parts.onLost();
      return;
    }
    parts.onTrouble(code);
    window.webContents.reload();
  };
  window.webContents.on('render-process-gone', (_event, details) => {
    if (details.reason !== 'clean-exit') again('window-gone');
  });
  // The first load is judged by whoever asked for it (openMainWindow).
  let loaded = false;
  window.webContents.on('did-finish-load', () => {
    loaded = true;
  });
  window.webContents.on('did-fail-load', (_event, errorCode, _words, _url, isMainFrame) => {
    // Chromium would leave a page of its own, in English and without a way on.
    if (loaded && isMainFrame && errorCode !== ABORTED) again('window-not-loaded');
  });
  window.on('unresponsive', () => {
    parts.onTrouble('window-unresponsive');
  });
}

/** Checklist 11–14: no webviews, no navigation away, no new windows; whatever a page tries. */
export function confine(contents: WebContents): void {
  const refuse = (event: { preventDefault: () => void }): void => {
    event.preventDefault();
  };
  contents.on('will-navigate', refuse);
  // The paper preview is a frame whose content the window itself writes (srcdoc).
  contents.on('will-frame-navigate', (event) => {
    if (event.url !== 'about:srcdoc') event.preventDefault();
  });
  contents.on('will-redirect', refuse);
  contents.on('will-attach-webview', refuse);
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}

/** Opens the window on the program's own address. */
export async function openMainWindow(parts: WindowParts): Promise<BrowserWindow> {
  const window = new BrowserWindow({
    show: false,
    ...windowSize(screen.getPrimaryDisplay().workAreaSize),
    backgroundColor: '#eef1f5',
    title: '扩岗补助窗口受理',
    autoHideMenuBar: true,
    webPreferences: {
      preload: parts.preload,
      // Checklist 2, 3, 4: no Node in the page, its own context, the sandbox.
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      contextIsolation: true,
      sandbox: true,
      // Checklist 6, 8, 9, 10: the web's own protections stay on, nothing experimental is switched on.
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      // Checklist 11, 12: there are no webviews.
      webviewTag: false,
      spellcheck: false,
      navigateOnDragDrop: false,
      devTools: !parts.packaged,
    },
  });
  parts.onCreated(window);
  showOnce(window, parts.onShown);
  giveHabits(window);
  mendAfterCrashes(window, parts);
  try {
    await window.loadURL(APP_START);
  } catch {
    parts.onTrouble('window-not-loaded');
    parts.onLost();
  }
  return window;
}
