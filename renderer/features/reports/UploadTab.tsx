/** 上报: the list of everybody paid, made every month anew, checked, measured against the last one, exported as a batch folder. */
import { useMemo, useState } from 'react';
import type { AftercareBook } from '#shared/aftercare/book.ts';
import { currentPeriod, listDue } from '#shared/aftercare/reporting/list-due.ts';
import { isUnwritten, standingList, type PaidList } from '#shared/aftercare/reporting/reporting.ts';
import { addMonths, lastDayOf, monthOf, parseMonth, type Month, type PlainDate } from '#shared/domain/plain-date.ts';
import { formatYuan } from '#shared/domain/money.ts';
import { builtInLayouts } from '#shared/layouts/index.ts';
import type { CodeChoice, Layout } from '#shared/layouts/layout.ts';
import { mayExport } from '#shared/layouts/preflight.ts';
import { failureText } from '#shared/wording/failures.ts';
import { monthWords } from '#shared/wording/reporting.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { Button } from '../../ui/Button.tsx';
import { ChoiceTable, type ChoiceColumn } from '../../ui/ChoiceTable.tsx';
import { SelectField } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Progress } from '../../ui/Progress.tsx';
import { useLayouts } from '../layouts/index.ts';
import { RevealFolder } from '../plain-files/index.ts';
import { ChangeList } from './ChangeList.tsx';
import { CorrectionDialog } from './CorrectionDialog.tsx';
import { listProblems, type ListProblem } from './list-problems.ts';
import { finishList, makeList, voidList, type ListOutcome } from './list-work.ts';
import { listProgressWords, listTroubleText } from './list-words.ts';
import { ListHistory } from './ListHistory.tsx';
import { ReportRulesDialog } from './ReportRulesDialog.tsx';
import { SupplementDialog } from './SupplementDialog.tsx';
import { useListWork, type RunningList } from './use-list-work.ts';
import { usePaidList, withoutFaulty, type PreparedList } from './use-paid-list.ts';
import { useRulesOn } from './use-rules-on.ts';

export interface TabProps {
  readonly store: CounterStore;
  readonly book: AftercareBook;
  readonly on: PlainDate;
  /** The month whose list somebody came for, `YYYYMM`. */
  readonly wanted?: string | undefined;
}

const severityWords: Readonly<Record<ListProblem['severity'], string>> = {
  error: '✕ 须改',
  held: '✕ 暂缓',
  warning: '！提示',
};

const columns: readonly ChoiceColumn<ListProblem>[] = [
  {
    id: 'severity',
    heading: '检查',
    width: '5.5rem',
    cell: ({ severity }) => <span className={`reports__${severity}`}>{severityWords[severity]}</span>,
  },
  {
    id: 'firm',
    heading: '单位',
    width: '18rem',
    cell: ({ employerName }) => <span className="firm">{employerName}</span>,
  },
  { id: 'who', heading: '人员', width: '10rem', cell: ({ items }) => whoOf(items.map(({ source }) => source.name)) },
  { id: 'column', heading: '列', width: '11rem', yields: 1, cell: ({ column }) => column },
  { id: 'what', heading: '问题与办法', cell: ({ sentence }) => sentence },
];

const whoOf = (names: readonly string[]): string =>
  names.length > 3 ? `${names.slice(0, 3).join('、')} 等 ${names.length} 人` : names.join('、');

/** Months that can be listed: from the first in which money arrived to the one of today. */
function periodsOf({ items }: AftercareBook, on: PlainDate): readonly Month[] {
  const first = items.flatMap(({ paidOn }) => (paidOn === null ? [] : [monthOf(paidOn)])).toSorted()[0] ?? monthOf(on);
  const periods: Month[] = [];
  for (let period = monthOf(on); period >= first; period = addMonths(period, -1)) periods.push(period);
  return periods.length === 0 ? [monthOf(on)] : periods;
}

function DueLine({ store, book, on, period }: TabProps & { readonly period: Month }) {
  const { pack, calendar } = useRulesOn(store, on);
  const due = listDue(period, book.reporting.rules, pack.parameters, calendar);
  if (due === null) return <p className="soft">工作日历未更新，不显示上报日期。</p>;
  const local = due.localDay === due.due.day ? '' : `本地报送 ${due.localDay}；`;
  return (
    <p className="soft">
      {local}
      {due.due.day} 前上报（每月20日前，逢休息日提前；依据：{due.due.source}）
    </p>
  );
}

