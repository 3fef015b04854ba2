import { startLoopback } from '#tests/electron/loopback/running-loopback.ts';
import { hostContract } from './host-contract.ts';

hostContract('browser host over HTTP', 'loopback', async () => await startLoopback());
