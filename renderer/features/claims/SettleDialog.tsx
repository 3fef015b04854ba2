import { useState } from 'react';
import { settlementStatement } from '#shared/casework/claim-events.ts';
import { maskCitizenId } from '#shared/domain/citizen-id.ts';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import { failureText } from '#shared/wording/failures.ts';
import type { Meeting } from '../../store/claims/claim-desk.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { TRAINING_PASSPHRASE } from '../../store/vault-access.ts';
import { TextField } from '../../ui/Field.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { SecondOfficerFields } from '../../ui/SecondOfficerFields.tsx';
import { statusLabel } from '#shared/wording/labels.ts';
import { useSecondOfficer } from '../second-officer/index.ts';
import { orderWords, otherStateWords } from './meeting-words.ts';

interface SettleDialogProps {
  readonly store: CounterStore;
  readonly meeting: Meeting;
  readonly on: PlainDate;
  readonly onClose: () => void;
}

function Sides({ meeting }: { readonly meeting: Meeting }) {
  const { summary, other, name, citizenId } = meeting;
  return (
    <dl className="facts">
      <dt>人员</dt>
      <dd>
        {name}　<span className="number">{maskCitizenId(citizenId)}</span>
      </dd>
      <dt>本窗口</dt>
      <dd>
        <a className="number" href={`#/case/${meeting.caseId}`}>
          {summary.number}
        </a>
        {`　${summary.employerName}　${summary.receivedOn} 收件，${statusLabel[summary.status]}`}
      </dd>
      <dt>对方</dt>
      <dd>{`${other.prefix} 窗口　${other.number}　${other.on} 收件，${otherStateWords(meeting)}`}</dd>
      <dt>先后</dt>
      <dd>{orderWords(meeting)}（以接收端收到的先后为准）</dd>
    </dl>
  );
}

/** One person at two windows: both sides, what can be done, and two officers' word that the case here stands. */
export function SettleDialog({ store, meeting, on, onClose }: SettleDialogProps) {
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const second = useSecondOfficer(store);
  const submit = async () => {
    const words = reason.trim();
    if (words === '') return setProblem('写明怎样核实的，如“电话核对，对方窗口撤回”');
    const { caseId, digest, other } = meeting;
    const word = await second.confirm([settlementStatement({ caseId, digest, other, reason: words })]);
    if (!word.ok) return setProblem(word.problem);
    setBusy(true);
    const settled = await store.claims.settle({ meeting, on, reason: words, ...word.proof });
    setBusy(false);
    if (settled.ok) onClose();
    else setProblem(failureText(settled.failure));
  };
  return (
    <FormDialog
      title={`同人核对　${meeting.name}`}
      confirm="两人核实，由本窗口办理"
      busy={busy || second.busy}
      problem={problem}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <Sides meeting={meeting} />
      <Notice tone="info">
        一人只能由一户单位享受。请先与对方窗口和本人核实。应由对方办理的：打开本窗口的办件撤回，或更正去掉此人，两边自动了结。
        确由本窗口办理、对方即将撤回或更正的，在下面登记；登记后本窗口可以导出。
      </Notice>
      <TextField
        label="核实经过"
        value={reason}
        maxLength={500}
        data-autofocus=""
        onChange={(event) => setReason(event.target.value)}
      />
      <SecondOfficerFields
        part="共同核实的人员"
        {...second}
        hint={second.training ? `培训口令：${TRAINING_PASSPHRASE}` : undefined}
      />
    </FormDialog>
  );
}
