/** 读入支付结果: a payment list of the agency or its bank, firm by firm; shown first, recorded one after the other, and the same list again adds nothing. */
import { useEffect, useState } from 'react';
import type { GrantItem, NoticeBatch } from '#shared/aftercare/book.ts';
import type { PaymentResult } from '#shared/aftercare/event.ts';
import { matchPayments, type PaymentMatching } from '#shared/aftercare/payment-match.ts';
import { formatYuan } from '#shared/domain/money.ts';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import { stepId } from '#shared/verification/verification-events.ts';
import { paymentFaultWords, paymentMismatchWords } from '#shared/wording/aftercare.ts';
import { failureText } from '#shared/wording/failures.ts';
import { readPaymentsOf } from '../../store/answer-reading.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { readOfficeRules } from '../../store/office-rules.ts';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { firmLines } from './firm-lines.ts';
import { refreshAftercare } from './use-aftercare.ts';

export interface PaymentsDialogProps {
  readonly store: CounterStore;
  readonly batch: NoticeBatch;
  readonly items: readonly GrantItem[];
  readonly on: PlainDate;
  readonly file: File;
  readonly onClose: () => void;
}

type Read =
  | { readonly ok: true; readonly matching: PaymentMatching; readonly digest: string; readonly blank: number }
  | { readonly ok: false; readonly sentence: string };

async function readFile({ store, batch, items, on, file }: PaymentsDialogProps): Promise<Read> {
  const rules = await readOfficeRules(store);
  if (!rules.ok) return { ok: false, sentence: failureText(rules.failure) };
  const read = await readPaymentsOf(file, rules.value.returnLayout);
  if (!read.ok) return { ok: false, sentence: failureText(read.failure) };
  if (!read.value.ok) return read.value;
  const { rows, digest, blank } = read.value;
  const firms = firmLines(items).map(({ firmKey, employerName, items: own }) => ({
    firmKey,
    employerName,
    unifiedSocialCreditCode: own[0]?.source.unifiedSocialCreditCode ?? '',
  }));
  return { ok: true, digest, blank, matching: matchPayments(rows, batch, firms, on) };
}

function resultWords(result: PaymentResult): string {
  if (result.outcome === 'paid') return `${result.paidOn} 已发放 ${formatYuan(result.amountFen)} 元`;
  const raw = [result.rawCode, result.rawText].filter((part) => part !== '').join(' ');
  const own = raw === '' ? '' : `（${raw}）`;
  if (result.outcome === 'inProcess') return `处理中${own}`;
  return `失败 ${result.fault} ${paymentFaultWords[result.fault].label}${own}`;
}

function Found({ read }: { readonly read: Extract<Read, { readonly ok: true }> }) {
  const { answers, unmatched, known } = read.matching;
  return (
    <>
      <p>
        对上 {answers.length} 户。{known > 0 ? `另有 ${known} 户的结果已登记，没有重复。` : ''}
        {read.blank > 0 ? `${read.blank} 行没有填结果，继续等待。` : ''}
      </p>
      {answers.length === 0 ? null : (
        <table className="table" aria-label="将登记的支付结果">
          <tbody>
            {answers.map(({ attempt, firm, result }) => (
              <tr key={attempt.attemptId}>
                <td>{firm.employerName}</td>
                <td>{resultWords(result)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {unmatched.length === 0 ? null : (
        <Notice tone="warn">
          {unmatched.length} 行没有采用，其余照登：
          <ul>
            {unmatched.map(({ line, firm, reason }) => (
              <li key={`${line} ${reason}`}>
                第 {line} 行 {firm}：{paymentMismatchWords[reason]}
              </li>
            ))}
          </ul>
        </Notice>
      )}
    </>
  );
}

export function PaymentsDialog(props: PaymentsDialogProps) {
  const { store, batch, on, file, onClose } = props;
  const [read, setRead] = useState<Read | null>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  // The file is read once; what the batch says may change under the open dialog, and the desk judges each answer again.
  useEffect(() => {
    let current = true;
    void readFile(props).then((found) => {
      if (current) setRead(found);
    });
    return () => {
      current = false;
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [file]);
  const answers = read?.ok === true ? read.matching.answers : [];
  const record = async () => {
    if (read?.ok !== true) return;
    setBusy(true);
    for (const { attempt, result } of answers) {
      const entryId = stepId('payment', read.digest, attempt.attemptId, JSON.stringify(result));
      const event = { step: 'paymentAnswered', attemptId: attempt.attemptId, result } as const;
      const done = await store.aftercare.record({ entryId, subjectId: batch.batchId, on, event });
      if (done.ok) continue;
      setBusy(false);
      return setProblem(`${failureText(done.failure)} 之前的已登记；处理后重新读入同一份文件，会从这里接着登记。`);
    }
    await refreshAftercare(store);
    onClose();
  };
  return (
    <FormDialog
      title={`读入支付结果 ${file.name}`}
      confirm={`登记 ${answers.length} 户的结果`}
      busy={busy}
      unavailable={answers.length === 0}
      focusConfirm
      problem={problem}
      onSubmit={() => {
        if (answers.length > 0) void record();
      }}
      onClose={onClose}
    >
      {read === null ? <p role="status">正在读取…</p> : null}
      {read?.ok === false ? (
        <Notice tone="bad" live="alert">
          文件没有读入，没有登记任何内容：{read.sentence}
        </Notice>
      ) : null}
      {read?.ok === true ? <Found read={read} /> : null}
    </FormDialog>
  );
}
