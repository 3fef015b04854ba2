/** The desktop host on the fake `electron` module, on a temporary data folder. */
import { EventEmitter } from 'node:events';
import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { runElectron } from '#electron/run-electron.ts';
import '#electron/preload.ts';
import { electronHost } from '#renderer/host/electron-host.ts';
import { BRIDGE_NAME, type HostBridge } from '#shared/contract/bridge.ts';
import type { ContractHost } from '#tests/contract/host-contract.ts';
import { app, fake } from '#tests/electron/fake-electron.ts';
import { fixtureWindow, temporaryFolder } from '#tests/electron/loopback/running-loopback.ts';

export async function untilEnded(): Promise<void> {
  for (let turn = 0; turn < 1000 && app.exitCode === null; turn += 1) await new Promise((done) => setTimeout(done, 2));
}

/** Stands for `process`: vitest would take an uncaught exception of the real one for its own. */
export const processEvents = Object.assign(new EventEmitter(), {
  argv: ['/opt/Counter/counter', '--ozone-platform=x11'],
});

export const startParts = (dataFolder: string, env: NodeJS.ProcessEnv = {}) => ({
  env: { COUNTER_DATA: dataFolder, COUNTER_WITNESS: `${dataFolder}-witness`, ...env },
  platform: 'linux' as const,
  process: processEvents,
  staticRoot: fixtureWindow,
  preload: '/nowhere/preload.cjs',
  packageJson: resolve(import.meta.dirname, '../../package.json'),
});

export async function startElectron(
  dataFolder = temporaryFolder(),
  env: NodeJS.ProcessEnv = {},
): Promise<ContractHost> {
  fake.reset();
  processEvents.removeAllListeners();
  await runElectron(startParts(dataFolder, env));
  const bridge = fake.mainWorld[BRIDGE_NAME] as HostBridge;
  const stop = async (): Promise<void> => {
    app.quit();
    await untilEnded();
  };
  return {
    host: electronHost(bridge),
    dataFolder,
    raw: async (channel, request) => await bridge[channel as keyof HostBridge](request),
    stop: async () => {
      await stop();
      rmSync(dataFolder, { recursive: true, force: true });
      rmSync(`${dataFolder}-witness`, { recursive: true, force: true });
    },
    restart: async (meanwhile) => {
      await stop();
      meanwhile?.();
      return await startElectron(dataFolder, env);
    },
  };
}
