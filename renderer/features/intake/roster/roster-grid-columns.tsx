/** Columns of the roster grid: what is typed, then what was found, then the conclusion and the amount. */
import { rosterColumns, type RosterColumn } from '#shared/domain/application.ts';
import { groupCitizenId } from '#shared/domain/citizen-id.ts';
import { formatYuan } from '#shared/domain/money.ts';
import { normaliseCode } from '#shared/domain/normalise.ts';
import { rosterColumnLabels } from '#shared/rosters/roster-columns.ts';
import { readDay } from '#shared/files/roster-dates.ts';
import { textCell } from '#shared/files/sheet.ts';
import type { CheckResult, EntryDecision } from '#shared/policy/verdict.ts';
import { verdictMarks } from '#shared/wording/verdicts.ts';
import type { GridColumn, GridRow } from '../../../ui/grid/index.ts';
import { VerdictMark } from '../../../ui/VerdictMark.tsx';
import { keyName } from '../../../ui/key-table.ts';
import type { EntryIssue } from './entry-issues.ts';
import type { RosterOffers } from './roster-offers.ts';
import { groupLabels, groupTitles, groupVerdict, rosterGroups, type RosterGroup } from './groups.ts';
import { GroupCell } from './GroupCell.tsx';

export const VERDICT_COLUMN = 'verdict';
const AMOUNT_COLUMN = 'amount';

interface Shape {
  readonly heading: string;
  readonly width: number;
  readonly grow?: number;
  readonly tabular?: boolean;
}

/** Headings short enough for their columns; the full name stands in the title. */
const shapes: Readonly<Record<RosterColumn, Shape>> = {
  name: { heading: '姓名', width: 92 },
  citizenId: { heading: '证件号', width: 186, tabular: true },
  school: { heading: '毕业院校', width: 112, grow: 3 },
  diplomaNumber: { heading: '毕业证编号', width: 176, grow: 1, tabular: true },
  graduatedOn: { heading: '毕业时间', width: 110, tabular: true },
  contractFrom: { heading: '合同起', width: 110, tabular: true },
  contractTo: { heading: '合同止', width: 110, tabular: true },
  enrolledOn: { heading: '参保日期', width: 110, tabular: true },
};

const tidyDay = (text: string): string => {
  const { text: day, problem } = readDay(textCell(text), false);
  return problem === null ? day : text;
};

const tidyOf: Readonly<Record<RosterColumn, (text: string) => string>> = {
  name: (text) => text.trim(),
  citizenId: normaliseCode,
  school: (text) => text.trim(),
  diplomaNumber: (text) => text.trim(),
  graduatedOn: tidyDay,
  contractFrom: tidyDay,
  contractTo: tidyDay,
  enrolledOn: tidyDay,
};

/** What the read-only cells show. */
export interface RosterFindings {
  readonly decisions: ReadonlyMap<string, EntryDecision>;
  readonly employerChecks: readonly CheckResult[];
  readonly issues: ReadonlyMap<string, readonly EntryIssue[]>;
  readonly remarks: ReadonlyMap<string, readonly string[]>;
  /** Something asked is not answered yet: nobody has a verdict. */
  readonly reading: boolean;
  /** What registers know of a cell that is empty, by entry id. */
  readonly offers: RosterOffers;
}

export const isBlocked = (findings: RosterFindings, entryId: string): boolean =>
  findings.issues.get(entryId)?.some((issue) => issue.blocks) ?? false;

const decisionOf = (findings: RosterFindings, row: GridRow): EntryDecision | null =>
  isBlocked(findings, row.id) ? null : (findings.decisions.get(row.id) ?? null);

function typedColumn(column: RosterColumn, findings: RosterFindings): GridColumn {
  const base: GridColumn = {
    id: column,
    ...shapes[column],
    title: `${rosterColumnLabels[column]}（单击选中整列）`,
    editable: true,
    tidy: tidyOf[column],
    ...(column === 'name' || column === 'citizenId' ? { sticky: 'start' as const } : {}),
    ...(column === 'name' ? { keep: true } : {}),
    ...(column === 'citizenId' ? { format: groupCitizenId } : {}),
  };
  const offered = (row: GridRow): string | undefined => findings.offers.get(row.id)?.[column];
  if (column !== 'name')
    return {
      ...base,
      render: (row) => <TypedCell text={row.cells[column] ?? ''} format={base.format} offered={offered(row)} />,
    };
  return { ...base, render: (row) => <NameCell row={row} findings={findings} /> };
}

