/** The window's side of the registry worker. Keys are handed over once; files are handed over as they are and read there. */
import { proxy, releaseProxy, wrap, type Remote } from 'comlink';
import type { RegistryWorker } from '../../workers/registry.worker.ts';
import { failed, success, type Result } from '#shared/contract/failure.ts';
import type { OpenRegistryRequest, RegistryService } from './registry-service.ts';
import type { RegistryStore } from './registry-store.ts';

export interface OpenedRegistryStore {
  readonly store: RegistryStore;
  /** Ends the worker and with it the keys it held. */
  readonly close: () => Promise<void>;
}

/** Tells the other windows of this origin, and hears from them, that copies have changed. */
function changeSignal({ area, installationId }: OpenRegistryRequest): {
  announce: () => void;
  listeners: Set<() => void>;
  onOthers: (hear: () => Promise<void>) => void;
  end: () => void;
} {
  const listeners = new Set<() => void>();
  const channel = new BroadcastChannel(`registry-${area}-${installationId}`);
  const tellOthers = channel.postMessage.bind(channel);
  const tell = (): void => {
    for (const listener of listeners) listener();
  };
  return {
    listeners,
    // The worker lets go of what it has read before the screens ask again.
    onOthers: (hear) => channel.addEventListener('message', () => void hear().finally(tell)),
    announce: () => {
      tell();
      tellOthers(null);
    },
    end: () => channel.close(),
  };
}

function storeOver(service: Remote<RegistryService>, listeners: Set<() => void>): RegistryStore {
  return {
    copies: () => service.copies(),
    gather: (request) => service.gather(request),
    findEmployers: (text, limit) => service.findEmployers(text, limit),
    inspect: (file) => service.inspect(file),
    verifyCopies: () => service.verifyCopies(),
    removeCopy: (packId) => service.removeCopy(packId),
    stepBack: (kind) => service.stepBack(kind),
    status: () => service.status(),
    problems: (packId, from, limit) => service.problems(packId, from, limit),
    importCopy: async (request, onProgress, signal) => {
      const importId = crypto.randomUUID();
      const cancel = (): void => {
        service.cancel(importId).catch(() => undefined);
      };
      if (signal.aborted) return failed('cancelled');
      signal.addEventListener('abort', cancel);
      try {
        return await service.importCopy(importId, request, proxy(onProgress));
      } finally {
        signal.removeEventListener('abort', cancel);
      }
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/**
 * Starts the registry worker for one signed-in area. Failures: `store-damaged`, `store-blocked`, `store-quota-exceeded`.
 * Matches `StoreEnvironment['openRegistry']`.
 */
export async function openRegistryStore(request: OpenRegistryRequest): Promise<Result<OpenedRegistryStore>> {
  const worker = new Worker(new URL('../../workers/registry.worker.ts', import.meta.url), {
    type: 'module',
    name: 'registry',
  });
  const api = wrap<RegistryWorker>(worker);
  const { announce, listeners, onOthers, end } = changeSignal(request);
  const opened = await api.open(request, proxy(announce));
  if (!opened.ok) {
    worker.terminate();
    end();
    return opened;
  }
  const service = await api.service();
  onOthers(() => service.copiesChanged());
  return success({
    store: storeOver(service, listeners),
    close: async () => {
      await service.close();
      service[releaseProxy]();
      worker.terminate();
      end();
    },
  });
}
