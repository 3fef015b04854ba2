/**
 * What became of the copies: which were here and are not any more (a browser that finds its database files damaged may
 * begin an empty one without a word), which are damaged, and the check of the day. Kept beside the cases, apart from the copies.
 */
import { plainDate, type PlainDate } from '#shared/domain/plain-date.ts';
import { registryKinds, type RegistryKind } from '#shared/domain/registries.ts';
import type { RegistryCopy, RegistryStatus, RegistryStore } from './registry-store.ts';

export interface CopyHealth {
  /** Registries that had a copy here and have none: to be imported again. */
  readonly lost: readonly RegistryKind[];
  /** Registries whose copy is set aside, because a page of it does not open. */
  readonly damaged: readonly RegistryKind[];
  /** Day on which every page was last opened for a check, and how many copies that were; `null` before the first check. */
  readonly checked: { readonly on: PlainDate; readonly packs: number } | null;
}

export interface CopyWatch {
  health(): CopyHealth;
  /** Opens every page of every copy, once a day; later calls of that day do nothing. */
  check(on: PlainDate): Promise<void>;
  /** Called after each change of the health. Returns the way to stop. */
  subscribe(listener: () => void): () => void;
}

export interface WatchParts {
  readonly registry: RegistryStore;
  readonly read: (name: string) => Promise<unknown>;
  readonly write: (name: string, value: unknown) => Promise<void>;
}

const KNOWN = 'registry.known';
const CHECKED = 'registry.checked';

const asKinds = (value: unknown): RegistryKind[] =>
  Array.isArray(value) ? registryKinds.filter((kind) => value.includes(kind)) : [];

function asChecked(value: unknown): CopyHealth['checked'] {
  if (typeof value !== 'object' || value === null || !('on' in value) || !('packs' in value)) return null;
  return { on: plainDate(String(value.on)), packs: Number(value.packs) };
}

/** What lies there now; a registry that cannot be read counts as damaged, one whose storage does not answer as absent. */
async function present(
  registry: RegistryStore,
): Promise<Pick<CopyHealth, 'damaged'> & { readonly here: readonly RegistryKind[] }> {
  type Unread = Pick<RegistryStatus, 'unreadable' | 'earlierForm'>;
  const [copies, { unreadable, earlierForm }] = await Promise.all([registry.copies(), registry.status()]).catch(
    (): [readonly RegistryCopy[], Unread] => [[], { unreadable: [], earlierForm: [] }],
  );
  const damaged = copies.flatMap(({ kind, state }) => (state === 'damaged' ? [kind] : []));
  return {
    here: [...copies.map(({ kind }) => kind), ...unreadable, ...earlierForm],
    damaged: [...damaged, ...unreadable],
  };
}

export interface WatchedRegistry {
  readonly watch: CopyWatch;
  /** The same store; a copy that is removed through it is not missed afterwards. */
  readonly registry: RegistryStore;
}

/** Begins to watch. */
export async function watchCopies({ registry, read, write }: WatchParts): Promise<WatchedRegistry> {
  const listeners = new Set<() => void>();
  let known = asKinds(await read(KNOWN));
  let health: CopyHealth = { lost: [], damaged: [], checked: asChecked(await read(CHECKED)) };
  let running: Promise<void> | null = null;
  const remember = async (kinds: readonly RegistryKind[]): Promise<void> => {
    if (kinds.length === known.length && kinds.every((kind) => known.includes(kind))) return;
    known = [...kinds];
    await write(KNOWN, known);
  };
  const refresh = async (): Promise<void> => {
    const { here, damaged } = await present(registry);
    await remember(registryKinds.filter((kind) => known.includes(kind) || here.includes(kind)));
    health = { ...health, damaged, lost: known.filter((kind) => !here.includes(kind)) };
    for (const listener of listeners) listener();
  };
  const checkNow = async (on: PlainDate): Promise<void> => {
    await registry.verifyCopies();
    const { here } = await present(registry);
    const checked = { on, packs: here.length };
    await write(CHECKED, checked);
    health = { ...health, checked };
    await refresh();
  };
  const removeCopy: RegistryStore['removeCopy'] = async (packId, because) => {
    const kind = (await registry.copies()).find((copy) => copy.packId === packId)?.kind;
    const removed = await registry.removeCopy(packId, because);
    if (removed.ok) await remember(known.filter((one) => one !== kind));
    await refresh();
    return removed;
  };
  registry.subscribe(() => void refresh());
  await refresh();
  const watch: CopyWatch = {
    health: () => health,
    check: async (on) => {
      if (health.checked?.on === on) return;
      running ??= checkNow(on).finally(() => {
        running = null;
      });
      await running;
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  return { watch, registry: { ...registry, removeCopy } };
}
