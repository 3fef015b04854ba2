/** @file Electron's main process: the one window. */
import { BrowserWindow, type WebContents } from 'electron';
import { APP_START } from './app-address.ts';

export interface WindowParts {
  readonly preload: string;
  readonly packaged: boolean;
  /** Before the page is loaded: its first call must find the window known. */
  readonly onCreated: (window: BrowserWindow) => void;
  readonly onTrouble: (code: 'window-gone' | 'window-unresponsive') => void;
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
    width: 1366,
    height: 768,
    minWidth: 1024,
    minHeight: 640,
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
  window.once('ready-to-show', () => {
    window.maximize();
    window.show();
  });
  window.webContents.on('render-process-gone', (_event, details) => {
    if (details.reason === 'clean-exit') return;
    parts.onTrouble('window-gone');
    window.webContents.reload();
  });
  window.on('unresponsive', () => {
    parts.onTrouble('window-unresponsive');
  });
  await window.loadURL(APP_START);
  return window;
}
