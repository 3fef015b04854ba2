/**
 * The figures of the own cases (`post-figures.jsonl` of an area) as the window that was signed in said them, and how far the hub has
 * them. No name and no ID. In no backup: all of it follows from the ledger, so a file that cannot be read is begun anew.
 */
import { join } from 'node:path';
import { z } from 'zod';
import type { Result } from '#shared/contract/failure.ts';
import { serialQueue } from '#shared/domain/serial-queue.ts';
import { CaseFigures } from '#shared/casework/figures.ts';
import { added, type Sums } from '#shared/casework/office-overview.ts';
import { MOST_FIGURES } from '#shared/post/figures.ts';
import type { FileLayer } from '../file-layer.ts';
import { openFoldedLines, type Fold } from './folded-lines.ts';

const Count = z.number().int().nonnegative();
const FigureMark = z.object({
  hub: z.uuid(),
  epoch: z.uuid(),
  /** Cases up to this serial are durable there, looked through up to this ledger entry. */
  sent: Count,
  through: Count,
  /** Of the letter that said so, by the own clock; the latest that the hub knows. */
  told: z.string(),
});
export type FigureMark = z.infer<typeof FigureMark>;

/** What lies on a stick for the hub. */
const CarriedFigures = FigureMark.extend({ nonce: z.uuid() });
export type CarriedFigures = z.infer<typeof CarriedFigures>;

const Line = z.union([
  z.tuple([z.literal('through'), Count]),
  z.tuple([z.literal('own'), CaseFigures, Count]),
  z.tuple([z.literal('gone'), z.string(), Count]),
  z.tuple([z.literal('hub'), FigureMark]),
  z.tuple([z.literal('stick'), CarriedFigures]),
]);
type Line = z.infer<typeof Line>;

export interface ToldFigures {
  readonly through: number;
  readonly cases: readonly CaseFigures[];
  /** Destroyed at their term. */
  readonly dropped: readonly string[];
}

/** What one letter says. */
export interface FigureNews {
  readonly put: readonly CaseFigures[];
  readonly drop: readonly string[];
  readonly serial: number;
  readonly through: number;
}

export interface FigureBook {
  /** Up to which ledger entry the cases were looked through; 0: nobody who was signed in has said any. */
  readonly through: number;
  /** Over all own cases. */
  readonly sums: Sums;
  /** Cases that the hub which was met last does not have as they are now. */
  readonly waiting: number;
  /** Whether that hub has everything, the look itself included. */
  readonly isTold: boolean;
  readonly mark: FigureMark | null;
  readonly carried: CarriedFigures | null;
  tell(told: ToldFigures): Promise<Result<null>>;
  /** How it stands with this hub; another hub or epoch knows nothing yet. */
  markFor(hub: string, epoch: string): FigureMark;
  /** The next letter; `null` where there is nothing to say. */
  next(mark: FigureMark): FigureNews | null;
  took(mark: FigureMark): Promise<Result<null>>;
  /** Everything, in letters: what a stick carries. */
  all(): readonly FigureNews[];
  carry(carried: CarriedFigures): Promise<Result<null>>;
  close(): Promise<void>;
}

/** The lines folded. */
class Known implements Fold<Line> {
  through = 0;
  serial = 0;
  mark: FigureMark | null = null;
  carried: CarriedFigures | null = null;
  readonly own = new Map<string, { readonly figures: CaseFigures | null; readonly serial: number }>();

  take(line: Line): void {
    switch (line[0]) {
      case 'through':
        [, this.through] = line;
        return;
      case 'own':
        this.put(line[1].subject, line[1], line[2]);
        return;
      case 'gone':
        this.put(line[1], null, line[2]);
        return;
      case 'hub':
        [, this.mark] = line;
        return;
      case 'stick':
        [, this.carried] = line;
    }
  }

  lines(): Line[] {
    return [
      ['through', this.through],
      ...this.inOrder(0).map(([subject, { figures, serial }]): Line =>
        figures === null ? ['gone', subject, serial] : ['own', figures, serial],
      ),
      ...(this.mark === null ? [] : [['hub', this.mark] satisfies Line]),
      ...(this.carried === null ? [] : [['stick', this.carried] satisfies Line]),
    ];
  }

  inOrder(after: number) {
    const found = [...this.own].filter(([, { serial }]) => serial > after);
    return found.toSorted(([, one], [, other]) => one.serial - other.serial);
  }

  private put(subject: string, figures: CaseFigures | null, serial: number): void {
    this.serial = serial;
    this.own.set(subject, { figures, serial });
  }
}

/** Rejects with errno errors. */
export async function openFigureBook(layer: FileLayer, folder: string): Promise<FigureBook> {
  const file = await openFoldedLines(layer, join(folder, 'post-figures.jsonl'), Line, () => new Known());
  const { known } = file;
  const inTurn = serialQueue();

  const tell = async ({ through, cases, dropped }: ToldFigures): Promise<Result<null>> => {
    let { serial } = known;
    const fresh: Line[] = [];
    for (const figures of cases)
      if (JSON.stringify(known.own.get(figures.subject)?.figures) !== JSON.stringify(figures))
        fresh.push(['own', figures, (serial += 1)]);
    for (const subject of dropped)
      if (known.own.get(subject)?.figures !== null) fresh.push(['gone', subject, (serial += 1)]);
    // Last: whoever is interrupted before it looks through the same cases again.
    if (known.through !== through) fresh.push(['through', through]);
    return await file.add(fresh);
  };

  const letterOf = (page: ReturnType<Known['inOrder']>, last: boolean, before: number): FigureNews => ({
    put: page.flatMap(([, { figures }]) => figures ?? []),
    drop: page.flatMap(([subject, { figures }]) => (figures === null ? [subject] : [])),
    serial: page.at(-1)?.[1].serial ?? known.serial,
    through: last ? known.through : before,
  });

  const next: FigureBook['next'] = (mark) => {
    if (known.through === 0 || (known.serial <= mark.sent && known.through === mark.through)) return null;
    const waiting = known.inOrder(mark.sent);
    return letterOf(waiting.slice(0, MOST_FIGURES), waiting.length <= MOST_FIGURES, mark.through);
  };

  return {
    get through() {
      return known.through;
    },
    get sums() {
      return added(
        [...known.own.values()].flatMap(({ figures }) => (figures === null ? [] : [{ ...figures, cases: 1 }])),
      );
    },
    get waiting() {
      const { sent } = known.mark ?? { sent: 0 };
      return known.serial <= sent ? 0 : known.inOrder(sent).length;
    },
    get isTold() {
      return known.mark !== null && next(known.mark) === null && known.through > 0;
    },
    get mark() {
      return known.mark;
    },
    get carried() {
      return known.carried;
    },
    tell: async (told) => await inTurn(() => tell(told)),
    markFor: (hub, epoch) =>
      known.mark?.hub === hub && known.mark.epoch === epoch
        ? known.mark
        : { hub, epoch, sent: 0, through: 0, told: known.mark?.hub === hub ? known.mark.told : '' },
    next,
    took: async (mark) => await inTurn(() => file.add([['hub', mark]])),
    all: () => {
      const every = known.inOrder(0);
      const pages: FigureNews[] = [];
      for (let at = 0; at === 0 || at < every.length; at += MOST_FIGURES)
        pages.push(letterOf(every.slice(at, at + MOST_FIGURES), at + MOST_FIGURES >= every.length, 0));
      return known.through === 0 ? [] : pages;
    },
    carry: async (carried) => await inTurn(() => file.add([['stick', carried]])),
    close: async () => {
      await inTurn(async () => await file.close());
    },
  };
}
