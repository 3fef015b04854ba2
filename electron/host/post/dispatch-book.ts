/**
 * Dispatches of this window and for it (`post-dispatches.jsonl` of an area), sealed as they came. In no backup: the own ones follow from
 * the ledger and the others from the hub, so a file that cannot be read is begun anew. Of two lines on one thing the last holds.
 */
import { join } from 'node:path';
import { z } from 'zod';
import { dispatchLimits, DispatchName, DispatchRow, SentDispatch } from '#shared/casework/dispatches.ts';
import type { Result } from '#shared/contract/failure.ts';
import { serialQueue } from '#shared/domain/serial-queue.ts';
import type { FileLayer } from '../file-layer.ts';
import { openFoldedLines, type Fold } from './folded-lines.ts';

const Serial = z.number().int().positive();
const DispatchMark = z.object({
  hub: z.uuid(),
  epoch: z.uuid(),
  /** Own ones up to this serial are durable there. */
  sent: z.number().int().nonnegative(),
  upTo: z.number().int().nonnegative(),
  /** The hub's instant of its last word; `null` before the first. */
  at: z.string().nullable(),
  /** Of the letter that it answered. */
  told: z.string(),
});
export type DispatchMark = z.infer<typeof DispatchMark>;

const Line = z.union([
  z.tuple([z.literal('own'), SentDispatch, Serial]),
  z.tuple([z.literal('gone'), DispatchName, Serial]),
  z.tuple([z.literal('row'), DispatchRow]),
  z.tuple([z.literal('hub'), DispatchMark]),
]);
type Line = z.infer<typeof Line>;

export interface UnsentDispatches {
  readonly put: readonly SentDispatch[];
  readonly drop: readonly string[];
  /** Serial of the last of them; what was sent before stays where nothing is unsent. */
  readonly serial: number;
}

export interface DispatchBook {
  /** `keep`: what stands of what is known; `put`: what stands besides. All else is done with. */
  tell(keep: readonly string[], put: readonly SentDispatch[]): Promise<Result<null>>;
  /** How it stands with this hub; another hub or epoch knows nothing yet. */
  markFor(hub: string, epoch: string): DispatchMark;
  unsent(mark: DispatchMark): UnsentDispatches;
  /** `atHub`: names of own ones that the hub has: those that do not stand here are done with. */
  took(mark: DispatchMark, rows: readonly DispatchRow[], atHub?: readonly string[]): Promise<Result<null>>;
  readonly mark: DispatchMark | null;
  readonly own: readonly { readonly name: string; readonly taken: boolean }[];
  readonly received: readonly DispatchRow[];
  contentOf(window: string, name: string): string | null;
  close(): Promise<void>;
}

/** Contents are long: what is over does not lie about. */
const SPARE_LINES = 100;

const nameOf = ({ window, name }: Pick<DispatchRow, 'window' | 'name'>): string => `${window} ${name}`;

/** The lines folded. */
class Known implements Fold<Line> {
  serial = 0;
  mark: DispatchMark | null = null;
  readonly own = new Map<string, { readonly sent: SentDispatch | null; readonly serial: number }>();
  readonly rows = new Map<string, DispatchRow>();

  take(line: Line): void {
    switch (line[0]) {
      case 'own':
        this.put(line[1].name, line[1], line[2]);
        return;
      case 'gone':
        this.put(line[1], null, line[2]);
        return;
      case 'row':
        if (line[1].content === null) this.rows.delete(nameOf(line[1]));
        else this.rows.set(nameOf(line[1]), line[1]);
        return;
      case 'hub': {
        const { hub, epoch } = line[1];
        // Of another state of the hub: it hands out everything anew.
        if (this.mark !== null && (this.mark.hub !== hub || this.mark.epoch !== epoch)) this.rows.clear();
        this.mark = line[1];
      }
    }
  }

  lines(): Line[] {
    return [
      ...[...this.own].map(([name, { sent, serial }]): Line =>
        sent === null ? ['gone', name, serial] : ['own', sent, serial],
      ),
      ...(this.mark === null ? [] : [['hub', this.mark] satisfies Line]),
      ...[...this.rows.values()].map((row): Line => ['row', row]),
    ];
  }

  private put(name: string, sent: SentDispatch | null, serial: number): void {
    this.serial = Math.max(this.serial, serial);
    this.own.set(name, { sent, serial });
  }
}

/** Rejects with errno errors. */
export async function openDispatchBook(layer: FileLayer, folder: string): Promise<DispatchBook> {
  const path = join(folder, 'post-dispatches.jsonl');
  const file = await openFoldedLines(layer, path, Line, () => new Known(), SPARE_LINES);
  const { known } = file;
  const inTurn = serialQueue();
  const isLive = (name: string): boolean => (known.own.get(name)?.sent ?? null) !== null;

  const tell = async (keep: readonly string[], put: readonly SentDispatch[]): Promise<Result<null>> => {
    const standing = new Set([...keep, ...put.map(({ name }) => name)]);
    let { serial } = known;
    const fresh = put.filter(({ name }) => !isLive(name)).map((sent): Line => ['own', sent, (serial += 1)]);
    const over = [...known.own.keys()].filter((name) => isLive(name) && !standing.has(name));
    return await file.add([...fresh, ...over.map((name): Line => ['gone', name, (serial += 1)])]);
  };

  const unsent = (mark: DispatchMark): UnsentDispatches => {
    const put: SentDispatch[] = [];
    const drop: string[] = [];
    let [serial, characters] = [mark.sent, 0];
    const waiting = [...known.own].filter(([, one]) => one.serial > mark.sent);
    for (const [name, one] of waiting.toSorted(([, a], [, b]) => a.serial - b.serial)) {
      characters += one.sent?.content.length ?? 0;
      const full = put.length >= dispatchLimits.rows || drop.length >= dispatchLimits.drop;
      if (full || (characters > dispatchLimits.characters && put.length + drop.length > 0)) break;
      if (one.sent === null) drop.push(name);
      else put.push(one.sent);
      ({ serial } = one);
    }
    return { put, drop, serial };
  };

  return {
    tell: async (keep, put) => await inTurn(() => tell(keep, put)),
    markFor: (hub, epoch) =>
      known.mark?.hub === hub && known.mark.epoch === epoch
        ? known.mark
        : { hub, epoch, sent: 0, upTo: 0, at: null, told: known.mark?.told ?? '' },
    unsent,
    took: async (mark, rows, atHub = []) =>
      await inTurn(() => {
        let { serial } = known;
        const strange = atHub.filter((name) => !isLive(name));
        const over = strange.map((name): Line => ['gone', name, (serial += 1)]);
        return file.add([['hub', mark], ...rows.map((row): Line => ['row', row]), ...over]);
      }),
    get mark() {
      return known.mark;
    },
    get own() {
      const sent = known.mark?.sent ?? 0;
      return [...known.own].flatMap(([name, one]) => (one.sent === null ? [] : [{ name, taken: one.serial <= sent }]));
    },
    get received() {
      return [...known.rows.values()];
    },
    contentOf: (window, name) => known.rows.get(nameOf({ window, name }))?.content ?? null,
    close: async () => {
      await inTurn(async () => await file.close());
    },
  };
}
