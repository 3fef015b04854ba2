import { startElectron } from '#tests/electron/running-electron.ts';
import { hostContract } from './host-contract.ts';

hostContract('Electron host over IPC', 'electron', async () => await startElectron());
