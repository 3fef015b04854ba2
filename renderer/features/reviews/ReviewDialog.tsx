import { useState } from 'react';
import type { CaseAction } from '#shared/casework/action.ts';
import { reviewStatement } from '#shared/casework/confirmations.ts';
import type { ReviewedAction, RoundReview } from '#shared/casework/review.ts';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import { failureText } from '#shared/wording/failures.ts';
import type { CaseRecord } from '../../store/cases/case-store.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { localInstant } from '../../store/local-instant.ts';
import { TRAINING_PASSPHRASE } from '../../store/vault-access.ts';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { SecondOfficerFields } from '../../ui/SecondOfficerFields.tsx';
import { useSecondOfficer } from '../second-officer/index.ts';
import { acceptedBy, ReviewFields, useReasons, verdictWords } from './ReviewFields.tsx';

interface ReviewDialogProps {
  readonly store: CounterStore;
  readonly record: CaseRecord;
  readonly round: CaseRecord['summary']['rounds'][number];
  readonly review: RoundReview;
  /** Whether somebody else than the one signed in gives the word. */
  readonly byOther: boolean;
  readonly on: PlainDate;
  readonly onClose: () => void;
}

type Said = Pick<ReviewedAction, 'of' | 'passed' | 'reasons' | 'note'>;

const recordOf = ({ actions }: CaseRecord, ledgerNumber: number) => {
  const answer = actions.find(({ sequence }) => sequence === ledgerNumber)?.action;
  return answer !== undefined && 'record' in answer ? answer.record : null;
};

/** Of a case of this window: by the one signed in, or by another officer with the own passphrase. */
export function ReviewDialog({ store, record, round, review, byOther, on, onClose }: ReviewDialogProps) {
  const persons = acceptedBy(recordOf(record, round.ledgerNumber), record.application);
  const written = useReasons(persons);
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [entryId] = useState(() => crypto.randomUUID());
  const second = useSecondOfficer(store);
  const others = second.others.filter(({ id }) => !review.workers.includes(id));
  const reviewer = others.some(({ id }) => id === second.officerId) ? second.officerId : (others[0]?.id ?? '');
  const { passed } = written;
  const { caseId, number, employerName } = record.summary;

  const submit = async () => {
    setProblem(null);
    const reasons = written.reasons.map(({ citizenId, text }) => ({ citizenId, text }));
    const said: Said = { of: round.ledgerNumber, passed, reasons, note: written.note.trim() };
    if (byOther && others.length === 0) return setProblem('本机没有另一名没有参与过的人员，请管理员先在“设置”中添加');
    const word = byOther ? await second.confirm([reviewStatement(record.summary, said)], reviewer) : null;
    if (word?.ok === false) return setProblem(word.problem);
    const { id, name } = store.officer;
    const base = { at: localInstant(), on, officer: { id, name } };
    const action: CaseAction = { kind: 'reviewed', ...base, ...said, ...word?.proof };
    setBusy(true);
    const result = await store.cases.record({ entryId, caseId, action, basedOn: record.summary.decidedAt });
    setBusy(false);
    if (result.ok) onClose();
    else setProblem(failureText(result.failure));
  };
  return (
    <FormDialog
      title={`复核 ${number}`}
      confirm={verdictWords(passed, persons.length, round.amountFen, '办理人')}
      danger={!passed}
      busy={busy || second.busy}
      problem={problem}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <ReviewFields employerName={employerName} persons={persons} written={written} />
      {byOther ? (
        <SecondOfficerFields
          part="复核人员"
          {...second}
          others={others}
          officerId={reviewer}
          hint={second.training ? `培训口令：${TRAINING_PASSPHRASE}` : undefined}
        />
      ) : null}
    </FormDialog>
  );
}
