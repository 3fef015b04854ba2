/** 短信: which firm is to be told what, as a list to hand to whoever sends it; who was told what, when and how often. */
import { useEffect, useState } from 'react';
import {
  dueMessages,
  isUnanswered,
  isWaiting,
  triesOf,
  type AnsweredCase,
  type DueMessage,
} from '#shared/aftercare/reporting/messages.ts';
import { mainPaperOfStatus } from '#shared/casework/papers-by-outcome.ts';
import { failureText } from '#shared/wording/failures.ts';
import { messageText, templateLabels, triesWords } from '#shared/wording/messages.ts';
import type { CaseSummary } from '../../store/cases/case-store.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { readAgain } from '../../store/read-again.ts';
import { Button } from '../../ui/Button.tsx';
import { ChoiceTable, type ChoiceColumn } from '../../ui/ChoiceTable.tsx';
import { CheckField } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { refreshAftercare } from '../aftercare/index.ts';
import { MessageDialog } from './MessageDialog.tsx';
import { answerDelivered, exportMessages } from './message-work.ts';
import type { TabProps } from './UploadTab.tsx';

/** Whether the paper of the answer came out: it is handed over at the window. */
const wasPrinted = ({ status, prints }: CaseSummary): boolean =>
  prints.some(({ paper, state, outdated }) => paper === mainPaperOfStatus[status] && state === 'printed' && !outdated);

/** Cases whose paper waits to be fetched, with the agent's telephone out of the application. */
async function answeredCases({ cases }: CounterStore): Promise<readonly AnsweredCase[]> {
  const found: AnsweredCase[] = [];
  for (const entry of cases.list()) {
    const { caseId, number, status, decidedAt, employerName } = entry;
    if ((status !== 'deficient' && status !== 'declined') || wasPrinted(entry)) continue;
    const opened = await cases.open(caseId);
    const mobile = opened.ok ? opened.value.application.employer.agent.mobile : '';
    found.push({ caseId, number, status, decidedAt, employerName, mobile });
  }
  return found;
}

const columnsOf = (store: CounterStore, tries: (key: string) => string): readonly ChoiceColumn<DueMessage>[] => [
  { id: 'what', heading: '事项', width: '5rem', cell: ({ template }) => templateLabels[template] },
  {
    id: 'firm',
    heading: '单位',
    width: '14rem',
    cell: ({ employerName }) => <span className="firm">{employerName}</span>,
  },
  {
    id: 'mobile',
    heading: '手机',
    width: '8rem',
    cell: ({ mobile }) => (mobile === '' ? <strong>没有登记</strong> : <span className="number">{mobile}</span>),
  },
  { id: 'text', heading: '内容', cell: (message) => messageText(message, store.office) },
  { id: 'tries', heading: '已告知', width: '8rem', cell: ({ key }) => tries(key) },
];

export function MessagesTab({ store, book, on }: TabProps) {
  const [cases, setCases] = useState<readonly AnsweredCase[] | null>(null);
  const [all, setAll] = useState(false);
  const [open, setOpen] = useState<DueMessage | null>(null);
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState<{ readonly tone: 'good' | 'bad'; readonly text: string } | null>(null);
  useEffect(() => readAgain(store.cases, () => answeredCases(store), setCases), [store]);
  const { reporting } = book;
  const due = dueMessages(book, cases ?? []);
  const waiting = due.filter((message) => isWaiting(reporting, message));
  const unanswered = due.filter((message) => isUnanswered(reporting, message));
  const sendable = waiting.filter(({ mobile }) => mobile !== '');
  const run = async () => {
    if (busy || cases === null || sendable.length === 0) return;
    setBusy(true);
    const written = await exportMessages(store, on, sendable);
    await refreshAftercare(store);
    setBusy(false);
    setSaid(
      written.ok
        ? { tone: 'good', text: `短信清单已写入 ${written.value}。发出后打开各行登记结果，文件用后删除。` }
        : { tone: 'bad', text: failureText(written.failure) },
    );
  };
  /** Everybody of whom nobody said otherwise; whom it did not reach is told row by row before. */
  const answerAll = async () => {
    if (busy || unanswered.length === 0) return;
    setBusy(true);
    const done = await answerDelivered(store, on, reporting, unanswered);
    await refreshAftercare(store);
    setBusy(false);
    setSaid(done.ok ? { tone: 'good', text: '已登记为已告知。' } : { tone: 'bad', text: failureText(done.failure) });
  };
  return (
    <>
      <div className="row reports__choices">
        <CheckField label="连同已告知的" checked={all} onChange={(event) => setAll(event.target.checked)} />
        <span className="grow" />
        {unanswered.length === 0 ? null : (
          <Button shortcut="register" unavailable={busy} onClick={() => void answerAll()}>
            登记 {unanswered.length} 条已告知
          </Button>
        )}
        <Button
          look="primary"
          shortcut="save"
          unavailable={busy || cases === null || sendable.length === 0}
          onClick={() => void run()}
        >
          导出短信清单（{sendable.length} 条）
        </Button>
      </div>
      <p className="soft small">
        省系统会发进度短信；这里列的由本单位自己发。内容没有姓名、证件号和链接，账号只有末四位。没有手机的请打电话，打开一行登记。
      </p>
      {said === null ? null : (
        <Notice tone={said.tone} live={said.tone === 'bad' ? 'alert' : 'status'}>
          {said.text}
        </Notice>
      )}
      <ChoiceTable
        label="短信"
        columns={columnsOf(store, (key) => triesWords(triesOf(reporting, key)))}
        rows={all ? due : due.filter((message) => waiting.includes(message) || unanswered.includes(message))}
        keyOf={({ key }) => key}
        onOpen={setOpen}
        copies={({ employerName, mobile }) => ({ firm: employerName, phone: mobile })}
        empty="没有要告知的单位。"
        autoFocus
      />
      {open === null ? null : (
        <MessageDialog store={store} reporting={reporting} message={open} on={on} onClose={() => setOpen(null)} />
      )}
    </>
  );
}
