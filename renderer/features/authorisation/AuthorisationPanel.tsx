/** 省系统授权: who may look up and enter in the provincial system, by which document, from when to when. Mounted in 设置. */
import { useState } from 'react';
import { authorisationState, type SystemAuthorisation } from '#shared/casework/system-authorisation.ts';
import { parsePlainDate, type PlainDate } from '#shared/domain/plain-date.ts';
import type { Officer } from '#shared/domain/officer.ts';
import { authorisationWords } from '#shared/wording/authorisation.ts';
import { failureText } from '#shared/wording/failures.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { localInstant } from '../../store/local-instant.ts';
import { Button } from '../../ui/Button.tsx';
import { DateField } from '../../ui/DateField.tsx';
import { TextField } from '../../ui/Field.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useAuthorisations } from './use-authorisations.ts';

interface DialogProps {
  readonly store: CounterStore;
  readonly officer: Officer;
  readonly known: SystemAuthorisation | undefined;
  readonly onClose: () => void;
}

function AuthoriseDialog({ store, officer, known, onClose }: DialogProps) {
  const [document, setDocument] = useState(known?.documentNumber ?? '');
  const [from, setFrom] = useState<string>(known?.from ?? '');
  const [to, setTo] = useState<string>(known?.to ?? '');
  const [problem, setProblem] = useState<string | null>(null);
  const submit = async () => {
    const [first, last] = [parsePlainDate(from), parsePlainDate(to)];
    if (document.trim() === '') return setProblem('填写信息中心授权的文号或单号');
    if (first === null || last === null) return setProblem('起止日期填写日期，如 20220822');
    if (last < first) return setProblem('截止日期早于起始日期，请核对');
    const recorded = await store.recordOffice({
      type: 'systemAuthorised',
      officerId: officer.id,
      name: officer.name,
      documentNumber: document.trim(),
      from: first,
      to: last,
    });
    if (recorded.ok) onClose();
    else setProblem(failureText(recorded.failure));
  };
  return (
    <FormDialog
      title={`登记${officer.name}的省系统授权`}
      confirm="登记"
      problem={problem}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <TextField
        label="授权文号"
        value={document}
        hint="信息中心的授权文号或申请单号"
        data-autofocus=""
        onChange={(event) => setDocument(event.target.value)}
      />
      <DateField label="起始日期" value={from} onValueChange={setFrom} />
      <DateField label="截止日期" value={to} onValueChange={setTo} />
    </FormDialog>
  );
}

function EndDialog({ store, officer, onClose }: Omit<DialogProps, 'known'>) {
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const submit = async () => {
    if (reason.trim() === '') return setProblem('写明撤销的原因');
    const recorded = await store.recordOffice({
      type: 'systemAuthorisationEnded',
      officerId: officer.id,
      name: officer.name,
      reason: reason.trim(),
    });
    if (recorded.ok) onClose();
    else setProblem(failureText(recorded.failure));
  };
  return (
    <FormDialog
      title={`撤销${officer.name}的省系统授权`}
      confirm="撤销"
      danger
      problem={problem}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <TextField label="原因" value={reason} data-autofocus="" onChange={(event) => setReason(event.target.value)} />
    </FormDialog>
  );
}

export function AuthorisationPanel({ store }: { readonly store: CounterStore }) {
  const { all, failure } = useAuthorisations(store);
  const [open, setOpen] = useState<{ readonly kind: 'put' | 'end'; readonly officer: Officer } | null>(null);
  const administers = store.capacity === 'administrator';
  const today = localInstant().slice(0, 10) as PlainDate;
  const close = () => setOpen(null);
  return (
    <section className="panel">
      <h2 className="panel__title">省系统授权</h2>
      <div className="stack">
        <p className="soft small">
          窗口人员在省一体化系统查询、录入，由信息中心授权（湛人社函〔2022〕185号附件）。到期前 30
          天起在“期限”和“日终”提示。
        </p>
        {failure === null ? null : <Notice tone="bad">{failureText(failure)}</Notice>}
        <table className="table" aria-label="省系统授权">
          <thead>
            <tr>
              <th scope="col">姓名</th>
              <th scope="col">授权文号</th>
              <th scope="col">起止</th>
              <th scope="col">状态</th>
              {administers ? <th scope="col">操作</th> : null}
            </tr>
          </thead>
          <tbody>
            {store.desk.officers().map((officer) => {
              const known = all.get(officer.id);
              return (
                <tr key={officer.id}>
                  <td>{officer.name}</td>
                  <td>{known?.documentNumber ?? '—'}</td>
                  <td className="number">{known === undefined ? '—' : `${known.from} 至 ${known.to}`}</td>
                  <td>{known === undefined ? '没有登记' : authorisationWords[authorisationState(known, today)]}</td>
                  {administers ? (
                    <td>
                      <div className="row">
                        <Button onClick={() => setOpen({ kind: 'put', officer })}>登记{officer.name}的授权</Button>
                        {known === undefined ? null : (
                          <Button look="danger" onClick={() => setOpen({ kind: 'end', officer })}>
                            撤销{officer.name}的授权
                          </Button>
                        )}
                      </div>
                    </td>
                  ) : null}
                </tr>
              );
            })}
          </tbody>
        </table>
        {administers ? null : <p className="soft small">授权由管理员登记。</p>}
      </div>
      {open?.kind === 'put' ? (
        <AuthoriseDialog store={store} officer={open.officer} known={all.get(open.officer.id)} onClose={close} />
      ) : null}
      {open?.kind === 'end' ? <EndDialog store={store} officer={open.officer} onClose={close} /> : null}
    </section>
  );
}
