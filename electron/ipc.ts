/** @file Electron's main process: the channels of the contract over IPC. */
import { ipcMain, type IpcMainInvokeEvent } from 'electron';
import { ipcChannel } from '#shared/contract/bridge.ts';
import { channelNames } from '#shared/contract/channels.ts';
import { failed } from '#shared/contract/failure.ts';
import { answer, type ChannelHandlers } from '#shared/contract/host.ts';
import { isAppUrl } from './app-address.ts';

/** Checklist 17: only the top frame of our own window, on our own address. */
export function isTrustedSender(event: IpcMainInvokeEvent, windowId: number): boolean {
  const frame = event.senderFrame;
  return frame !== null && frame.parent === null && event.sender.id === windowId && isAppUrl(frame.url);
}

/**
 * Registers every channel. Requests and answers are checked by `answer` against the one table; failures cross as data,
 * since Electron passes only the message of a thrown error. `windowId`: the web contents' id, `null` before there is one.
 */
export function registerChannels(
  handlers: ChannelHandlers,
  windowId: () => number | null,
  onBug: (error: unknown) => void,
): void {
  for (const channel of channelNames) {
    ipcMain.handle(ipcChannel(channel), async (event, request: unknown) => {
      const id = windowId();
      if (id === null || !isTrustedSender(event, id)) return failed('not-authorised');
      return await answer(handlers, channel, request, onBug);
    });
  }
}
