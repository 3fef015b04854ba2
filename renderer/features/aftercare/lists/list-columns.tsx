/** Columns of the tables of lists. */
import type { DeferredFirm } from '#shared/aftercare/lists/deferrals.ts';
import type { FirmGap } from '#shared/aftercare/lists/gaps.ts';
import { isWhole, type TakenList } from '#shared/aftercare/lists/lists.ts';
import { formatYuan } from '#shared/domain/money.ts';
import { itemStateLabels, originLabels, reasonLabels } from '#shared/wording/aftercare.ts';
import { gapLabels } from '#shared/wording/lists.ts';
import type { ChoiceColumn } from '../../../ui/ChoiceTable.tsx';
import { tellingLabels } from './DeferralPanel.tsx';
import type { ListFirm, ListPerson } from './list-lines.ts';

/** A list with what is still to be done of it. */
export interface ListLine {
  readonly list: TakenList;
  readonly toReview: number;
  readonly passed: number;
  readonly rejected: number;
  /** Firms. */
  readonly gaps: number;
}

const stateOf = ({ list, toReview, gaps }: ListLine): string => {
  if (!isWhole(list)) return `登记到 ${list.parts.size} / ${list.head.parts} 段：重新读入同一份文件接着登记`;
  if (toReview > 0) return `待初审 ${toReview} 人`;
  return gaps > 0 ? `初审完，${gaps} 户缺收款信息` : '初审完';
};

export const listColumns: readonly ChoiceColumn<ListLine>[] = [
  { id: 'label', heading: '名单', width: '10rem', cell: ({ list }) => <span className="number">{list.label}</span> },
  {
    id: 'day',
    heading: '下载日期',
    width: '8rem',
    cell: ({ list }) => <span className="number">{list.head.downloadedOn}</span>,
  },
  { id: 'state', heading: '状态', cell: stateOf },
  { id: 'rows', heading: '采用', width: '5rem', align: 'right', cell: ({ list }) => list.rows.length },
  { id: 'problems', heading: '未采用', width: '5.5rem', align: 'right', cell: ({ list }) => list.head.problems },
  { id: 'passed', heading: '通过', width: '5rem', align: 'right', cell: ({ passed }) => passed },
  { id: 'rejected', heading: '不通过', width: '5.5rem', align: 'right', cell: ({ rejected }) => rejected },
];

const firmColumn = <Row extends { readonly employerName: string }>(): ChoiceColumn<Row> => ({
  id: 'firm',
  heading: '单位',
  cell: ({ employerName }) => <span className="firm">{employerName}</span>,
});

/** What was found of a firm's rows when the list was taken, worst first. */
function findingWords({ persons, met, unmet }: ListFirm): string {
  const reasons = new Set(persons.flatMap(({ proposal }) => proposal.reason ?? []));
  const words = [...reasons].map((reason) => reasonLabels[reason]);
  const held = persons.filter(({ item }) => item.heldBy !== null).length;
  const look = persons.length - met - unmet;
  return [...(held > 0 ? [`${held} 人已由另一件办理`] : []), ...words, ...(look > 0 ? [`${look} 人待核`] : [])].join(
    '；',
  );
}

export const reviewColumns: readonly ChoiceColumn<ListFirm>[] = [
  firmColumn(),
  { id: 'met', heading: '符合', width: '4.5rem', align: 'right', cell: ({ met }) => met || '' },
  {
    id: 'look',
    heading: '待核',
    width: '4.5rem',
    align: 'right',
    cell: ({ persons, met, unmet }) => persons.length - met - unmet || '',
  },
  { id: 'unmet', heading: '不符合', width: '5.5rem', align: 'right', cell: ({ unmet }) => unmet || '' },
  { id: 'found', heading: '发现', width: '26rem', cell: findingWords },
];

export const gapColumns: readonly ChoiceColumn<FirmGap>[] = [
  firmColumn(),
  { id: 'gap', heading: '缺什么', width: '10rem', cell: ({ gap }) => gapLabels[gap] },
  {
    id: 'known',
    heading: '已知来源',
    width: '16rem',
    yields: 1,
    cell: ({ suggestions }) => [...new Set(suggestions.map(({ origin }) => originLabels[origin]))].join('、'),
  },
  { id: 'persons', heading: '人数', width: '4.5rem', align: 'right', cell: ({ items }) => items.length },
  {
    id: 'amount',
    heading: '金额（元）',
    width: '8rem',
    align: 'right',
    cell: ({ amountFen }) => formatYuan(amountFen),
  },
];

function toldWords({ persons }: DeferredFirm): string {
  const last = persons[0]?.told.at(-1)?.event;
  return last === undefined ? '还没有告知' : `${last.toldOn} ${tellingLabels[last.manner]}`;
}

export const deferredColumns: readonly ChoiceColumn<DeferredFirm>[] = [
  firmColumn(),
  { id: 'persons', heading: '人数', width: '4.5rem', align: 'right', cell: ({ persons }) => persons.length },
  { id: 'told', heading: '告知', width: '14rem', cell: toldWords },
  {
    id: 'later',
    heading: '后来的办件',
    width: '16rem',
    cell: ({ persons }) => (
      <span className="number">{[...new Set(persons.flatMap(({ later }) => later?.number ?? []))].join('、')}</span>
    ),
  },
];

/** One word on where a row stands, for the list of all. */
const standing = ({ item: { state, review } }: ListPerson): string =>
  [itemStateLabels[state], review?.reason ?? ''].join(' ').trim();

export const personColumns: readonly ChoiceColumn<ListPerson>[] = [
  { id: 'line', heading: '行', width: '5rem', align: 'right', cell: ({ row }) => row.line },
  { id: 'name', heading: '姓名', width: '8rem', cell: ({ row }) => row.name },
  { id: 'firm', heading: '单位', cell: ({ row }) => <span className="firm">{row.employerName}</span> },
  { id: 'state', heading: '状态', width: '14rem', cell: standing },
  {
    id: 'review',
    heading: '初审',
    width: '12rem',
    yields: 1,
    cell: ({ item: { review } }) => (review === null ? '' : `${review.by.name} ${review.on}`),
  },
];
