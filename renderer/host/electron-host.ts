/** @file Runs in the window under Electron: the host behind the preload's bridge. */
import type { HostBridge } from '#shared/contract/bridge.ts';
import { failed } from '#shared/contract/failure.ts';
import { checkAnswer, type Host } from '#shared/contract/host.ts';

/** A rejected call means that the main process is gone or refused the sender: never a thrown error for the screens. */
export function electronHost(bridge: HostBridge): Host {
  return {
    call: async (channel, request) => {
      try {
        return checkAnswer(channel, await bridge[channel](request));
      } catch {
        return failed('host-unreachable');
      }
    },
  };
}
