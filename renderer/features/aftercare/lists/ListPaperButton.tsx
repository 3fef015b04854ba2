import { useState } from 'react';
import type { GrantItem } from '#shared/aftercare/book.ts';
import type { Letter } from '#shared/domain/letter.ts';
import { failureText } from '#shared/wording/failures.ts';
import { paperTitles } from '#shared/wording/letters.ts';
import { Button } from '../../../ui/Button.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { PrintedQuestion } from '../../papers/index.ts';
import { printListPaper, recordListPaperOutcome, type ListPaper, type ListWork } from './list-print.ts';

export interface ListPaperButtonProps {
  readonly work: ListWork;
  readonly paper: ListPaper;
  readonly firmKey: string;
  readonly items: readonly GrantItem[];
  readonly letter: () => Letter;
  readonly children: string;
}

/** Prints a firm's paper by the print key, then asks whether it came out. */
export function ListPaperButton({ work, paper, firmKey, items, letter, children }: ListPaperButtonProps) {
  const [asked, setAsked] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const print = async () => {
    if (busy) return;
    setBusy(true);
    setProblem(null);
    const sent = await printListPaper(work, { paper, firmKey, items, letter: letter() });
    setBusy(false);
    if (!sent.ok) setProblem(failureText(sent.failure));
    else if (sent.value === 'sent') setAsked(true);
  };
  const answer = async (state: 'printed' | 'failed' | null) => {
    setAsked(false);
    const failure = state === null ? null : await recordListPaperOutcome(work, paper, firmKey, state);
    if (failure !== null) setProblem(failureText(failure));
  };
  return (
    <>
      <Button shortcut="print" unavailable={busy} onClick={() => void print()}>
        {children}
      </Button>
      {problem === null ? null : (
        <Notice tone="bad" live="alert">
          {problem}
        </Notice>
      )}
      {asked ? <PrintedQuestion title={paperTitles[paper]} onAnswer={(state) => void answer(state)} /> : null}
    </>
  );
}
