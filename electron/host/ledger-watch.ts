/**
 * Keeps what is remembered of one ledger outside of its journal: read once when it is opened, written within a second after it
 * changed. A mark lies beside the journal, a witness in the user's own configuration on this machine.
 */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import type { FileMark, LastNumber } from '#shared/casework/journal.ts';
import { tallyAfter } from '#shared/casework/ledger-numbers.ts';
import { serialQueue } from '#shared/domain/serial-queue.ts';
import type { FileLayer } from './file-layer.ts';
import { readTwin, writeTwin } from './json-file.ts';
import { LedgerMemory } from './ledger-memory.ts';

export type RememberedBy = 'mark' | 'witness' | 'backup' | 'hub';

export interface Remembered {
  /** What each place says, as it was when the ledger was opened, raised by what was written since; nothing of the windows in `left`. */
  known(left: ReadonlySet<string>): readonly { readonly by: RememberedBy; readonly memory: LedgerMemory }[];
  readonly highest: (left: ReadonlySet<string>) => number;
  tally(): readonly LastNumber[];
  acknowledged(): number;
  /** False where neither copy of the mark could be read although entries are there. */
  acknowledgedKnown(): boolean;
  /** This machine has seen the ledger before; what is written now it sees from now on. */
  witnessed(): boolean;
  /** The newest vault that anybody outside the journal knows of, in the ledger of this window. */
  vault(window: string): FileMark | undefined;
  /** Another folder of this machine holds the same ledger and still is there. */
  copied(): boolean;
  /** `bound`: the entry says which machine and folder hold the ledger from now on. */
  note(
    now: Pick<LedgerMemory, 'window' | 'sequence' | 'head' | 'tally' | 'at' | 'vault'> & { readonly bound: boolean },
  ): void;
  acknowledge(sequence: number): void;
  /** What a hub has of this ledger, by its signed word; `null`: no hub is asked any more. */
  hubKnows(memory: Pick<LedgerMemory, 'window' | 'sequence' | 'head'> | null): void;
  close(): Promise<void>;
}

/** The mark as programs before 2026-12 wrote it. */
const OldMark = z.object({ sequence: z.number().int().nonnegative() });
/** The mark beside the journal, of either form. */
export const Mark = z.union([LedgerMemory, OldMark]);

const ofOld = ({ sequence }: z.infer<typeof OldMark>): LedgerMemory => ({
  window: '',
  sequence,
  head: '',
  tally: [],
  acknowledged: sequence,
  at: '',
  vault: null,
  folder: '',
});

const asMemory = (mark: z.infer<typeof Mark>): LedgerMemory => ('window' in mark ? mark : ofOld(mark));

/** A mark of today comes after any old one; among its own kind the one that knows more. */
const revision = (mark: z.infer<typeof Mark>): number =>
  'window' in mark ? mark.sequence * 2 ** 20 + Math.min(mark.acknowledged, 2 ** 20 - 1) + 1 : 0;

/** An older program looks for `sequence` and refuses a journal that seems to end before it, instead of cutting its lines. */
const beside = ({ sequence }: z.infer<typeof Mark>): object => ({ sequence });

export interface WatchParts {
  readonly layer: FileLayer;
  /** The area's folder, by its real name. */
  readonly folder: string;
  /** The name that it will have, while it is still being made. */
  readonly lastingName?: string;
  readonly area: string;
  /** Where the witness lies; `null` where there is no place for one. */
  readonly witness: string | null;
  /** What the last backup knew. */
  readonly backup: LedgerMemory | null;
  /** The mark was written anew from its twin. */
  readonly onHealed: (sequence: number) => void;
  readonly writeAfterMs?: number;
}

const WRITE_AFTER_MS = 400;

export const markPath = (folder: string): string => join(folder, 'acknowledged.json');
/** Names say folder (by a digest) and window, so that only what may matter is read. */
const folderKey = (folder: string): string => createHash('sha256').update(folder).digest('hex').slice(0, 12);
const witnessName = (area: string, folder: string, window: string): string =>
  `${area}-${folderKey(folder)}-${window}.json`;

type Place = Pick<WatchParts, 'layer' | 'witness' | 'area' | 'folder'>;

/** Witnesses of this area: of this folder, or of these windows wherever. A place that cannot be read says nothing. */
async function witnesses({ layer, witness, area, folder }: Place, window: string): Promise<LedgerMemory[]> {
  if (witness === null) return [];
  const names = (await layer.list(witness).catch(() => [])).filter(
    (name) =>
      name.endsWith('.json') &&
      (name.startsWith(`${area}-${folderKey(folder)}-`) ||
        (window !== '' && name.startsWith(`${area}-`) && name.endsWith(`-${window}.json`))),
  );
  const found: LedgerMemory[] = [];
  for (const name of names) {
    const { read } = await readTwin(layer, join(witness, name), LedgerMemory, revision).catch(() => ({ read: null }));
    if (read?.state === 'good') found.push(read.value);
  }
  return found;
}

