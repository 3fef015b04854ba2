import { useState } from 'react';
import type { CaseAction } from '#shared/casework/action.ts';
import { reviewStatement } from '#shared/casework/confirmations.ts';
import type { ReviewedAction, RoundReview } from '#shared/casework/review.ts';
import { maskCitizenId } from '#shared/domain/citizen-id.ts';
import { formatYuan } from '#shared/domain/money.ts';
import { normaliseCode } from '#shared/domain/normalise.ts';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import { failureText } from '#shared/wording/failures.ts';
import type { CaseRecord } from '../../store/cases/case-store.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { localInstant } from '../../store/local-instant.ts';
import { TRAINING_PASSPHRASE } from '../../store/vault-access.ts';
import { TextField } from '../../ui/Field.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { SecondOfficerFields } from '../../ui/SecondOfficerFields.tsx';
import { useSecondOfficer } from '../second-officer/index.ts';

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

interface Person {
  readonly citizenId: string;
  readonly name: string;
  readonly amountFen: number;
}

/** Whom the answer accepts, in the order of the roster. */
function acceptedIn({ actions, application }: CaseRecord, ledgerNumber: number): readonly Person[] {
  const answer = actions.find(({ sequence }) => sequence === ledgerNumber)?.action;
  const record = answer !== undefined && 'record' in answer ? answer.record : null;
  const names = new Map(application.roster.map(({ citizenId, name }) => [normaliseCode(citizenId), name]));
  return (record?.decision.entries ?? [])
    .filter(({ verdict }) => verdict === 'met')
    .map(({ citizenId, amountFen }) => {
      const key = normaliseCode(citizenId);
      return { citizenId: key, name: names.get(key) ?? '', amountFen };
    });
}

type Said = Pick<ReviewedAction, 'of' | 'passed' | 'reasons' | 'note'>;

/** Each accepted person with a place for what is wrong: nothing written is a pass, anything sends it back. */
export function ReviewDialog({ store, record, round, review, byOther, on, onClose }: ReviewDialogProps) {
  const persons = acceptedIn(record, round.ledgerNumber);
  const [texts, setTexts] = useState<ReadonlyMap<string, string>>(new Map());
  const [note, setNote] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [entryId] = useState(() => crypto.randomUUID());
  const second = useSecondOfficer(store);
  const others = second.others.filter(({ id }) => !review.workers.includes(id));
  const reviewer = others.some(({ id }) => id === second.officerId) ? second.officerId : (others[0]?.id ?? '');
  const reasons = persons.flatMap(({ citizenId }) => {
    const text = (texts.get(citizenId) ?? '').trim();
    return text === '' ? [] : [{ citizenId, text }];
  });
  const passed = reasons.length === 0 && note.trim() === '';
  const { caseId, number, employerName } = record.summary;

  const submit = async () => {
    setProblem(null);
    const said: Said = { of: round.ledgerNumber, passed, reasons, note: note.trim() };
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
      confirm={passed ? `通过（${persons.length} 人，${formatYuan(round.amountFen)} 元）` : '退回，请办理人更正'}
      danger={!passed}
      busy={busy || second.busy}
      problem={problem}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <p>
        {employerName}
        <span className="soft">　有问题的人，在后面写明原因；都没有问题的，直接确认通过。</span>
      </p>
      {persons.map(({ citizenId, name, amountFen }, place) => (
        <TextField
          key={citizenId}
          label={`${name}　${maskCitizenId(citizenId)}　${formatYuan(amountFen)} 元`}
          value={texts.get(citizenId) ?? ''}
          maxLength={500}
          {...(place === 0 ? { 'data-autofocus': '' } : {})}
          onChange={(event) => setTexts(new Map(texts).set(citizenId, event.target.value))}
        />
      ))}
      <TextField
        label="整件的问题"
        optional
        value={note}
        maxLength={500}
        onChange={(event) => setNote(event.target.value)}
      />
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
