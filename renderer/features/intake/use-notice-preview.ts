/** What the acceptance will tell the persons who are not accepted, before anything is recorded: to be looked at, never printed. */
import { useState } from 'react';
import { decidedAction } from '#shared/casework/decided-action.ts';
import { othersAnnex } from '#shared/papers/acceptance.ts';
import { casePapersOf } from '#shared/papers/case-paper.ts';
import type { Letter } from '#shared/domain/letter.ts';
import { actionContext, type SavingParts } from './use-saving.ts';

/** In place of a ledger number. */
const NOT_YET = 0;
const NUMBER_TO_COME = '（编号在保存后给出）';

function annexOf(parts: SavingParts): Letter | null {
  const { store, verdicts } = parts;
  const action = decidedAction(actionContext(parts), 'accept');
  if (action === null) return null;
  const known = { number: NUMBER_TO_COME, training: store.area === 'training' };
  const stored = { sequence: NOT_YET, hash: '', numbers: [], action };
  const [paper] = casePapersOf([stored], known, () => verdicts.held?.pack ?? null);
  return paper === undefined ? null : othersAnnex(paper);
}

export interface NoticePreview {
  readonly letter: Letter | null;
  readonly open: () => void;
  readonly close: () => void;
}

export function useNoticePreview(parts: SavingParts): NoticePreview {
  const [letter, setLetter] = useState<Letter | null>(null);
  return { letter, open: () => setLetter(annexOf(parts)), close: () => setLetter(null) };
}
