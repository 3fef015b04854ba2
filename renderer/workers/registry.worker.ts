/** @file The registry worker: copies are imported, sealed and read here, away from the window's thread. One for each open store. */
import { expose, proxy, type ProxyMarked } from 'comlink';
import { success, type Result } from '#shared/contract/failure.ts';
import { startSecondReader } from '../store/registry/second-reader.ts';
import { RegistryService, type OpenRegistryRequest } from '../store/registry/registry-service.ts';

let service: RegistryService | null = null;

const api = {
  /** Opens an area; `onChange` is called after every change of its copies. */
  async open(request: OpenRegistryRequest, onChange: () => void): Promise<Result<null>> {
    const opened = await RegistryService.open(request, onChange);
    if (!opened.ok) return opened;
    service = opened.value;
    if (navigator.hardwareConcurrency > 1) service.useSecondReader({ start: startSecondReader });
    return success(null);
  },
  /** The store that `open` opened. Throws (a bug) before that. */
  service(): RegistryService & ProxyMarked {
    if (service === null) throw new Error('the registry store is not open');
    return proxy(service);
  },
};

export type RegistryWorker = typeof api;
expose(api);
