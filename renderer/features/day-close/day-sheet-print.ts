/** Prints the day sheet: the ledger first, then the paper. Every press is a sheet of its own with its own ledger number. */
import { z } from 'zod';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import { success, type Result } from '#shared/contract/failure.ts';
import { daySheet, type DaySheetInput } from '#shared/papers/day-sheet.ts';
import { digestOf } from '#shared/policy/canonical-json.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { printLetter, type PrintAttempt } from '../papers/index.ts';

/** What the sheet says before the ledger has numbered it. With the entry's sequence and hash it can be set again. */
export type DaySheetContent = Omit<DaySheetInput, 'number' | 'ledger'>;

export interface SheetPrint {
  readonly sequence: number;
  readonly attempt: PrintAttempt;
}

const Outcome = z.object({ step: z.literal('daySheetOutcome'), of: z.number(), state: z.enum(['printed', 'failed']) });
const Sent = z.object({ step: z.literal('daySheetSent'), content: z.unknown() });

const subject = (on: PlainDate): string => `daySheet:${on}`;
export const sheetNumber = (sequence: number): string => `台账第 ${sequence} 号`;

/** Journals the sheet, then sends it to the printer. */
export async function printDaySheet(
  store: CounterStore,
  on: PlainDate,
  content: DaySheetContent,
): Promise<Result<SheetPrint>> {
  const recorded = await store.cases.recordEvent({
    entryId: crypto.randomUUID(),
    kind: 'print',
    subjectId: subject(on),
    on,
    content: { step: 'daySheetSent', content },
    takeBatchNumber: false,
  });
  if (!recorded.ok) return recorded;
  const { sequence, hash } = recorded.value;
  const letter = daySheet({ ...content, number: sheetNumber(sequence), ledger: { count: sequence, head: hash } });
  const attempt = await printLetter(store, letter, { copy: 1, printedOn: on });
  return attempt.ok ? success({ sequence, attempt: attempt.value }) : attempt;
}

/** Journals whether the sheet came out. */
export async function recordSheetOutcome(
  store: CounterStore,
  on: PlainDate,
  of: number,
  state: 'printed' | 'failed',
): Promise<Result<unknown>> {
  return await store.cases.recordEvent({
    entryId: crypto.randomUUID(),
    kind: 'print',
    subjectId: subject(on),
    on,
    content: { step: 'daySheetOutcome', of, state },
    takeBatchNumber: false,
  });
}

export interface PrintedSheet {
  readonly sequence: number;
  readonly state: 'sent' | 'printed' | 'failed';
  /** What the sheet says of the day; see {@link daySaid}. */
  readonly said: string;
}

/** What a sheet says of the day, whoever prints it and however far the post is by then: two that say the same are as good as each other. */
export function daySaid(content: unknown): string {
  const { officerName: _, office: __, hub: ___, figures, ...day } = (content ?? {}) as Partial<DaySheetContent>;
  const { synced: ____, ...counted } = figures ?? {};
  return digestOf({ ...day, figures: counted });
}

/** The sheets of a day, oldest first. */
export async function sheetsOfDay(store: CounterStore, on: PlainDate): Promise<readonly PrintedSheet[]> {
  const events = await store.cases.events('print');
  if (!events.ok) return [];
  const sheets = new Map<number, PrintedSheet>();
  for (const { sequence, subjectId, content } of events.value) {
    if (subjectId !== subject(on)) continue;
    const outcome = Outcome.safeParse(content);
    const sent = Sent.safeParse(content);
    if (outcome.success) {
      const known = sheets.get(outcome.data.of);
      if (known !== undefined) sheets.set(known.sequence, { ...known, state: outcome.data.state });
    } else if (sent.success) sheets.set(sequence, { sequence, state: 'sent', said: daySaid(sent.data.content) });
  }
  return [...sheets.values()];
}
