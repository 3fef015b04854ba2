import { useState } from 'react';
import type { Letter } from '#shared/domain/letter.ts';
import { failureText } from '#shared/wording/failures.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { PreviewDialog, PrintedQuestion } from '../papers/index.ts';
import { printPaper, recordPaperOutcome, type PaperWork } from './print-paper.ts';

export interface PaperButtonsProps extends PaperWork {
  readonly word: string;
  readonly letter: Letter | null;
}

/** 预览 and 打印 of one paper, with the question whether it came out. */
export function PaperButtons({ word, letter, ...work }: PaperButtonsProps) {
  const [busy, setBusy] = useState(false);
  const [asked, setAsked] = useState(false);
  const [previewed, setPreviewed] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const print = async () => {
    if (busy || letter === null) return;
    setBusy(true);
    setProblem(null);
    const sent = await printPaper(work, letter);
    setBusy(false);
    if (!sent.ok) setProblem(failureText(sent.failure));
    else if (sent.value === 'sent') setAsked(true);
  };
  const answer = async (state: 'printed' | 'failed' | null) => {
    setAsked(false);
    if (state === null) return;
    const failure = await recordPaperOutcome(work, state);
    if (failure !== null) setProblem(failureText(failure));
  };
  return (
    <>
      <Button shortcut="preview" unavailable={letter === null} onClick={() => setPreviewed(true)}>
        预览
      </Button>
      <Button shortcut="print" unavailable={busy || letter === null} onClick={() => void print()}>
        打印{word}
      </Button>
      {problem === null ? null : (
        <Notice tone="bad" live="alert">
          {problem}
        </Notice>
      )}
      {previewed && letter !== null ? (
        <PreviewDialog letter={letter} copy={1} printedOn={work.on} onClose={() => setPreviewed(false)} />
      ) : null}
      {asked && letter !== null ? (
        <PrintedQuestion title={letter.title} onAnswer={(state) => void answer(state)} />
      ) : null}
    </>
  );
}