function Unwritten({
  list,
  running,
  layouts,
  onVoid,
}: {
  list: PaidList;
  running: RunningList;
  layouts: readonly Layout[];
  onVoid: () => void;
}) {
  return (
    <Notice tone="warn" live="status">
      <div className="row">
        <span className="grow">
          批次 {list.number}（{monthWords(list.made.event.period)}，{list.made.event.persons}{' '}
          人）取了号，文件没有写完：续做会写出同样的文件；作废后号码保留。
        </span>
        <Button
          look="primary"
          unavailable={running.progress !== null}
          onClick={() => running.run((work) => finishList(work, list.listId, layouts))}
        >
          续做
        </Button>
        <Button look="danger" unavailable={running.progress !== null} onClick={onVoid}>
          作废
        </Button>
      </div>
    </Notice>
  );
}

function Ended({ store, outcome }: { readonly store: CounterStore; readonly outcome: ListOutcome | null }) {
  if (outcome === null) return null;
  if (!outcome.ok)
    return (
      <Notice tone="bad" live="alert">
        {listTroubleText(outcome.trouble)}
      </Notice>
    );
  return (
    <Notice tone="good" live="status">
      <strong>
        已导出 <span className="number">批次 {outcome.number}</span>，{outcome.manifest.persons} 人{' '}
        {formatYuan(outcome.manifest.amountFen)} 元
      </strong>
      <div className="reports__digest">{outcome.folder}</div>
      <div className="small">文件是明文，含公民身份号码。上报后请在“日终—明文文件”中删除。</div>
      <RevealFolder store={store} folder={outcome.folder} />
    </Notice>
  );
}

function obstacleOf(list: PreparedList | null, book: AftercareBook, running: RunningList): string | null {
  if (running.progress !== null) return '正在导出';
  if (list === null) return '正在检查';
  if (book.reporting.lists.some(isUnwritten)) return '请先续做或作废没有写完的名单';
  if (list.draft.rows.length + list.draft.held.length === 0) return '本期没有已发放的人员';
  if (book.reporting.rules.documentNumber === null) return '上报规则待本地核定，请管理员先在本页核定';
  const { before, changes, period } = list;
  if (before?.made.event.period === period && changes.length === 0) return '与本期已导出的名单相同，没有需要更正的';
  return null;
}

/** The month that somebody came for, while something can be listed of it. */
const wantedOf = (wanted: string | undefined, periods: readonly Month[]): Month | null =>
  periods.find((period) => period === wanted) ?? null;

