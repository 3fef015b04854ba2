/** What several places of the screen show of one host: whatever one of them does there, the others are told. */
import type { Result } from '#shared/contract/failure.ts';
import type { Host } from '#shared/contract/host.ts';
import type { Changing } from './read-again.ts';

export interface SharedWatch extends Changing {
  /** Passes the result on, and tells everybody. */
  readonly told: <T extends Result<unknown> | null>(result: T) => T;
}

/** A watch of its own for each host; it also tells of new entries. */
export function sharedWatch(): (host: Host, entries: Changing) => SharedWatch {
  const watching = new WeakMap<Host, Set<() => void>>();
  return (host, entries) => {
    const listeners = watching.get(host) ?? new Set();
    watching.set(host, listeners);
    return {
      told: (result) => {
        for (const listener of listeners) listener();
        return result;
      },
      subscribe: (listener) => {
        listeners.add(listener);
        const stop = entries.subscribe(listener);
        return () => {
          listeners.delete(listener);
          stop();
        };
      },
    };
  };
}
