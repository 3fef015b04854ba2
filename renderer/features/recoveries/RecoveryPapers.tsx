import { useState } from 'react';
import { papersOfRecovery, type RecoveryPaper } from '#shared/papers/recovery-letters.ts';
import { failureText } from '#shared/wording/failures.ts';
import { paperTitles } from '#shared/wording/letters.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { PrintedQuestion } from '../papers/index.ts';
import { printRecoveryPaper, recordRecoveryPaperOutcome, type RecoveryWork } from './recovery-print.ts';

const shortTitles: Readonly<Record<RecoveryPaper, string>> = {
  recoveryWarning: '告知书',
  recoveryDecision: '通知书',
  recoveryReminder: '催告书',
  repaymentAgreement: '还款协议',
  deliveryReceipt: '送达回证',
};

/** The paper that the recovery needs now by the print key, the others by buttons. */
export function RecoveryPapers(work: RecoveryWork) {
  const [asked, setAsked] = useState<RecoveryPaper | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const print = async (paper: RecoveryPaper) => {
    if (busy) return;
    setBusy(true);
    setProblem(null);
    const sent = await printRecoveryPaper(work, paper);
    setBusy(false);
    if (!sent.ok) setProblem(failureText(sent.failure));
    else if (sent.value === 'sent') setAsked(paper);
  };
  const answer = async (state: 'printed' | 'failed' | null) => {
    const paper = asked;
    setAsked(null);
    if (paper === null || state === null) return;
    const failure = await recordRecoveryPaperOutcome(work, paper, state);
    if (failure !== null) setProblem(failureText(failure));
  };
  return (
    <>
      {papersOfRecovery(work.recovery).map((paper, index) => (
        <Button
          key={paper}
          {...(index === 0 ? { shortcut: 'print' as const } : {})}
          unavailable={busy}
          onClick={() => void print(paper)}
        >
          打印{shortTitles[paper]}
        </Button>
      ))}
      {problem === null ? null : (
        <div className="recoveries__said">
          <Notice tone="bad" live="alert">
            {problem}
          </Notice>
        </div>
      )}
      {asked === null ? null : <PrintedQuestion title={paperTitles[asked]} onAnswer={(state) => void answer(state)} />}
    </>
  );
}