/** Longer names, of persons and of schools, are set smaller, on two lines, so that they can be read whole. */
const USUAL_NAME = 4;
const USUAL_SCHOOL = 6;
const HAN_ONLY = /^\p{Script=Han}[\p{Script=Han}（）()·]*$/u;

interface TypedCellProps {
  readonly text: string;
  readonly format: ((text: string) => string) | undefined;
  readonly offered: string | undefined;
}

/** What was typed or imported; in an empty cell what a register knows, marked as the register's until it is taken. */
function TypedCell({ text, format, offered }: TypedCellProps) {
  if (HAN_ONLY.test(text) && text.length > USUAL_SCHOOL)
    return (
      <span className="roster__name roster__name--long" title={text}>
        {text}
      </span>
    );
  if (text !== '' || offered === undefined) return format?.(text) ?? text;
  return (
    <span className="roster__offered" title={`登记：${offered}（${keyName('takeOffer')} 填入）`}>
      <span className="roster__mark">登记</span> {offered}
    </span>
  );
}

function NameCell({ row, findings }: { readonly row: GridRow; readonly findings: RosterFindings }) {
  const text = row.cells['name'] ?? '';
  const decision = decisionOf(findings, row);
  const match = decision === null ? null : groupVerdict(decision, 'identity', []);
  const silent = match === null || match.verdict === 'met' || match.verdict === 'unknown';
  const remarks = findings.remarks.get(row.id);
  return (
    <>
      <span className={text.length > USUAL_NAME ? 'roster__name roster__name--long' : 'roster__name'} title={text}>
        {text}
      </span>
      {silent ? null : (
        <span title={groupTitles.identity}>
          <VerdictMark verdict={match.verdict} short />
        </span>
      )}
      {remarks === undefined ? null : (
        <span className="roster__remark" title={remarks.join('；')}>
          <span aria-hidden="true">※</span>
          <span className="visually-hidden">提示：{remarks.join('；')}</span>
        </span>
      )}
    </>
  );
}

function groupColumn(group: Exclude<RosterGroup, 'identity'>, findings: RosterFindings): GridColumn {
  const verdictOf = (row: GridRow) => {
    const decision = decisionOf(findings, row);
    return decision === null ? null : groupVerdict(decision, group, findings.employerChecks);
  };
  return {
    id: group,
    heading: groupLabels[group],
    title: `${groupTitles[group]}（单击选中整列，${keyName('attest')} 记录看过原件）`,
    width: 50,
    editable: false,
    compact: true,
    sticky: 'end',
    render: (row) => <GroupCell found={verdictOf(row)} />,
    copyText: (row) => {
      const found = verdictOf(row);
      return found === null ? '' : verdictMarks[found.verdict].word;
    },
  };
}

function verdictColumn(findings: RosterFindings): GridColumn {
  return {
    id: VERDICT_COLUMN,
    heading: '结论',
    width: 92,
    editable: false,
    sticky: 'end',
    keep: true,
    render: (row) => {
      if (isBlocked(findings, row.id)) return <span className="roster__correct">✎ 待更正</span>;
      const decision = decisionOf(findings, row);
      if (decision !== null) return <VerdictMark verdict={decision.verdict} />;
      return <span className="soft">{findings.reading ? '判定中…' : '未判定'}</span>;
    },
    copyText: (row) => {
      if (isBlocked(findings, row.id)) return '待更正';
      const decision = decisionOf(findings, row);
      return decision === null ? '' : verdictMarks[decision.verdict].word;
    },
  };
}

function amountColumn(findings: RosterFindings): GridColumn {
  const amountOf = (row: GridRow): string => {
    const decision = decisionOf(findings, row);
    if (decision === null) return '';
    return decision.amountFen === 0 ? '—' : formatYuan(decision.amountFen);
  };
  return {
    id: AMOUNT_COLUMN,
    heading: '金额',
    width: 84,
    editable: false,
    align: 'end',
    sticky: 'end',
    tabular: true,
    render: amountOf,
    copyText: (row) => amountOf(row).replaceAll(',', '').replace('—', '0.00'),
  };
}

/** All columns for what is known now. */
export function rosterGridColumns(findings: RosterFindings): readonly GridColumn[] {
  return [
    ...rosterColumns.map((column) => typedColumn(column, findings)),
    ...rosterGroups.map((group) => groupColumn(group, findings)),
    verdictColumn(findings),
    amountColumn(findings),
  ];
}
