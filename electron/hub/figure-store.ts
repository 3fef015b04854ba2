/** Figures of the office's cases, and the overview that is added up from them (shared/post/figures.ts, overview.ts). */
import { z } from 'zod';
import { fastHash } from '#electron/host/journal-file.ts';
import { isOld } from '#shared/casework/journal.ts';
import { readLine } from '#shared/casework/journal-line.ts';
import type { CaseClock } from '#shared/casework/figures.ts';
import { DaySums, WindowOverview } from '#shared/casework/office-overview.ts';
import { figuresTakenText, figuresText, type FiguresLetter, type FiguresTaken } from '#shared/post/figures.ts';
import {
  overviewLimits,
  overviewPageText,
  overviewText,
  type OverviewLetter,
  type OverviewPage,
} from '#shared/post/overview.ts';
import { POST_VERSION } from '#shared/post/parts.ts';
import { answered, refused, type Answered } from './answered.ts';
import type { Database } from './database.ts';
import type { HubIdentity } from './hub-key.ts';
import { refusedLetter, type LetterOutcome } from './letter-outcome.ts';
import type { WindowKeys } from './window-keys.ts';

export interface FigureStore {
  /** All of a letter, or nothing. */
  keepFigures(letter: FiguresLetter): Promise<Answered<FiguresTaken>>;
  /** Sums alone: as much for a hundred thousand cases as for ten. */
  overview(letter: OverviewLetter): Promise<Answered<OverviewPage>>;
}

interface KeptRow extends LetterOutcome {
  readonly told: string | null;
  readonly instant: Date;
}

/** What `office_overview` says of a window. */
const FoundWindow = WindowOverview.omit({
  lastOn: true,
  lastAt: true,
  shippedAt: true,
  seenAt: true,
  toldAt: true,
}).extend({
  told: WindowOverview.shape.toldAt,
  /** Seconds since 1970. */
  shipped: z.number().nullable(),
  seen: z.number().nullable(),
  /** Its last entry, where that is none of the largest. */
  line: z.string().nullable(),
});
interface OverviewRow {
  readonly windows: unknown;
  readonly days: unknown;
  readonly persons: string;
  readonly twice: string;
}

const instantOf = (seconds: number | null): string | null =>
  seconds === null ? null : new Date(seconds * 1000).toISOString();

/** Business date and instant that an entry names in its open part. */
function momentOf(line: string | null): Pick<WindowOverview, 'lastOn' | 'lastAt'> {
  const reading = line === null ? null : readLine(line, fastHash);
  if (reading?.state !== 'entry' || isOld(reading.entry)) return { lastOn: null, lastAt: null };
  const { on, at } = reading.entry.header;
  return { lastOn: on, lastAt: at };
}

function windowOf(found: unknown): WindowOverview {
  const { told: toldAt, shipped, seen, line, ...rest } = FoundWindow.parse(found);
  return { ...rest, toldAt, shippedAt: instantOf(shipped), seenAt: instantOf(seen), ...momentOf(line) };
}

/** Of two of one case in one letter the last holds. */
function columnsOf(put: FiguresLetter['put']) {
  const cases = [...new Map(put.map((one) => [one.subject, one])).values()];
  const due = (clock: CaseClock) =>
    cases.map((one) => {
      const running = one.due.find(([name]) => name === clock);
      return running === undefined ? null : (running[1] ?? 'infinity');
    });
  return [
    cases.map(({ subject }) => subject),
    cases.map(({ on }) => on),
    cases.map(({ status }) => status),
    cases.map(({ persons }) => persons),
    cases.map(({ met }) => met),
    cases.map(({ amountFen }) => amountFen),
    due('decision'),
    due('remedy'),
    due('pending'),
  ];
}

export function figureStore(database: Database, hub: HubIdentity, { signedBy, forget }: WindowKeys): FigureStore {
  const keepFigures: FigureStore['keepFigures'] = async (letter) => {
    const signed = await signedBy(letter, figuresText(letter), letter.signature);
    if (!signed.ok) return signed;
    const { office, area, window, generation, put, drop, through, nonce, told } = letter;
    const [row] = await database.rows<KeptRow>(
      'SELECT * FROM keep_figures($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)',
      [office, window, generation, signed.value.publicKey, told, through, ...columnsOf(put), [...new Set(drop)]],
    );
    const problem = refusedLetter(letter, row, forget);
    if (problem !== null || row === undefined) return problem ?? refused({ code: 'unknown-window' });
    const unsigned = {
      office,
      area,
      window,
      generation,
      nonce,
      hub: hub.hub,
      epoch: row.epoch ?? '',
      told: row.told ?? told,
      at: row.instant.toISOString(),
    };
    return answered({ version: POST_VERSION, ...unsigned, signature: await hub.sign(figuresTakenText(unsigned)) });
  };

  const overview: FigureStore['overview'] = async (letter) => {
    const signed = await signedBy(letter, overviewText(letter), letter.signature);
    if (!signed.ok) return signed;
    const { office, area, window, generation, on, until, from, after, nonce } = letter;
    const [may] = await database.rows<LetterOutcome>('SELECT * FROM may_keep($1, $2, $3, $4)', [
      office,
      window,
      generation,
      signed.value.publicKey,
    ]);
    const problem = refusedLetter(letter, may, forget);
    if (problem !== null) return problem;
    const [row] = await database.rows<OverviewRow & { readonly instant: Date }>(
      'SELECT *, clock_timestamp() AS instant FROM office_overview($1, $2, $3, $4, $5, $6)',
      [office, on, until, from, after, overviewLimits.windows],
    );
    if (row === undefined) throw new Error('an overview without a row');
    const found = z.array(z.unknown()).parse(row.windows ?? []);
    const unsigned = {
      office,
      area,
      window,
      generation,
      nonce,
      hub: hub.hub,
      epoch: may?.epoch ?? '',
      at: row.instant.toISOString(),
      windows: found.slice(0, overviewLimits.windows).map(windowOf),
      more: found.length > overviewLimits.windows,
      days: DaySums.array().parse(row.days ?? []),
      claims: after === null ? { persons: Number(row.persons), twice: Number(row.twice) } : null,
    };
    return answered({ version: POST_VERSION, ...unsigned, signature: await hub.sign(overviewPageText(unsigned)) });
  };

  return { keepFigures, overview };
}
