/**
 * Holds the stand-in to Electron's own types: a member that the real module does not have is a type error here, save for the
 * handles that tests use. Nothing runs.
 */
import type Electron from 'electron';
import type * as Fake from './fake-electron.ts';

type Unknown<Have, Real, Handles = never> = Exclude<keyof Have, keyof Real | Handles>;
type None<Names extends never> = Names;

type Window = InstanceType<typeof Fake.BrowserWindow>;
type WindowHandles = 'options' | 'shown' | 'maximized' | 'minimized' | 'focused' | 'destroyed';
type ContentsHandles = 'url' | 'page' | 'policy' | 'reloads' | 'zoom' | 'windowOpen' | 'preferences' | 'navigate';
type SessionHandles =
  'permissionRequest' | 'permissionCheck' | 'devicePermission' | 'beforeRequest' | 'spellChecker' | 'handlers' | 'load';
type AppHandles = 'paths' | 'switches' | 'sandboxed' | 'exitCode' | 'quits' | 'relaunches';
type Main = typeof Electron;

/** Each entry must be empty. */
export type InventedMembers = [
  None<Unknown<Window, Electron.BrowserWindow, WindowHandles>>,
  None<Unknown<Fake.FakeWebContents, Electron.WebContents, ContentsHandles>>,
  None<Unknown<Fake.FakeSession, Electron.Session, SessionHandles>>,
  None<Unknown<Fake.FakeSession['protocol'], Electron.Protocol>>,
  None<Unknown<Fake.FakeSession['webRequest'], Electron.WebRequest>>,
  None<Unknown<typeof Fake.app, Electron.App, AppHandles>>,
  None<Unknown<typeof Fake.app.commandLine, Electron.CommandLine>>,
  None<Unknown<typeof Fake.ipcMain, Electron.IpcMain, 'handlers'>>,
  None<Unknown<typeof Fake.ipcRenderer, Electron.IpcRenderer>>,
  None<Unknown<typeof Fake.contextBridge, Electron.ContextBridge>>,
  None<Unknown<typeof Fake.protocol, Electron.Protocol>>,
  None<Unknown<typeof Fake.session, Main['session']>>,
  None<Unknown<typeof Fake.dialog, Electron.Dialog>>,
  None<Unknown<typeof Fake.shell, Electron.Shell>>,
  None<Unknown<typeof Fake.screen, Electron.Screen>>,
  None<Unknown<typeof Fake.Menu, Main['Menu']>>,
];
