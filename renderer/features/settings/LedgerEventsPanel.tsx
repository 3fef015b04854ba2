import { useState } from 'react';
import { failureText } from '#shared/wording/failures.ts';
import { ledgerGroupLabels, ledgerGroups, type LedgerGroup, type LedgerLine } from '#shared/wording/ledger-events.ts';
import type { StoredEvent } from '../../store/cases/case-store.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { Button } from '../../ui/Button.tsx';
import { SelectField } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useLedgerEvents } from './use-ledger-events.ts';

type Line = LedgerLine<StoredEvent>;
/** `changes`: everything but the daily coming and going, which would bury the rest. */
type Choice = LedgerGroup | 'changes';

const PAGE_SIZE = 20;

const choices: readonly { readonly value: Choice; readonly label: string }[] = [
  { value: 'changes', label: '全部变更（不含登录）' },
  ...ledgerGroups.map((value) => ({ value, label: ledgerGroupLabels[value] })),
];

const holds = (choice: Choice, { group }: Line): boolean =>
  choice === 'changes' ? group !== 'signIn' : group === choice;

/** To the minute; the business date where the entry has no clock. */
const timeOf = ({ at, on }: Line): string => (at === null ? on : at.slice(0, 16).replace('T', ' '));

function LineTable({ lines }: { readonly lines: readonly Line[] }) {
  return (
    <table className="table" aria-label="台账记事">
      <thead>
        <tr>
          <th scope="col" className="settings__when">
            时间
          </th>
          <th scope="col" className="settings__who">
            经手
          </th>
          <th scope="col">事项</th>
          <th scope="col" className="is-right">
            台账号
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.sequence}>
            <td className="number">{timeOf(line)}</td>
            <td>{line.by?.name ?? '—'}</td>
            <td>{line.sentence}</td>
            <td className="is-right number">{line.sequence}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Pages({ lines }: { readonly lines: readonly Line[] }) {
  const [wanted, setWanted] = useState(0);
  const pages = Math.max(1, Math.ceil(lines.length / PAGE_SIZE));
  const page = Math.min(wanted, pages - 1);
  if (lines.length === 0) return <p className="soft">这一类还没有记录。</p>;
  return (
    <>
      <LineTable lines={lines.slice(page * PAGE_SIZE, (page + 1) * PAGE_SIZE)} />
      <div className="row">
        {pages === 1 ? null : (
          <>
            <Button unavailable={page === 0} onClick={() => setWanted(page - 1)}>
              较新的
            </Button>
            <Button unavailable={page === pages - 1} onClick={() => setWanted(page + 1)}>
              较早的
            </Button>
          </>
        )}
        <span className="soft" role="status">
          共 {lines.length} 条{pages === 1 ? '' : `，第 ${page + 1} / ${pages} 页`}
        </span>
      </div>
    </>
  );
}

/** 台账记事: what happened at this window beside the cases, newest first. */
export function LedgerEventsPanel({ store }: { readonly store: CounterStore }) {
  const events = useLedgerEvents(store);
  const [choice, setChoice] = useState<Choice>('changes');
  return (
    <section className="panel stack" aria-label="台账记事">
      <h2 className="panel__title">
        台账记事<span className="soft small">人员、设置、登记数据、政策和销毁；办件、打印和批次在各自的页面</span>
      </h2>
      <div className="settings__filter">
        <SelectField
          label="类别"
          value={choice}
          onChange={(event) => setChoice(choices.find(({ value }) => value === event.target.value)?.value ?? 'changes')}
          options={[...choices]}
        />
      </div>
      {events?.ok === false ? (
        <Notice tone="bad" live="alert">
          {failureText(events.failure)}
        </Notice>
      ) : null}
      {events?.ok === true ? <Pages key={choice} lines={events.value.filter((line) => holds(choice, line))} /> : null}
    </section>
  );
}
