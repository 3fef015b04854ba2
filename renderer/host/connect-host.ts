/** Finds the host of this window: the preload's bridge where there is one, else the one that served the page. */
import { BRIDGE_NAME, type HostBridge } from '#shared/contract/bridge.ts';
import { CONTRACT_VERSION, type HostDescription } from '#shared/contract/channels.ts';
import { failed, success, type Failure, type Result } from '#shared/contract/failure.ts';
import type { Host } from '#shared/contract/host.ts';
import { electronHost } from './electron-host.ts';
import { prepareForHostGone } from './host-gone.ts';
import { loopbackHost } from './loopback-host.ts';

export interface ConnectedHost {
  readonly host: Host;
  readonly description: HostDescription;
}

function bridgeOf(scope: object): HostBridge | null {
  const bridge = (scope as Record<string, unknown>)[BRIDGE_NAME];
  return typeof bridge === 'object' && bridge !== null ? (bridge as HostBridge) : null;
}

/** Only the version is asked for: an older or newer host may describe itself in another shape. */
async function handshake(host: Host): Promise<Result<ConnectedHost>> {
  const described = await host.call('host.describe', {});
  if (!described.ok) return described;
  const { contractVersion } = described.value;
  if (contractVersion !== CONTRACT_VERSION)
    return failed('contract-version-differs', { window: CONTRACT_VERSION, host: contractVersion });
  return success({ host, description: described.value });
}

/** Connects and checks the contract's version. `onLost` runs at most once, when the host is gone or was started anew. */
export async function connectHost(
  onLost: (failure: Failure) => void,
  scope: object = globalThis,
): Promise<Result<ConnectedHost>> {
  const bridge = bridgeOf(scope);
  if (bridge !== null) return await handshake(electronHost(bridge));
  const host = loopbackHost();
  const connected = await handshake(host);
  if (connected.ok) {
    host.watch(onLost);
    void prepareForHostGone();
  }
  return connected;
}
