import { useState } from 'react';
import type { CaseAction } from '#shared/casework/action.ts';
import { voidStatement } from '#shared/casework/confirmations.ts';
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

const WORDS = {
  voided: {
    title: '作废办件',
    explain: '号码保留在台账中，不再使用；已打印的文书应收回。作废须由另一名人员核对并输入口令。',
    action: '作废',
    field: '作废原因',
  },
  withdrawn: {
    title: '申请人撤回',
    explain: '凭申请人的书面撤回申请办理，材料按收件凭证退还。',
    action: '记为撤回',
    field: '撤回说明',
  },
} as const;

export interface EndCaseDialogProps {
  readonly store: CounterStore;
  readonly record: CaseRecord;
  readonly kind: 'voided' | 'withdrawn';
  readonly on: PlainDate;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Voiding and withdrawing: both need a reason, both keep the number; voiding takes a second officer. */
export function EndCaseDialog({ store, record, kind, on, onDone, onClose }: EndCaseDialogProps) {
  const words = WORDS[kind];
  const [reason, setReason] = useState('');
  const [error, setError] = useState<string | undefined>();
  const [problem, setProblem] = useState<string | null>(null);
  const [entryId] = useState(() => crypto.randomUUID());
  const second = useSecondOfficer(store);
  const { caseId, number, employerName } = record.summary;
  const submit = async () => {
    const why = reason.trim();
    if (why === '') return setError(`写明${words.field}`);
    setProblem(null);
    const { id, name } = store.officer;
    const base = { at: localInstant(), on, officer: { id, name }, reason: why };
    const confirmed = kind === 'voided' ? await second.confirm([voidStatement(record.summary, why)]) : null;
    if (confirmed?.ok === false) return setProblem(confirmed.problem);
    const action: CaseAction =
      confirmed === null ? { kind: 'withdrawn', ...base } : { kind: 'voided', ...base, ...confirmed.proof };
    const result = await store.cases.record({ entryId, caseId, action });
    if (result.ok) onDone();
    else setProblem(failureText(result.failure));
  };
  return (
    <FormDialog
      title={`${words.title} ${number}`}
      confirm={words.action}
      danger={kind === 'voided'}
      busy={second.busy}
      problem={problem}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <p>{employerName}</p>
      <p>{words.explain}</p>
      <TextField
        label={words.field}
        value={reason}
        error={error}
        data-autofocus=""
        onChange={(event) => setReason(event.target.value)}
      />
      {kind === 'voided' ? (
        <SecondOfficerFields
          part="确认人员"
          {...second}
          hint={second.training ? `培训口令：${TRAINING_PASSPHRASE}` : undefined}
        />
      ) : null}
    </FormDialog>
  );
}
