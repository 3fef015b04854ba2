/** The registry store with a ledger entry for every copy that comes and goes. */
import { failed, success, type Result } from '#shared/contract/failure.ts';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import type { RegistryEvent } from '#shared/registry/registry-events.ts';
import type { CaseStore } from '../cases/case-store.ts';
import type { RegistryCopy, RegistryStore } from './registry-store.ts';

const told = ({ kind, asOf, rows, pagesDigest }: RegistryCopy) => ({ kind, asOf, rows, pagesDigest });

/**
 * A file that differs much from the copy it replaces is approved by an administrator only (`administrator-only`).
 * A removal is recorded first; an import once its counts are known. Where the ledger takes nothing, a removal does not
 * happen, and an import (or a step back) answers with that failure: the copy serves, and doing it again records it.
 */
export function journalledRegistry(
  registry: RegistryStore,
  cases: CaseStore,
  today: () => PlainDate,
  isAdministrator: (officerId: string) => boolean,
): RegistryStore {
  const record = async (packId: string, on: PlainDate, content: RegistryEvent): Promise<Result<null>> => {
    const entryId = globalThis.crypto.randomUUID();
    const request = { entryId, kind: 'registry', subjectId: packId, on, content, takeBatchNumber: false } as const;
    const recorded = await cases.recordEvent(request);
    return recorded.ok ? success(null) : recorded;
  };
  const importCopy: RegistryStore['importCopy'] = async (request, onProgress, signal) => {
    const { approvedBy } = request;
    if (approvedBy !== undefined && !isAdministrator(approvedBy)) return failed('administrator-only');
    const before = (await registry.copies()).find(({ kind }) => kind === request.kind);
    const result = await registry.importCopy(request, onProgress, signal);
    if (!result.ok || !result.value.ok) return result;
    const { copy } = result.value;
    const { scope, badRows, remarks = 0, fileDigest } = copy;
    const replaces = before?.packId ?? null;
    const approved = approvedBy === undefined ? {} : { approvedBy };
    const event = {
      type: 'imported',
      ...told(copy),
      scope,
      badRows,
      remarks,
      fileDigest,
      replaces,
      ...approved,
    } as const;
    const recorded = await record(copy.packId, request.importedOn, event);
    return recorded.ok ? result : recorded;
  };
  const removeCopy: RegistryStore['removeCopy'] = async (packId, because = 'by-hand') => {
    const copy = (await registry.copies()).find((one) => one.packId === packId);
    if (copy === undefined) return registry.removeCopy(packId);
    const recorded = await record(packId, today(), { type: 'removed', ...told(copy), because });
    return recorded.ok ? registry.removeCopy(packId) : failed(recorded.failure.code, recorded.failure.detail);
  };
  const stepBack: RegistryStore['stepBack'] = async (kind) => {
    const before = (await registry.copies()).find((copy) => copy.kind === kind);
    const result = await registry.stepBack(kind);
    if (!result.ok || result.value === null) return result;
    const replaces = before?.packId ?? null;
    const recorded = await record(result.value.packId, today(), {
      type: 'steppedBack',
      ...told(result.value),
      replaces,
    });
    return recorded.ok ? result : recorded;
  };
  return { ...registry, importCopy, removeCopy, stepBack };
}
