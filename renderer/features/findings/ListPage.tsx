/** One list that came down: its rows by what they wait for; the whole of a queue by the main key, one row by opening it. */
import { useState } from 'react';
import type { AftercareBook } from '#shared/aftercare/book.ts';
import { dueButUnpaidDue } from '#shared/aftercare/due.ts';
import { stateOfRow, type InquiryList, type ListedRow } from '#shared/aftercare/inquiry/book.ts';
import { leadsToRecovery } from '#shared/aftercare/inquiry/codes.ts';
import type { Suggestion } from '#shared/aftercare/inquiry/suggest.ts';
import { rowStates, type RowState } from '#shared/aftercare/inquiry/transitions.ts';
import { maskCitizenId } from '#shared/domain/citizen-id.ts';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import type { WorkingCalendar } from '#shared/domain/working-days.ts';
import type { PolicyPack } from '#shared/policy/pack.ts';
import type { PolicyState } from '#shared/policy/policy-events.ts';
import { failureText } from '#shared/wording/failures.ts';
import { listKindLabels, rowCodeLabels, rowStateLabels } from '#shared/wording/inquiry.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { Button } from '../../ui/Button.tsx';
import { ChoiceTable, type ChoiceColumn } from '../../ui/ChoiceTable.tsx';
import { keyName, nthItem } from '../../ui/key-table.ts';
import { Notice } from '../../ui/Notice.tsx';
import { refreshAftercare } from '../aftercare/index.ts';
import { reportRows, writeAgain } from './answer-file.ts';
import { AnswerAllDialog, AnswerDialog, CheckDialog } from './AnswerDialogs.tsx';
import { useSuggestions } from './use-suggestions.ts';

export interface ListPageProps {
  readonly store: CounterStore;
  readonly book: AftercareBook;
  readonly list: InquiryList;
  readonly on: PlainDate;
  readonly calendar: WorkingCalendar;
  readonly parameters: PolicyPack['parameters'];
  readonly policy: PolicyState | null;
  readonly onClose: () => void;
}

type Open = { readonly kind: 'row'; readonly row: ListedRow } | { readonly kind: 'all' | 'check' };
type Said = { readonly tone: 'good' | 'bad'; readonly text: string };

const columnsOf = (suggestions: ReadonlyMap<number, Suggestion>): readonly ChoiceColumn<ListedRow>[] => [
  { id: 'line', heading: '行', width: '4rem', align: 'right', cell: ({ row }) => row.line },
  { id: 'firm', heading: '单位', cell: ({ row }) => <span className="firm">{row.employerName}</span> },
  { id: 'name', heading: '姓名', width: '6rem', cell: ({ row }) => row.name },
  {
    id: 'id',
    heading: '证件号',
    width: '12rem',
    yields: 1,
    cell: ({ row }) => <span className="number">{maskCitizenId(row.citizenId)}</span>,
  },
  {
    id: 'answer',
    heading: '核查结果',
    width: '20rem',
    cell: ({ row, answered }) => {
      if (answered !== null) return `${answered.answer.code} ${answered.answer.note}`;
      const suggestion = suggestions.get(row.line);
      return suggestion === undefined ? (
        <span className="soft">本机记录没有依据，逐条核查</span>
      ) : (
        <span className="soft">
          建议 {suggestion.code} {rowCodeLabels[suggestion.code]}
        </span>
      );
    },
  },
  {
    id: 'evidence',
    heading: '依据日期',
    width: '8rem',
    cell: ({ row, answered }) => (
      <span className="number">{answered?.answer.evidenceOn ?? suggestions.get(row.line)?.evidenceOn ?? ''}</span>
    ),
  },
  { id: 'state', heading: '状态', width: '7rem', cell: (row) => rowStateLabels[stateOfRow(row)] },
];

function Days({ list, parameters, calendar }: Pick<ListPageProps, 'list' | 'parameters' | 'calendar'>) {
  const { issuedOn } = list.begun.act;
  const due = dueButUnpaidDue(issuedOn, parameters, calendar);
  return (
    <p className="number">
      下发 {issuedOn}；
      {due === null
        ? '工作日历未更新，不能推算期限'
        : `内部目标 ${due.target.day}，报省期限 ${due.provinceDay.day}（25日），报部期限 ${due.ministryDay.day}（30日）`}
    </p>
  );
}

/** Opened rows stand in the access log, as persons on every other page. */
function noteOpened({ accessLog }: CounterStore, { listId }: InquiryList, { row }: ListedRow): void {
  accessLog.note({
    type: 'personOpened',
    caseId: listId,
    number: `核查名单 第${row.line}行`,
    name: row.name,
    citizenId: row.citizenId,
  });
}