export function UploadTab({ store, book, on, wanted }: TabProps) {
  const held = useLayouts(store);
  const layouts = held?.layouts ?? builtInLayouts;
  const [codes, setCodes] = useState<CodeChoice>('printed');
  const layout = useMemo(() => {
    const found = layouts.findLast(({ purpose }) => purpose === 'report');
    if (found === undefined) throw new Error('no layout for the list of those paid is built in');
    return found;
  }, [layouts]);
  const periods = periodsOf(book, on);
  const [chosen, setChosen] = useState<Month | null>(() => wantedOf(wanted, periods));
  const usual = currentPeriod(on, book.reporting.rules);
  const period = chosen ?? (periods.includes(usual) ? usual : (periods[0] ?? monthOf(on)));
  const { list, failure } = usePaidList(store, book, period, layout, codes);
  const running = useListWork(store, on);
  const [open, setOpen] = useState<'rules' | ListProblem | null>(null);
  const [correcting, setCorrecting] = useState<PreparedList | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const obstacle = obstacleOf(list, book, running);
  const problems = list === null ? [] : listProblems(list);
  const standing = standingList(book.reporting, period);
  const rest = list === null || list.check.problems.length === 0 ? null : withoutFaulty(book, list, layout, codes);
  const start = (wanted: PreparedList, corrects: { listId: string; reason: string } | null) => {
    setCorrecting(null);
    running.run((work) => makeList(work, { ...wanted, layout, codes, formats: ['xlsx', 'csv-utf-8'], corrects }));
  };
  const begin = (wanted: PreparedList | null) => {
    if (wanted === null || obstacle !== null || !mayExport(wanted.check)) return;
    if (standing === undefined) start(wanted, null);
    else setCorrecting(wanted);
  };
  const ready = list !== null && mayExport(list.check) && list.draft.held.length === 0;
  const isComplete = ready && obstacle === null;
  const partly = rest !== null && mayExport(rest.check) ? rest : list !== null && mayExport(list.check) ? list : null;
  return (
    <>
      <div className="row reports__choices">
        <SelectField
          label="数据期别"
          value={period}
          options={periods.map((value) => ({ value, label: monthWords(value) }))}
          onChange={(event) => setChosen(parseMonth(event.target.value))}
        />
        <SelectField
          label="指标编码"
          value={codes}
          options={[
            { value: 'printed', label: '按文件所印' },
            { value: 'corrected', label: '按更正（AAB301、AAB001）' },
          ]}
          onChange={(event) => setCodes(event.target.value === 'corrected' ? 'corrected' : 'printed')}
        />
        <span className="grow" />
        <Button shortcut="register" onClick={() => setOpen('rules')}>
          上报规则{book.reporting.rules.documentNumber === null ? '（待本地核定）' : ''}
        </Button>
        <Button
          look="primary"
          shortcut="save"
          data-landing="always"
          unavailable={!isComplete}
          title={obstacle ?? undefined}
          onClick={() => begin(list)}
        >
          {standing === undefined ? '导出名单' : '导出更正名单'}
          {list === null ? '' : `（${list.draft.rows.length} 人）`}
        </Button>
      </div>
      <DueLine store={store} book={book} on={on} period={period} />
      {on <= lastDayOf(period) ? <p className="soft">本月还没有过完：此后发放的，要另作更正名单或列入下期。</p> : null}
      {failure === null ? null : <Notice tone="bad">{failureText(failure)}</Notice>}
      {problem === null ? null : (
        <Notice tone="bad" live="alert">
          {problem}
        </Notice>
      )}
      {book.reporting.lists.filter(isUnwritten).map((one) => (
        <Unwritten
          key={one.listId}
          list={one}
          running={running}
          layouts={layouts}
          onVoid={() =>
            void voidList(store, on, one.listId).then((found) => setProblem(found === null ? null : failureText(found)))
          }
        />
      ))}
      {running.progress === null ? null : (
        <div className="panel row">
          <div className="grow">
            <Progress
              label={listProgressWords[running.progress.step]}
              value={running.progress.done}
              max={running.progress.total}
              text={`${running.progress.done} / ${running.progress.total}`}
            />
          </div>
          <Button onClick={running.cancel}>取消</Button>
        </div>
      )}
      <Ended store={store} outcome={running.outcome} />
      <section className="panel" aria-label="导出前检查">
        <h2 className="panel__title">
          导出前检查 <span className="soft small number">{checkWords(list)}</span>
        </h2>
        {obstacle === null || list === null ? null : <p className="soft">{obstacle}。</p>}
        {problems.length === 0 ? null : (
          <>
            <ChoiceTable
              label="须改的"
              columns={columns}
              rows={problems}
              keyOf={({ key }) => key}
              onOpen={setOpen}
              empty=""
              autoFocus
            />
            <div className="row">
              <Button
                shortcut="exportRest"
                unavailable={partly === null || partly.draft.rows.length === 0 || obstacle !== null}
                onClick={() => begin(partly)}
              >
                先导出其余{partly === null ? '' : ` ${partly.draft.rows.length} 人`}
              </Button>
              <span className="soft small">打开一行补充单位和人员指标。暂缓的记在名单里，改正后另作更正名单。</span>
            </div>
          </>
        )}
      </section>
      {list === null ? null : <ChangeList book={book} list={list} layout={layout} />}
      <ListHistory lists={book.reporting.lists} />
      {open === 'rules' ? (
        <ReportRulesDialog store={store} rules={book.reporting.rules} on={on} onClose={() => setOpen(null)} />
      ) : null}
      {open === null || open === 'rules' || list === null ? null : (
        <SupplementDialog
          store={store}
          book={book}
          layout={layout}
          items={[...list.draft.rows, ...list.draft.held]
            .map(({ item }) => item)
            .filter(({ source }) => source.firmKey === open.firmKey)}
          on={on}
          onClose={() => setOpen(null)}
        />
      )}
      {correcting === null || standing === undefined ? null : (
        <CorrectionDialog
          title={`更正${monthWords(period)}名单（批次 ${standing.number}）`}
          confirm="导出更正名单"
          onClose={() => setCorrecting(null)}
          onReason={(reason) => start(correcting, { listId: standing.listId, reason })}
        >
          <p>原名单保留，更正名单另取号、另写全量文件。变化 {correcting.changes.length} 人。</p>
        </CorrectionDialog>
      )}
    </>
  );
}

function checkWords(list: PreparedList | null): string {
  if (list === null) return '正在检查…';
  const { draft, check } = list;
  const firms = new Set(draft.rows.map(({ item }) => item.source.firmKey)).size;
  const register = draft.register === null ? '没有参保数据' : `参保数据截至 ${draft.register.asOf}`;
  return `${firms} 户 ${check.totals.persons} 人 ${formatYuan(check.totals.amountFen)} 元，${register}`;
}