/** What a witness says of a folder in which nothing lies any more; `null` when nobody knows of it. */
export async function rememberedOf(place: Place): Promise<LedgerMemory | null> {
  const found = await witnesses(place, '');
  return found.toSorted((a, b) => b.sequence - a.sequence)[0] ?? null;
}

const NOTHING: LedgerMemory = {
  window: '',
  sequence: 0,
  head: '',
  tally: [],
  acknowledged: 0,
  at: '',
  vault: null,
  folder: '',
};

/** Reads what is remembered. `window`: of the ledger that is there, empty when it has none. Rejects with errno errors. */
export async function watchLedger(
  parts: WatchParts,
): Promise<Remembered & { belongsTo(window: string): Promise<void> }> {
  const { layer } = parts;
  const markFile = markPath(parts.folder);
  const folder = parts.lastingName ?? parts.folder;
  const mark = await readTwin(layer, markFile, Mark, revision, undefined, beside);
  const stored = mark.read.state === 'good' ? mark.read.value : null;
  const marked = stored === null ? null : asMemory(stored);
  if (mark.healed && marked !== null) parts.onHealed(marked.sequence);
  let own: LedgerMemory = { ...(marked ?? NOTHING), folder };
  let window = own.window;
  const place = { ...parts, folder };
  let seen = await witnesses(place, window);
  const began = own.sequence;
  let copied = false;
  let hub: LedgerMemory | null = null;
  const inTurn = serialQueue();
  let timer: NodeJS.Timeout | null = null;
  let dirty = false;

  const write = async (): Promise<void> => {
    timer = null;
    if (!dirty) return;
    dirty = false;
    const value = own;
    // A full disk stops the next append by itself; what is remembered lags until then.
    await writeTwin(layer, markFile, value, beside(value)).catch(() => undefined);
    if (parts.witness === null || value.window === '' || copied) return;
    const { witness } = parts;
    await layer.makeFolder(witness).catch(() => undefined);
    await writeTwin(layer, join(witness, witnessName(parts.area, folder, value.window)), value).catch(() => undefined);
  };
  const soon = (): void => {
    dirty = true;
    if (timer !== null) return;
    timer = setTimeout(() => void inTurn(write), parts.writeAfterMs ?? WRITE_AFTER_MS);
    timer.unref();
  };

  const all = (): { by: RememberedBy; memory: LedgerMemory }[] => [
    ...(own.sequence > 0 ? [{ by: 'mark' as const, memory: own }] : []),
    ...seen.map((memory) => ({ by: 'witness' as const, memory })),
    ...(parts.backup === null ? [] : [{ by: 'backup' as const, memory: parts.backup }]),
    ...(hub === null ? [] : [{ by: 'hub' as const, memory: hub }]),
  ];
  const known: Remembered['known'] = (left) => all().filter(({ memory }) => !left.has(memory.window));
  return {
    known,
    highest: (left) => Math.max(0, ...known(left).map(({ memory }) => memory.sequence)),
    tally: () =>
      all().reduce<readonly LastNumber[]>(
        (all, { memory }) =>
          tallyAfter(
            all,
            memory.tally.map(([series, year, prefix, value]) => ({ series, year, prefix, value })),
          ),
        [],
      ),
    acknowledged: () => Math.max(own.acknowledged, ...seen.map((memory) => memory.acknowledged)),
    acknowledgedKnown: () => marked !== null || own.acknowledged > 0 || seen.length > 0,
    witnessed: () => seen.some((memory) => memory.window === window) || own.sequence > began,
    vault: (writer) =>
      all()
        .flatMap(({ memory }) => (memory.window === writer && memory.vault !== null ? [memory.vault] : []))
        .toSorted((a, b) => b.revision - a.revision)[0],
    copied: () => copied,
    note: ({ bound, ...now }) => {
      own = { ...own, ...now };
      if (bound) copied = false;
      window = now.window;
      soon();
    },
    hubKnows: (memory) => {
      hub = memory === null ? null : { ...NOTHING, ...memory };
    },
    acknowledge: (sequence) => {
      if (sequence <= own.acknowledged) return;
      own = { ...own, acknowledged: sequence };
      soon();
    },
    belongsTo: async (actual) => {
      if (actual !== '' && actual !== window) {
        window = actual;
        seen = await witnesses(place, window);
      }
      for (const { folder: other, window: writer } of seen)
        if (writer === window && other !== folder && other !== '' && (await layer.exists(join(other, 'vault.json'))))
          copied = true;
    },
    close: async () => {
      if (timer !== null) clearTimeout(timer);
      timer = null;
      await inTurn(write);
    },
  };
}

/** Forgets a ledger that was removed on purpose: a training area, or an office that is set up anew over a lost one. */
export async function forgetWitness({ layer, witness, area, folder }: Place): Promise<void> {
  if (witness === null) return;
  for (const name of await layer.list(witness).catch(() => []))
    if (name.startsWith(`${area}-${folderKey(folder)}-`)) await layer.remove(join(witness, name));
}
