/**
 * The office's clocks as the journal tells them: a 公示 that began, a list that came down to be answered. Each is opened
 * and closed by an officer, with the day of it.
 */
import { z } from 'zod';
import { PlainDateSchema, type PlainDate } from '../domain/plain-date.ts';

export const officeClockKinds = ['publicNotice', 'dueButUnpaid', 'suspectedDuplicate'] as const;
export type OfficeClockKind = (typeof officeClockKinds)[number];

/** What `recordEvent` is given under the kind `clock`. Subject: the clock's id. */
export const ClockEvent = z.discriminatedUnion('step', [
  z.object({
    step: z.literal('opened'),
    clock: z.enum(officeClockKinds),
    /** What the clerk calls it: a batch number, the list's month. No person's name. */
    name: z.string().trim().min(1),
    from: PlainDateSchema,
  }),
  z.object({ step: z.literal('closed'), note: z.string() }),
  /** Registered by mistake: it counts no more. */
  z.object({ step: z.literal('voided'), reason: z.string().trim().min(1) }),
]);
export type ClockEvent = z.infer<typeof ClockEvent>;

export interface RegisteredClock {
  readonly id: string;
  readonly kind: OfficeClockKind;
  readonly name: string;
  readonly from: PlainDate;
  /** Ledger number of the entry that opened it. */
  readonly ledgerNumber: number;
  readonly closedOn: PlainDate | null;
}

/** An event as stored. */
export interface StoredClockEvent {
  readonly sequence: number;
  readonly subjectId: string;
  readonly on: PlainDate;
  readonly content: unknown;
}

/** All clocks that stand, in the order in which they were registered. What is no event of a clock is passed over. */
export function foldClocks(events: readonly StoredClockEvent[]): readonly RegisteredClock[] {
  const clocks = new Map<string, RegisteredClock>();
  for (const { subjectId: id, sequence, on, content } of events) {
    const event = ClockEvent.safeParse(content);
    if (!event.success) continue;
    const known = clocks.get(id);
    if (event.data.step === 'opened') {
      const { clock: kind, name, from } = event.data;
      if (known === undefined) clocks.set(id, { id, kind, name, from, ledgerNumber: sequence, closedOn: null });
    } else if (known !== undefined && event.data.step === 'closed') clocks.set(id, { ...known, closedOn: on });
    else clocks.delete(id);
  }
  return [...clocks.values()];
}
