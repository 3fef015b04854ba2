import { useState } from 'react';
import { paperTitles } from '#shared/wording/letters.ts';
import { failureText } from '#shared/wording/failures.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { PrintedQuestion } from '../papers/index.ts';
import {
  exportNotice,
  printBatchPaper,
  recordBatchPaperOutcome,
  type BatchPaper,
  type BatchWork,
} from './batch-print.ts';

/** The paper that the batch needs now by the print key; the notice also as a file. */
export function BatchPapers(work: BatchWork) {
  const [asked, setAsked] = useState<BatchPaper | null>(null);
  const [said, setSaid] = useState<{ readonly tone: 'good' | 'bad'; readonly text: string } | null>(null);
  const [busy, setBusy] = useState(false);
  const current: BatchPaper = work.batch.allocated === null ? 'publicNotice' : 'allocationSheet';
  const once = async (job: () => Promise<void>) => {
    if (busy) return;
    setBusy(true);
    setSaid(null);
    await job();
    setBusy(false);
  };
  const print = (paper: BatchPaper) =>
    once(async () => {
      const sent = await printBatchPaper(work, paper);
      if (!sent.ok) setSaid({ tone: 'bad', text: failureText(sent.failure) });
      else if (sent.value === 'sent') setAsked(paper);
    });
  const file = () =>
    once(async () => {
      const written = await exportNotice(work);
      setSaid(
        written.ok
          ? { tone: 'good', text: `公示文件已写入 ${written.value}` }
          : { tone: 'bad', text: failureText(written.failure) },
      );
    });
  const answer = async (state: 'printed' | 'failed' | null) => {
    const paper = asked;
    setAsked(null);
    if (paper === null || state === null) return;
    const failure = await recordBatchPaperOutcome(work, paper, state);
    if (failure !== null) setSaid({ tone: 'bad', text: failureText(failure) });
  };
  return (
    <>
      <Button shortcut="print" unavailable={busy} onClick={() => void print(current)}>
        打印{current === 'publicNotice' ? '公示' : '核拨单'}
      </Button>
      {current === 'publicNotice' ? null : (
        <Button unavailable={busy} onClick={() => void print('publicNotice')}>
          打印公示
        </Button>
      )}
      <Button unavailable={busy} onClick={() => void file()}>
        公示导出文件
      </Button>
      {said === null ? null : (
        <div className="aftercare__said">
          <Notice tone={said.tone} live={said.tone === 'bad' ? 'alert' : 'status'}>
            {said.text}
          </Notice>
        </div>
      )}
      {asked === null ? null : <PrintedQuestion title={paperTitles[asked]} onAnswer={(state) => void answer(state)} />}
    </>
  );
}
