/** A paper of a batch, list, recovery or month: where it lies at this window, and whether what it says still holds. */
import { stateOfRecovery } from '#shared/aftercare/recovery/book.ts';
import { referenceText } from '#shared/domain/paper-reference.ts';
import {
  placeOfReference,
  placeOfSubject,
  standingOf,
  type KeptPlace,
  type Standing,
} from '#shared/papers/kept-standing.ts';
import { batchStateOf } from '#shared/wording/batch-state.ts';
import { recoveryStateLabels } from '#shared/wording/recovery.ts';
import { monthWords } from '#shared/wording/reporting.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { keptPapers } from '../papers/index.ts';

/** What this window knows of a scanned paper of no case. */
export interface KeptFound {
  readonly tone: 'good' | 'warn' | 'bad';
  /** One sentence a line. */
  readonly lines: readonly string[];
  /** Where it lies here, and the word on the button that opens it. */
  readonly place: { readonly path: string; readonly word: string } | null;
  /** Whether a print of this digest is kept here. */
  readonly kept: boolean;
}

function placeWords(place: KeptPlace): { path: string; word: string; standing: string } {
  switch (place.kind) {
    case 'batch':
      return {
        path: `/aftercare/${place.batch.batchId}`,
        word: '打开批次',
        standing: `批次 ${place.batch.number} 在本窗口，现在：${batchStateOf(place.batch)}。`,
      };
    case 'list':
      return {
        path: `/aftercare/lists/${place.list.head.listId}`,
        word: '打开名单',
        standing: `${place.list.label} 在本窗口。`,
      };
    case 'recovery':
      return {
        path: `/recoveries/${place.recovery.recoveryId}`,
        word: '打开追回',
        standing: `这件追回在本窗口，现在：${recoveryStateLabels[stateOfRecovery(place.recovery)]}。`,
      };
    case 'report':
      return {
        path: '/aftercare/reports',
        word: '打开月报',
        standing: `${monthWords(place.report.sent.event.period)}月报在本窗口，${place.report.sent.on} 报出。`,
      };
  }
}

const said: Readonly<Record<Standing, Pick<KeptFound, 'tone'> & { readonly line: string }>> = {
  current: { tone: 'good', line: '与本窗口的存底一致，之后没有更正。' },
  corrected: { tone: 'warn', line: '之后已更正：这张文书的内容不是最新的，应以后来登记和打印的为准。' },
  void: { tone: 'warn', line: '之后已作废：这张文书所说的事项已不再有效。' },
};

const elsewhere = (reference: string): KeptFound => ({
  tone: 'good',
  lines: [`${referenceText(reference)} 不在本窗口：之后是否更正或作废，本窗口不知道，须问签发的窗口。`],
  place: null,
  kept: false,
});

/** `digest`: its first places at least. `null`: the ledger cannot be read. */
export async function findKept(store: CounterStore, reference: string, digest: string): Promise<KeptFound | null> {
  const [prints, book] = [await keptPapers(store), await store.aftercare.read()];
  if (!prints.ok || !book.ok) return null;
  const print = prints.value.findLast((one) => one.digest.startsWith(digest));
  const place =
    print === undefined
      ? placeOfReference(book.value, store.office.receiptPrefix, reference)
      : placeOfSubject(book.value, print.subjectId);
  if (place === null) return elsewhere(reference);
  const { standing, ...link } = placeWords(place);
  if (print === undefined)
    return { tone: 'bad', lines: [standing, '本窗口的存底里没有这样一张文书。'], place: link, kept: false };
  const { tone, line } = said[standingOf(book.value, place, print, prints.value)];
  return { tone, lines: [standing, line], place: link, kept: true };
}
