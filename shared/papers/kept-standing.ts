/**
 * What a paper of a batch, list, recovery or month says by counts and amounts, and whether that still holds. It is kept as a digest over
 * nothing that names a person: an entry outlives the purge of a case.
 */
import type { AftercareBook, NoticeBatch } from '../aftercare/book.ts';
import type { TakenList } from '../aftercare/lists/lists.ts';
import { claimedOf, debtOf, type Recovery } from '../aftercare/recovery/book.ts';
import type { SentReport } from '../aftercare/reporting/reporting.ts';
import { isPaperReference } from '../domain/paper-reference.ts';
import { digestOf } from '../policy/canonical-json.ts';
import { isSamePaper, type KeptPrint } from './kept-paper.ts';
import type { RecoveryPaper } from './recovery-letters.ts';

/** Persons and fen that stand on a paper; 0 where it does not say so. */
export interface PaperFigures {
  readonly persons: number;
  readonly amountFen: number;
}

/** What a batch's paper says: firms, persons by count, amounts. `items`: who is known here. */
export function batchSays(
  { shares, begun, allocated }: NoticeBatch,
  items: AftercareBook['items'],
  paper: 'publicNotice' | 'allocationSheet',
): string {
  const firms = new Map<string, readonly [persons: number, amountFen: number]>();
  for (const { source } of items) {
    const share = shares.get(source.itemId);
    if (share === undefined) continue;
    const [persons, amountFen] = firms.get(source.firmKey) ?? [0, 0];
    firms.set(source.firmKey, [persons + 1, amountFen + share]);
  }
  return digestOf([[...firms], paper === 'publicNotice' ? begun.sequence : (allocated?.sequence ?? null)]);
}

/** What a recovery's paper says; `null` where there is nothing (any more) that it could say. */
export function recoverySays({ items, decided, urged, agreed }: Recovery, paper: RecoveryPaper): string | null {
  const basis = {
    recoveryWarning: 0,
    recoveryDecision: decided?.sequence,
    recoveryReminder: urged?.sequence,
    repaymentAgreement: agreed?.sequence,
    deliveryReceipt: urged?.sequence ?? decided?.sequence,
  }[paper];
  if (basis === undefined) return null;
  return digestOf([
    basis,
    paper === 'deliveryReceipt' ? [] : items.map(({ amountFen, reason }) => [reason, amountFen]),
  ]);
}

export function recoveryFigures(recovery: Recovery, paper: RecoveryPaper): PaperFigures {
  const persons = recovery.items.length;
  switch (paper) {
    case 'recoveryWarning':
      return { persons, amountFen: claimedOf(recovery) };
    case 'recoveryDecision':
      return { persons, amountFen: recovery.decided?.act.amountFen ?? 0 };
    case 'recoveryReminder':
      return { persons: 0, amountFen: debtOf(recovery) };
    case 'repaymentAgreement':
      return {
        persons: 0,
        amountFen: (recovery.agreed?.act.instalments ?? []).reduce((sum, one) => sum + one.amountFen, 0),
      };
    case 'deliveryReceipt':
      return { persons: 0, amountFen: 0 };
  }
}

/** Where a paper belongs at this window. */
export type KeptPlace =
  | { readonly kind: 'batch'; readonly batch: NoticeBatch }
  | { readonly kind: 'list'; readonly list: TakenList }
  | { readonly kind: 'recovery'; readonly recovery: Recovery }
  | { readonly kind: 'report'; readonly report: SentReport };

