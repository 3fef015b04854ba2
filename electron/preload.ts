/**
 * @file Runs sandboxed beside the window, bundled to one file. Puts one function a channel into the page and nothing else:
 * no Electron object, no event, no channel of the page's choosing (checklist 3, 20).
 */
import { contextBridge, ipcRenderer } from 'electron';
import { BRIDGE_NAME, bridgedChannels, ipcChannel } from '#shared/contract/bridge.ts';

const bridge: Record<string, (request: unknown) => Promise<unknown>> = {};
for (const channel of bridgedChannels)
  bridge[channel] = async (request) => (await ipcRenderer.invoke(ipcChannel(channel), request)) as unknown;
contextBridge.exposeInMainWorld(BRIDGE_NAME, bridge);
