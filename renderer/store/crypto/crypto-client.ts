/** The window's handle of the crypto worker. Tests hand in a service that runs in place. */
import { transfer, wrap, type Remote } from 'comlink';
import type { CryptoService } from './crypto-service.ts';

/** Every call answers later, whether the service runs in a worker or in place. */
export type CryptoClient = {
  readonly [K in keyof CryptoService]: CryptoService[K] extends (...args: infer A) => infer R
    ? (...args: A) => Promise<Awaited<R>>
    : never;
};

export interface CryptoHandle {
  readonly client: CryptoClient;
  /** Ends the worker, and with it every key. */
  readonly end: () => void;
}

/** A value whose bytes move to the worker instead of being copied; the caller has them no more. In place nothing moves. */
export function handedOver<T>(value: T, buffers: ArrayBuffer[]): T {
  return transfer(value, buffers);
}

/** Starts a crypto worker. */
export function startCrypto(): CryptoHandle {
  const worker = new Worker(new URL('../../workers/crypto.worker.ts', import.meta.url), {
    type: 'module',
    name: 'crypto',
  });
  const client: Remote<CryptoService> = wrap<CryptoService>(worker);
  return { client, end: () => worker.terminate() };
}
