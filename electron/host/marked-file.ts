/**
 * Vault and settings: small files of which the ledger records the digest and revision. A new one is first written beside the
 * old, then the entry that records it, then it takes its place: whatever stops in between, the ledger says which one holds. An
 * older one that somebody put back is told by its digest.
 */
import type { output, ZodType } from 'zod';
import type { FileMark } from '#shared/casework/journal.ts';
import { failed, success, type FailureCode, type Result } from '#shared/contract/failure.ts';
import { digestOf } from '#shared/policy/canonical-json.ts';
import { onDisk } from './disk-failure.ts';
import type { FileLayer } from './file-layer.ts';
import { readJsonFile, twinOf, writeSmall, writeTwin } from './json-file.ts';

export interface MarkedFile<T> {
  readonly layer: FileLayer;
  readonly path: string;
  readonly schema: ZodType<T>;
  readonly revision: (value: T) => number;
  readonly damaged: FailureCode;
  /** An older one, or another folder's. */
  readonly behind: FailureCode;
  /** A copy was written anew; `revision` of what stands now. */
  readonly onRestored: (revision: number) => void;
}

const nextOf = (path: string): string => `${path}.next`;

/** The file that the ledger's mark names, from whichever copy has it; without a mark the newest. `null` when there is none. */
export async function readMarked<T>(file: MarkedFile<T>, mark: FileMark | undefined): Promise<Result<T | null>> {
  return await onDisk(async () => {
    const { layer, path, schema } = file;
    const places = [path, twinOf(path), nextOf(path)];
    const reads = await Promise.all(places.map(async (place) => await readJsonFile(layer, place, schema)));
    const newer = reads.find((read) => read.state === 'newer');
    if (newer?.state === 'newer') return failed('newer-format', { format: newer.format });
    const good = reads.flatMap((read, at) => (read.state === 'good' ? [{ value: read.value, at }] : []));
    // What stands beside is only a plan until the ledger names it.
    const settled = mark === undefined ? good.filter(({ at }) => at < 2) : good;
    const wanted = ({ value }: { value: T }): boolean => mark === undefined || digestOf(value) === mark.digest;
    const best = settled.filter(wanted).toSorted((a, b) => file.revision(b.value) - file.revision(a.value))[0];
    if (best === undefined)
      return settled.length === 0 ? gone(file, reads, mark) : notTheLedgers(file, settled[0], mark);
    await heal(file, best.value, reads);
    return success(best.value);
  });
}

function gone<T>(
  { damaged, path }: MarkedFile<T>,
  reads: readonly { readonly state: string }[],
  mark: FileMark | undefined,
): Result<null> {
  const file = path.endsWith('vault.json') ? 'vault' : 'settings';
  const everThere = mark !== undefined || reads.slice(0, 2).some(({ state }) => state === 'damaged');
  return everThere ? failed(damaged, { file }) : success(null);
}

function notTheLedgers<T>(
  { behind, revision }: MarkedFile<T>,
  found: { readonly value: output<ZodType<T>> } | undefined,
  mark: FileMark | undefined,
): Result<never> {
  return failed(behind, {
    found: found === undefined ? 0 : revision(found.value),
    recorded: mark?.revision ?? 0,
  });
}

async function heal<T>(
  { layer, path, revision, onRestored }: MarkedFile<T>,
  value: T,
  reads: readonly { readonly state: string; readonly value?: T }[],
): Promise<void> {
  const digest = digestOf(value);
  const same = (read: { readonly value?: T } | undefined): boolean =>
    read?.value !== undefined && digestOf(read.value) === digest;
  const next = reads[2];
  if (!same(reads[0]) || !same(reads[1])) {
    await writeTwin(layer, path, value);
    // A step that was stopped between the entry and the files is no damage.
    if (!same(next)) onRestored(revision(value));
  }
  if (next !== undefined && next.state !== 'missing') await layer.remove(nextOf(path));
}

/**
 * Puts a new value in place together with the entry that records it. `append` adds the entry, whose mark must be of this value;
 * where it fails nothing has changed. Fails with what `append` fails with, or the disk.
 */
export async function writeMarked<T, A>(
  file: Pick<MarkedFile<T>, 'layer' | 'path'>,
  value: T,
  append: () => Promise<Result<A>>,
): Promise<Result<A>> {
  const { layer, path } = file;
  return await onDisk(async () => {
    await writeSmall(layer, nextOf(path), value);
    const appended = await append();
    if (!appended.ok) {
      await layer.remove(nextOf(path)).catch(() => undefined);
      return appended;
    }
    // From here on the ledger names the new one: a disk that fails now is healed at the next reading.
    await writeTwin(layer, path, value)
      .then(async () => {
        await layer.remove(nextOf(path));
      })
      .catch(() => undefined);
    return appended;
  });
}

/** The mark of a value as the ledger records it. */
export const markOf = (value: unknown, revision: number): FileMark => ({ revision, digest: digestOf(value) });
