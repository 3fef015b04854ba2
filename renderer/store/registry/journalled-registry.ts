/** The registry store with a ledger entry for every copy that comes and goes. */
import { failed, success, type Result } from '#shared/contract/failure.ts';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import type { RegistryEvent } from '#shared/exchange/registry-events.ts';
import type { CaseStore } from '../cases/case-store.ts';
import type { PackInfo, RegistryStore } from './registry-store.ts';

const told = ({ kind, asOf, rows, pagesDigest }: PackInfo) => ({ kind, asOf, rows, pagesDigest });

/**
 * A removal is recorded first; an import once its counts are known. Where the ledger takes nothing, a removal does not
 * happen, and an import answers with that failure: the copy serves, and importing the file again records it.
 */
export function journalledRegistry(registry: RegistryStore, cases: CaseStore, today: () => PlainDate): RegistryStore {
  const record = async (packId: string, on: PlainDate, content: RegistryEvent): Promise<Result<null>> => {
    const entryId = globalThis.crypto.randomUUID();
    const request = { entryId, kind: 'registry', subjectId: packId, on, content, takeBatchNumber: false } as const;
    const recorded = await cases.recordEvent(request);
    return recorded.ok ? success(null) : recorded;
  };
  const importPack: RegistryStore['importPack'] = async (request, onProgress, signal) => {
    const before = (await registry.packs()).find(({ kind }) => kind === request.kind);
    const result = await registry.importPack(request, onProgress, signal);
    if (!result.ok || !result.value.ok) return result;
    const { pack } = result.value;
    const { scope, badRows, remarks = 0, fileDigest } = pack;
    const replaces = before?.packId ?? null;
    const event = { type: 'imported', ...told(pack), scope, badRows, remarks, fileDigest, replaces } as const;
    const recorded = await record(pack.packId, request.importedOn, event);
    return recorded.ok ? result : recorded;
  };
  const removePack: RegistryStore['removePack'] = async (packId, because = 'by-hand') => {
    const pack = (await registry.packs()).find((one) => one.packId === packId);
    if (pack === undefined) return registry.removePack(packId);
    const recorded = await record(packId, today(), { type: 'removed', ...told(pack), because });
    return recorded.ok ? registry.removePack(packId) : failed(recorded.failure.code, recorded.failure.detail);
  };
  return { ...registry, importPack, removePack };
}