const mainWords: Readonly<Record<RowState, string>> = {
  open: '按建议登记',
  answered: '复核全部',
  checked: '导出答复并登记上报',
  pending: '重新导出',
  done: '重新导出',
};

export function ListPage({ store, book, list, on, calendar, parameters, policy, onClose }: ListPageProps) {
  const states = new Map(rowStates.map((state) => [state, list.rows.filter((row) => stateOfRow(row) === state)]));
  const [chosen, setState] = useState<RowState>(
    rowStates.find((state) => (states.get(state)?.length ?? 0) > 0) ?? 'open',
  );
  const [open, setOpen] = useState<Open | null>(null);
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState<Said | null>(null);
  const suggestions = useSuggestions(store, book, list, policy, on);
  const rows = states.get(chosen) ?? [];
  const suggested = new Map(
    (states.get('open') ?? []).flatMap(({ row }) => {
      const suggestion = suggestions.byLine.get(row.line);
      return suggestion === undefined ? [] : [[row.line, suggestion] as const];
    }),
  );
  const count = chosen === 'open' ? suggested.size : rows.length;
  const recoveries = list.rows.filter(
    ({ answered, checked }) => answered !== null && checked !== null && leadsToRecovery(answered.answer.code),
  );
  const file = async (job: typeof reportRows) => {
    setBusy(true);
    setSaid(null);
    const written = await job(store, list, rows, on);
    await refreshAftercare(store);
    setBusy(false);
    setSaid(
      written.ok
        ? { tone: 'good', text: `答复文件已写入 ${written.value}` }
        : { tone: 'bad', text: `${failureText(written.failure)} 已登记上报的，在“已报，未了”“办结”中重新导出。` },
    );
  };
  const main = () => {
    if (chosen === 'open') setOpen({ kind: 'all' });
    else if (chosen === 'answered') setOpen({ kind: 'check' });
    else void file(chosen === 'checked' ? reportRows : writeAgain);
  };
  const common = { store, list, on, onClose: () => setOpen(null) };
  return (
    <div className="page stack">
      <div className="page__head">
        <h1>{listKindLabels[list.begun.act.kind]}名单</h1>
        <span className="soft">{list.begun.act.fileName}</span>
        <span className="grow" />
        <Button keyHint="back" onClick={onClose}>
          返回
        </Button>
      </div>
      <Days {...{ list, parameters, calendar }} />
      {list.complete ? null : (
        <Notice tone="warn">
          名单共 {list.begun.act.rows} 行，只读到 {list.rows.length} 行：请在列表页重新读入同一份文件，会接着读完。
        </Notice>
      )}
      <div className="row">
        <div className="findings__tabs" role="group" aria-label="队列">
          {rowStates.map((state, index) => {
            const key = nthItem(index + 1);
            return (
              <Button
                key={state}
                aria-pressed={state === chosen}
                {...(key === undefined ? {} : { shortcut: key })}
                onClick={() => setState(state)}
              >
                {rowStateLabels[state]} <span className="number">{states.get(state)?.length ?? 0}</span>
              </Button>
            );
          })}
        </div>
        <span className="grow" />
        {count === 0 ? null : (
          <Button look="primary" shortcut="save" unavailable={busy || !list.complete} onClick={main}>
            {mainWords[chosen]}（{count} 行）
          </Button>
        )}
      </div>
      {suggestions.done < suggestions.total ? (
        <p className="soft" role="status">
          正在与本机记录核对 {suggestions.done} / {suggestions.total} 行…
        </p>
      ) : null}
      {recoveries.length === 0 ? null : (
        <Notice tone="warn">
          {recoveries.length} 行核定为本地追回，请到 <a href="#/recoveries">追回（{keyName('openRecoveries')}）</a>{' '}
          登记。
        </Notice>
      )}
      {said === null ? null : (
        <Notice tone={said.tone} live={said.tone === 'bad' ? 'alert' : 'status'}>
          {said.text}
        </Notice>
      )}
      <ChoiceTable
        key={chosen}
        label={rowStateLabels[chosen]}
        columns={columnsOf(suggestions.byLine)}
        rows={rows}
        keyOf={({ row }) => String(row.line)}
        onOpen={(row) => {
          noteOpened(store, list, row);
          setOpen({ kind: 'row', row });
        }}
        empty={`没有${rowStateLabels[chosen]}的行。`}
        autoFocus
      />
      {open?.kind === 'row' ? (
        <AnswerDialog {...common} row={open.row} suggestion={suggestions.byLine.get(open.row.row.line)} />
      ) : null}
      {open?.kind === 'all' ? <AnswerAllDialog {...common} suggestions={suggested} /> : null}
      {open?.kind === 'check' ? <CheckDialog {...common} rows={rows} /> : null}
    </div>
  );
}
