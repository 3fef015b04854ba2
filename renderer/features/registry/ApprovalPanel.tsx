import { useState } from 'react';
import { divisionFullName } from '#shared/domain/division-names.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import type { CopyDifference } from '../../store/registry/copy-differences.ts';
import type { ImportRefusal } from '../../store/registry/registry-store.ts';
import { TRAINING_PASSPHRASE } from '../../store/vault-access.ts';
import { Button } from '../../ui/Button.tsx';
import { Form } from '../../ui/Form.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { SecondOfficerFields } from '../../ui/SecondOfficerFields.tsx';

export interface ApprovalPanelProps {
  readonly store: CounterStore;
  readonly refusal: Extract<ImportRefusal, { readonly reason: 'differs' }>;
  /** Called with the administrator's id once he has said so. */
  readonly onApprove: (officerId: string) => void;
}

const figure = (value: number): string => value.toLocaleString('zh-CN');
const place = (scope: string): string => divisionFullName(scope) ?? scope;

interface Line {
  readonly what: CopyDifference['what'];
  readonly label: string;
  readonly now: string;
  readonly offered: string;
}

/** Both copies side by side; what is asked about is marked. */
function ComparisonTable({ refusal: { current, offered, differences } }: Pick<ApprovalPanelProps, 'refusal'>) {
  const people = current.kind === 'business' ? '户数' : '人数';
  const lines: readonly Line[] = [
    { what: 'fewer-rows', label: '行数', now: figure(current.rows), offered: figure(offered.rows) },
    { what: 'fewer-persons', label: people, now: figure(current.persons), offered: figure(offered.persons) },
    { what: 'older-as-of', label: '数据日期', now: current.asOf, offered: offered.asOf },
    { what: 'other-scope', label: '覆盖范围', now: place(current.scope), offered: place(offered.scope) },
  ];
  return (
    <table className="table registry__comparison" aria-label="新旧对比">
      <thead>
        <tr>
          <th scope="col">项目</th>
          <th scope="col" className="is-right">
            正在使用
          </th>
          <th scope="col" className="is-right">
            新文件
          </th>
          <th scope="col">核对</th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ what, label, now, offered: other }) => {
          const differs = differences.some((difference) => difference.what === what);
          return (
            <tr key={what}>
              <th scope="row">{label}</th>
              <td className="is-right number">{now}</td>
              <td className="is-right number">{other}</td>
              <td>
                <span className={`verdict verdict--${differs ? 'remediable' : 'met'}`}>
                  <span aria-hidden="true">{differs ? '！' : '✓'}</span> {differs ? WORDS[what] : '无异常'}
                </span>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

const WORDS: Readonly<Record<CopyDifference['what'], string>> = {
  'fewer-rows': '少了五分之一以上',
  'fewer-persons': '少了五分之一以上',
  'older-as-of': '比现在的旧',
  'other-scope': '不是同一范围',
};

/** An administrator says that the copy which serves is replaced all the same: the one signed in, or one who comes to it. */
export function ApprovalPanel({ store, refusal, onApprove }: ApprovalPanelProps) {
  const isAdministrator = store.capacity === 'administrator';
  const others = store.officers.filter(({ id, role }) => role === 'administrator' && id !== store.officer.id);
  const [chosen, setChosen] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const officerId = chosen === '' ? (others[0]?.id ?? '') : chosen;
  const approve = async () => {
    if (isAdministrator) return onApprove(store.officer.id);
    if (passphrase === '') return setProblem('请管理员本人输入口令');
    const officer = await store.confirmOfficer(officerId, passphrase);
    setPassphrase('');
    if (officer === null) setProblem('口令不符，没有替换。请由该管理员本人重新输入；选好的文件还在');
    else onApprove(officerId);
  };
  return (
    <Form onSubmit={() => void approve()}>
      <ComparisonTable refusal={refusal} />
      {problem === null ? null : (
        <Notice tone="bad" live="alert">
          {problem}
        </Notice>
      )}
      {isAdministrator || others.length === 0 ? null : (
        <div className="registry__fields">
          <SecondOfficerFields
            part="管理员"
            others={others}
            officerId={officerId}
            setOfficerId={setChosen}
            passphrase={passphrase}
            setPassphrase={setPassphrase}
            hint={store.area === 'training' ? `培训口令：${TRAINING_PASSPHRASE}` : undefined}
          />
        </div>
      )}
      <p className="row">
        <Button type="submit" look="danger">
          {isAdministrator ? '仍然替换' : '管理员确认，仍然替换'}
        </Button>
        <span className="soft small">替换后现在的一份留作“上一份”，可以退回。</span>
      </p>
    </Form>
  );
}
