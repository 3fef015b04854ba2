/** Before a correction is recorded: everything that it changes, what follows from that, and why. */
import { useState } from 'react';
import { applicationChanges } from '#shared/casework/application-changes.ts';
import { verdictChanges } from '#shared/casework/correction-history.ts';
import type { Application } from '#shared/domain/application.ts';
import { formatYuan } from '#shared/domain/money.ts';
import { normaliseCode } from '#shared/domain/normalise.ts';
import type { Decision } from '#shared/policy/verdict.ts';
import { changeText, verdictChangeText } from '#shared/wording/corrections.ts';
import { outcomeLabels } from '#shared/wording/verdicts.ts';
import { TextField } from '../../ui/Field.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { keyName } from '../../ui/key-table.ts';
import type { CorrectedCase } from './use-correction.ts';

export interface CorrectDialogProps {
  readonly corrected: CorrectedCase;
  readonly application: Application;
  readonly decision: Decision;
  readonly busy: boolean;
  /** Why it was not saved. */
  readonly problem: string | null;
  readonly onConfirm: (reason: string) => void;
  readonly onClose: () => void;
}

function followsText({ summary }: CorrectedCase, decision: Decision): string {
  const { batchNumber, totalAmountFen } = summary;
  const amount =
    decision.totalAmountFen === totalAmountFen
      ? `合计仍为 ${formatYuan(totalAmountFen)} 元`
      : `合计 ${formatYuan(totalAmountFen)} → ${formatYuan(decision.totalAmountFen)} 元`;
  const batch = batchNumber === null ? '' : `已随批次 ${batchNumber} 导出：有变化的人员在下一批次中以“更正”重报。`;
  return `更正后：${outcomeLabels[decision.outcome]}，${amount}。此前打印的文书作废，保存后按 ${keyName('printSet')} 重打整套。${batch}`;
}

export function CorrectDialog({
  corrected,
  application,
  decision,
  busy,
  problem,
  onConfirm,
  onClose,
}: CorrectDialogProps) {
  const [reason, setReason] = useState('');
  const [error, setError] = useState<string | undefined>();
  const changes = applicationChanges(corrected.application, application);
  const verdicts = new Map(decision.entries.map(({ citizenId, verdict }) => [normaliseCode(citizenId), verdict]));
  const decided = verdictChanges(corrected, { application, verdicts });
  const nothing = changes.length === 0 && decided.length === 0;
  const submit = () => {
    if (reason.trim() === '') setError('写明更正原因');
    else onConfirm(reason.trim());
  };
  return (
    <FormDialog
      title={`更正 ${corrected.summary.number}`}
      confirm="保存更正"
      busy={busy}
      problem={problem}
      onSubmit={submit}
      onClose={onClose}
    >
      <ul className="correct-dialog__changes">
        {changes.map((change) => (
          <li key={changeText(change)}>{changeText(change)}</li>
        ))}
        {decided.map((change) => (
          <li key={verdictChangeText(change)}>
            <strong>{verdictChangeText(change)}</strong>
          </li>
        ))}
      </ul>
      {nothing ? <p>表中内容和结论都没有变化。只是重新判定、留下记录的，写明原因后保存。</p> : null}
      <p className="soft">{followsText(corrected, decision)}</p>
      <TextField
        label="更正原因"
        value={reason}
        error={error}
        data-autofocus=""
        onChange={(event) => setReason(event.target.value)}
      />
    </FormDialog>
  );
}
