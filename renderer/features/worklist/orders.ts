/** The ways in which a list of cases can stand. */
import { stageRank } from '#shared/wording/returns.ts';
import type { CaseSummary } from '../../store/cases/case-store.ts';
import { nextDeadline } from './queues.ts';

export interface Order {
  readonly id: string;
  readonly label: string;
  readonly compare: (one: CaseSummary, other: CaseSummary) => number;
}

/** After every real day. */
const NEVER = '9999';
const dayOf = (entry: CaseSummary): string => nextDeadline(entry)?.day ?? NEVER;
const inChinese = new Intl.Collator('zh-Hans-CN');

const firstStage = ({ stages }: CaseSummary): string => stages[0]?.stage ?? '';

export const orders: readonly Order[] = [
  { id: 'recent', label: '最近收件', compare: (one, other) => other.firstSequence - one.firstSequence },
  { id: 'deadline', label: '期限最近', compare: (one, other) => (dayOf(one) < dayOf(other) ? -1 : 1) },
  {
    id: 'employer',
    label: '单位名称',
    compare: (one, other) => inChinese.compare(one.employerName, other.employerName),
  },
  {
    id: 'stage',
    label: '省系统环节',
    compare: (one, other) => stageRank(one) - stageRank(other) || inChinese.compare(firstStage(one), firstStage(other)),
  },
  { id: 'amount', label: '金额最大', compare: (one, other) => other.totalAmountFen - one.totalAmountFen },
];

/** A new array in the order; of equal ones the later comes first. */
export const inOrder = (entries: readonly CaseSummary[], { compare }: Order): readonly CaseSummary[] =>
  entries.toSorted((one, other) => compare(one, other) || other.firstSequence - one.firstSequence);
