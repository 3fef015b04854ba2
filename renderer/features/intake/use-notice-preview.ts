/** The paper that the answer would give, before anything is recorded: to be looked at, never printed. */
import { useState } from 'react';
import { decidedAction } from '#shared/casework/decided-action.ts';
import { casePapersOf } from '#shared/papers/case-paper.ts';
import type { Letter } from '#shared/domain/letter.ts';
import { buildPaper, papersFor } from '#shared/papers/papers-of-case.ts';
import type { Outcome } from '#shared/policy/verdict.ts';
import { actionContext, type SavingParts } from './use-saving.ts';

const NUMBER_TO_COME = '（编号在保存后给出）';
const REASON_TO_COME = '（保存时填写）';

function paperOf(parts: SavingParts, answer: Outcome | null): Letter | null {
  const { store, verdicts, corrected } = parts;
  const action = decidedAction(
    actionContext(parts, corrected === null ? undefined : REASON_TO_COME),
    answer ?? 'received',
  );
  if (action === null) return null;
  const before = corrected?.actions ?? [];
  const number = corrected?.summary.number ?? NUMBER_TO_COME;
  // In place of the ledger number that saving will give: behind everything that stands.
  const sequence = Math.max(0, ...before.map((stored) => stored.sequence)) + 1;
  const stored = { sequence, hash: '', numbers: [], action };
  const known = { number, training: store.area === 'training' };
  const paper = casePapersOf([...before, stored], known, () => verdicts.held?.pack ?? null).at(-1);
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
