/**
 * What the provincial system said of persons who left in a batch: read back from a file, mirrored, never decided here. A row that it
 * refused, or that the bank sent back, waits for a correction, which sends that row again.
 */
import { z } from 'zod';
import { PlainDateSchema, type PlainDate } from '../domain/plain-date.ts';

/** `paid`: the money arrived. `accepted`: the row was taken, or passed a stage. `inProcess`: no answer yet. */
export const ProvinceOutcome = z.enum(['accepted', 'paid', 'inProcess', 'refused', 'failed']);
export type ProvinceOutcome = z.infer<typeof ProvinceOutcome>;

export const ProvinceRow = z.object({
  citizenId: z.string().min(1),
  outcome: ProvinceOutcome,
  /** As the file words them; empty where it says nothing. */
  result: z.string().max(200),
  stage: z.string().max(100),
  reason: z.string().max(500),
  code: z.string().max(50),
  /** The day that the row names; `null` without one. */
  on: PlainDateSchema.nullable(),
  amountFen: z.number().int().nonnegative().nullable(),
});
export type ProvinceRow = z.infer<typeof ProvinceRow>;

/** The file that it came from. `day`: how the clerk dated it, which is its as-of date. */
export const ProvinceFile = z.object({
  name: z.string().max(200),
  digest: z.string().regex(/^[0-9a-f]{64}$/u),
  day: PlainDateSchema,
});
export type ProvinceFile = z.infer<typeof ProvinceFile>;

/** Answers that send the row back to the window. */
export const isReturned = (outcome: ProvinceOutcome): boolean => outcome === 'refused' || outcome === 'failed';

/** Where a person stands with the province. `unknown`: nothing came back. `again`: came back, was corrected, no answer since. */
export type ProvinceStanding = ProvinceOutcome | 'unknown' | 'again';

/** The last word on each person by citizen ID, with the as-of day of its file; `stage` as the file words it, and the day that it names. */
export type ProvinceWords = ReadonlyMap<
  string,
  { readonly standing: ProvinceStanding; readonly day: PlainDate; readonly stage: string; readonly on: PlainDate }
>;

export const NO_WORDS: ProvinceWords = new Map();

/**
 * After a file was read. A file that is older than what is known of a person says nothing new about that person: files are read in
 * any order, and a row that was corrected meanwhile does not come back by an old one. `fresh`: the rows that count.
 */
export function afterAnswer(
  words: ProvinceWords,
  { file, rows }: { readonly file: Pick<ProvinceFile, 'day'>; readonly rows: readonly ProvinceRow[] },
): { readonly words: ProvinceWords; readonly fresh: readonly ProvinceRow[] } {
  const fresh = rows.filter(({ citizenId }) => (words.get(citizenId)?.day ?? file.day) <= file.day);
  const next = new Map(words);
  for (const { citizenId, outcome, stage, on } of fresh)
    next.set(citizenId, { standing: outcome, day: file.day, stage, on: on ?? file.day });
  return { words: next, fresh };
}

/** After a correction: whoever came back is on the way again. */
export const afterCorrection = (words: ProvinceWords, on: PlainDate): ProvinceWords =>
  new Map(
    [...words].map(([citizenId, word]) => [
      citizenId,
      word.standing === 'refused' || word.standing === 'failed' ? { standing: 'again', day: on, stage: '', on } : word,
    ]),
  );

/** Persons of a case of whom the same was said last, and the latest day of it. */
export interface ProvinceStage {
  /** As the file words it; empty where it names none. */
  readonly stage: string;
  readonly standing: ProvinceStanding;
  readonly on: PlainDate;
  readonly persons: number;
}

/** In the order in which they were first told; nothing is inferred of whoever was never named. */
export function stagesOf(words: ProvinceWords): readonly ProvinceStage[] {
  const groups = new Map<string, ProvinceStage>();
  for (const { stage, standing, on } of words.values()) {
    const key = JSON.stringify([stage, standing]);
    const known = groups.get(key);
    const latest = known === undefined || on > known.on ? on : known.on;
    groups.set(key, { stage, standing, on: latest, persons: (known?.persons ?? 0) + 1 });
  }
  return [...groups.values()];
}

/** The row and file of the last word on each person, by citizen ID. */
export function lastProvinceRows(
  actions: readonly {
    readonly action: { readonly kind: string; readonly on: PlainDate } & Partial<{
      readonly file: ProvinceFile;
      readonly rows: readonly ProvinceRow[];
    }>;
  }[],
): ReadonlyMap<string, { readonly row: ProvinceRow; readonly file: ProvinceFile }> {
  let words = NO_WORDS;
  const last = new Map<string, { row: ProvinceRow; file: ProvinceFile }>();
  for (const { action } of actions) {
    if (action.kind === 'corrected') words = afterCorrection(words, action.on);
    const { file, rows } = action;
    if (action.kind !== 'provinceAnswered' || file === undefined || rows === undefined) continue;
    const told = afterAnswer(words, { file, rows });
    ({ words } = told);
    for (const row of told.fresh) last.set(row.citizenId, { row, file });
  }
  return last;
}
