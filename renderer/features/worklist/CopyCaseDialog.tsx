import { useState } from 'react';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import { failureText } from '#shared/wording/failures.ts';
import type { CaseRecord } from '../../store/cases/case-store.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { CheckField } from '../../ui/Field.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { copyAsNew } from './case-drafts.ts';

export interface CopyCaseDialogProps {
  readonly store: CounterStore;
  readonly record: CaseRecord;
  readonly on: PlainDate;
  readonly onMade: (draftId: string) => void;
  readonly onClose: () => void;
}

/** 复制为新受理: the firm of this case, and its persons where that is wanted, as a sheet of its own. */
export function CopyCaseDialog({ store, record, on, onMade, onClose }: CopyCaseDialogProps) {
  const { application, summary } = record;
  const [withPersons, setWithPersons] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const submit = async () => {
    const made = await copyAsNew(store, application, on, withPersons);
    if (made.kind === 'ready') onMade(made.draftId);
    else if (made.kind === 'failure') setProblem(failureText(made.failure));
  };
  return (
    <FormDialog
      title="复制为新受理"
      confirm="开始新受理"
      focusConfirm
      problem={problem}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <p>
        按 <span className="number">{summary.number}</span> {application.employer.name}{' '}
        的单位、账户、经办人另开一份新受理，收件日期为 <span className="number">{on}</span>。
        材料和看过原件的记录不带过去；原办件不变。
      </p>
      <CheckField
        label={`连同花名册 ${application.roster.length} 人`}
        checked={withPersons}
        onChange={(event) => setWithPersons(event.target.checked)}
      />
    </FormDialog>
  );
}