/** Subjects of prints: `aftercare:` a batch or a list, `recovery:` a recovery, `report:` a report that was sent. */
export function placeOfSubject(
  { batches, lists, recoveries, reporting }: AftercareBook,
  subjectId: string,
): KeptPlace | null {
  const [, kind, id] = /^(aftercare|recovery|report):(.*)$/u.exec(subjectId) ?? [];
  const batch = kind === 'aftercare' ? batches.find(({ batchId }) => batchId === id) : undefined;
  if (batch !== undefined) return { kind: 'batch', batch };
  const list = kind === 'aftercare' ? lists.taken.find(({ head }) => head.listId === id) : undefined;
  if (list !== undefined) return { kind: 'list', list };
  const recovery = kind === 'recovery' ? recoveries.find(({ recoveryId }) => recoveryId === id) : undefined;
  if (recovery !== undefined) return { kind: 'recovery', recovery };
  const report = kind === 'report' ? reporting.reports.find(({ reportId }) => reportId === id) : undefined;
  return report === undefined ? null : { kind: 'report', report };
}

/** `prefix`: of this window. `null`: no reference, or of another window. */
export function placeOfReference(book: AftercareBook, prefix: string, reference: string): KeptPlace | null {
  if (!isPaperReference(reference)) return null;
  const rest = reference.slice(3);
  const batch = reference.startsWith('PC-') ? book.batches.find(({ number }) => number === rest) : undefined;
  if (batch !== undefined) return { kind: 'batch', batch };
  if (!rest.startsWith(`${prefix}-`)) return null;
  const sequence = Number(rest.slice(prefix.length + 1));
  const list = reference.startsWith('MD-') ? book.lists.taken.find((one) => one.sequence === sequence) : undefined;
  if (list !== undefined) return { kind: 'list', list };
  const recovery = reference.startsWith('ZH-')
    ? book.recoveries.find(({ opened }) => opened.sequence === sequence)
    : undefined;
  if (recovery !== undefined) return { kind: 'recovery', recovery };
  const report = reference.startsWith('YB-')
    ? book.reporting.reports.find(({ sent }) => sent.sequence === sequence)
    : undefined;
  return report === undefined ? null : { kind: 'report', report };
}

export type Standing = 'current' | 'corrected' | 'void';

const compared = (said: string | undefined, now: string | null): Standing => {
  if (now === null) return 'void';
  return said === undefined || said === now ? 'current' : 'corrected';
};

/** Of a list's paper: another one of that firm was printed since, or somebody on it will not be paid by this list. */
function standingOnList({ items }: AftercareBook, print: KeptPrint, prints: readonly KeptPrint[]): Standing {
  const { content, sequence, subjectId } = print;
  if (content.step !== 'listPaperSent') return 'current';
  const later = prints.filter(
    (one) => one.sequence > sequence && one.subjectId === subjectId && isSamePaper(one.content, content),
  );
  if (content.says !== undefined && later.some((one) => one.content.says !== content.says)) return 'corrected';
  if (content.paper !== 'payeeSheet') return 'current';
  const named = new Set(content.itemIds);
  const out = items.filter(({ source, state, gone }) => named.has(source.itemId) && (gone || OUT.has(state)));
  return out.length > 0 ? 'corrected' : 'current';
}
const OUT: ReadonlySet<string> = new Set(['rejected', 'removed', 'withdrawn']);

/** Whether what a print says holds now. `prints`: all of this window. */
export function standingOf(
  book: AftercareBook,
  place: KeptPlace,
  print: KeptPrint,
  prints: readonly KeptPrint[],
): Standing {
  const { content } = print;
  if (place.kind === 'list') return standingOnList(book, print, prints);
  if (place.kind === 'report') {
    const { reportId } = place.report;
    return book.reporting.reports.some(({ sent }) => sent.event.corrects?.reportId === reportId)
      ? 'corrected'
      : 'current';
  }
  if (place.kind === 'batch' && content.step === 'batchPaperSent')
    return place.batch.shares.size === 0
      ? 'void'
      : compared(content.says, batchSays(place.batch, book.items, content.paper));
  if (place.kind === 'recovery' && content.step === 'recoveryPaperSent')
    return place.recovery.withdrawn !== null
      ? 'void'
      : compared(content.says, recoverySays(place.recovery, content.paper));
  return 'current';
}
