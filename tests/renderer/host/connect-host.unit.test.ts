import { describe, expect, it } from 'vitest';
import { BRIDGE_NAME, bridgedChannels } from '#shared/contract/bridge.ts';
import { CONTRACT_VERSION } from '#shared/contract/channels.ts';
import { success } from '#shared/contract/failure.ts';
import { connectHost } from '#renderer/host/connect-host.ts';

const description = (contractVersion: number) => ({
  contractVersion,
  kind: 'electron',
  appVersion: '0.1.0',
  trainingOnly: false,
  installationId: '3f0e9f6e-8a0f-4c53-9d7c-111111111111',
  capabilities: { directPrint: true, revealFolder: true },
  areas: [],
  storesCreated: [],
  machine: '0'.repeat(64),
  lostAreas: [],
});
const bridged = (answer: () => Promise<unknown>) => ({
  [BRIDGE_NAME]: Object.fromEntries(bridgedChannels.map((channel) => [channel, answer])),
});

describe('connecting to the host', () => {
  it('takes the bridge where there is one', async () => {
    const connected = await connectHost(
      () => undefined,
      bridged(async () => await Promise.resolve(success(description(CONTRACT_VERSION)))),
    );
    expect(connected).toMatchObject({ ok: true, value: { description: { kind: 'electron' } } });
  });

  it('refuses a host of another contract, with both versions', async () => {
    const connected = await connectHost(
      () => undefined,
      bridged(async () => await Promise.resolve(success(description(CONTRACT_VERSION + 1)))),
    );
    expect(connected).toEqual({
      ok: false,
      failure: { code: 'contract-version-differs', detail: { window: CONTRACT_VERSION, host: CONTRACT_VERSION + 1 } },
    });
  });

  it.each([
    ['a rejected call', async () => await Promise.reject(new Error('gone')), 'host-unreachable'],
    ['an answer of another shape', async () => await Promise.resolve({ hello: 1 }), 'bad-response'],
    [
      'an answer with fields missing',
      async () => await Promise.resolve(success({ contractVersion: 1 })),
      'bad-response',
    ],
  ])('turns %s into data', async (_what, answer, code) => {
    expect(await connectHost(() => undefined, bridged(answer))).toMatchObject({ ok: false, failure: { code } });
  });
});
