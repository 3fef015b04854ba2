/** What the deadline board must know of 上报, read from the entries alone: folding the whole book there would cost every screen. */
import { z } from 'zod';
import { byAdministrator, type EntryAuthor } from '../../domain/officer.ts';
import { MonthSchema, PlainDateSchema, type Month, type PlainDate } from '../../domain/plain-date.ts';
import { reportRulesShape } from './events.ts';
import { usualReportRules, type ReportRules } from './reporting.ts';

const Watched = z.discriminatedUnion('step', [
  reportRulesShape,
  z.object({ step: z.literal('listMade'), period: MonthSchema }),
  z.object({ step: z.literal('listWritten') }),
  z.object({
    step: z.literal('paymentAnswered'),
    result: z.object({ outcome: z.literal('paid'), paidOn: PlainDateSchema }),
  }),
]);

export interface UploadWatch {
  readonly rules: ReportRules;
  /** Months whose list was written. */
  readonly written: readonly Month[];
  /** First day on which money arrived; `null` while none did. */
  readonly firstPaid: PlainDate | null;
}

export function uploadWatch(
  entries: readonly { readonly subjectId: string; readonly content: unknown; readonly by: EntryAuthor | null }[],
): UploadWatch {
  let [rules, firstPaid]: [ReportRules, PlainDate | null] = [usualReportRules, null];
  const periods = new Map<string, Month>();
  const written: Month[] = [];
  for (const entry of entries) {
    const read = Watched.safeParse(entry.content);
    if (!read.success) continue;
    const event = read.data;
    if (event.step === 'reportRulesSet' && byAdministrator(entry)) {
      const { period, localDay, recovered, documentNumber } = event;
      rules = { period, localDay, recovered, documentNumber };
    } else if (event.step === 'listMade') periods.set(entry.subjectId, event.period);
    else if (event.step === 'listWritten') {
      const period = periods.get(entry.subjectId);
      if (period !== undefined) written.push(period);
    } else if (event.step === 'paymentAnswered') {
      const { paidOn } = event.result;
      if (firstPaid === null || paidOn < firstPaid) firstPaid = paidOn;
    }
  }
  return { rules, written, firstPaid };
}
