/** The paper that the answer would give, before anything is recorded: to be looked at, never printed. */
import { useState } from 'react';
import { decidedAction } from '#shared/casework/decided-action.ts';
import { casePapersOf } from '#shared/papers/case-paper.ts';
import type { Letter } from '#shared/domain/letter.ts';
import { buildPaper, papersFor } from '#shared/papers/papers-of-case.ts';
import type { Outcome } from '#shared/policy/verdict.ts';
import { actionContext, type SavingParts } from './use-saving.ts';

/** In place of a ledger number. */
const NOT_YET = 0;
const NUMBER_TO_COME = '（编号在保存后给出）';

function paperOf(parts: SavingParts, answer: Outcome | null): Letter | null {
  const { store, verdicts } = parts;
  const action = decidedAction(actionContext(parts), answer ?? 'received');
  if (action === null) return null;
  const known = { number: NUMBER_TO_COME, training: store.area === 'training' };
  const stored = { sequence: NOT_YET, hash: '', numbers: [], action };
  const paper = casePapersOf([stored], known, () => verdicts.held?.pack ?? null).at(-1);
  const choice = paper === undefined ? undefined : papersFor(paper)[0];
  return paper === undefined || choice === undefined ? null : buildPaper(choice, paper);
}

export interface NoticePreview {
  readonly letter: Letter | null;
  readonly open: () => void;
  readonly close: () => void;
}

/** `answer`: what the main key would record. Nothing is shown while the verdicts are being settled. */
export function useNoticePreview(parts: SavingParts, answer: Outcome | null): NoticePreview {
  const [letter, setLetter] = useState<Letter | null>(null);
  const { reading } = parts.verdicts;
  return {
    letter,
    open: () => setLetter(reading ? null : paperOf(parts, answer)),
    close: () => setLetter(null),
  };
}
