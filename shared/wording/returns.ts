/** How it is said what the provincial system answered. */
import type { ReturnField } from '../casework/return-layout.ts';
import type { UnmatchedReason } from '../returns/return-match.ts';
import type {
  ProvinceFile,
  ProvinceOutcome,
  ProvinceRow,
  ProvinceStage,
  ProvinceStanding,
} from '../casework/province-answer.ts';
import type { PersonStanding } from '../casework/rounds.ts';
import type { PlainDate } from '../domain/plain-date.ts';

export const outcomeLabels: Readonly<Record<ProvinceOutcome, string>> = {
  accepted: '通过',
  paid: '已发放',
  inProcess: '处理中',
  refused: '退回',
  failed: '发放失败',
};

export const standingLabels: Readonly<Record<ProvinceStanding, string>> = {
  ...outcomeLabels,
  unknown: '未返回',
  again: '已更正，再送',
};

export const returnFieldLabels: Readonly<Record<ReturnField, string>> = {
  caseNumber: '办件号',
  citizenId: '公民身份号码',
  name: '姓名',
  creditCode: '统一社会信用代码',
  batchNumber: '批次号',
  result: '处理结果',
  stage: '办理环节',
  reason: '原因',
  code: '返回码',
  day: '日期',
  amount: '金额',
};

/** Why a row was not taken, and what to do about it. */
export const unmatchedWords: Readonly<Record<UnmatchedReason, string>> = {
  'case-unknown': '本窗口没有这个办件号',
  'not-exported': '这个办件还没有导出过，不会有返回',
  'person-not-in-case': '这个办件里没有此人',
  'person-unknown': '本窗口导出过的办件里没有此人',
  'several-cases': '此人在几个办件里都导出过，文件没有写明是哪一件',
  'id-damaged': '证件号被表格软件改坏，姓名也对不上唯一一人；请向省系统重新下载文本格式的文件',
  'name-differs': '姓名与办件里同一证件号的不同，请核对',
  twice: '同一人出现两次而结果不同，两行都没有采用，请核对',
};

const ORDER: readonly ProvinceOutcome[] = ['paid', 'accepted', 'inProcess', 'refused', 'failed'];

/** `通过 8 人，退回 1 人` */
export function countsOf(rows: readonly Pick<ProvinceRow, 'outcome'>[]): string {
  return ORDER.flatMap((outcome) => {
    const count = rows.filter((row) => row.outcome === outcome).length;
    return count === 0 ? [] : [`${outcomeLabels[outcome]} ${count} 人`];
  }).join('，');
}

/** `通过 8 人，退回 1 人（返回文件 2022-09-01，result.xlsx）` */
export const answerWords = ({ file, rows }: { file: ProvinceFile; rows: readonly ProvinceRow[] }): string =>
  `${countsOf(rows)}（返回文件 ${file.day}，${file.name}）`;

/** What the row says, as far as it says it: `退回：身份证号与姓名不符（E102）`. */
export function rowWords({ outcome, result, reason, code }: ProvinceRow): string {
  const own = result === '' || result === outcomeLabels[outcome] ? '' : `（${result}）`;
  const why = reason === '' ? '' : `：${reason}`;
  return `${outcomeLabels[outcome]}${own}${why}${code === '' ? '' : `（${code}）`}`;
}

/** What is known of a case in the provincial system. */
interface SentCase {
  readonly batchNumber: string | null;
  readonly persons: readonly { readonly standing: PersonStanding; readonly province: ProvinceStanding }[];
  readonly stages: readonly ProvinceStage[];
}

/** A stage as the file words it; where it names none, what it says of the persons. */
export function stageName({ stage, standing }: Pick<ProvinceStage, 'stage' | 'standing'>): string {
  const said = standingLabels[standing];
  if (said.includes(stage)) return said;
  return standing === 'refused' || standing === 'failed' || standing === 'paid' ? `${stage}·${said}` : stage;
}

const UNKNOWN = '未知';

/** Accepted persons of whom no file that was read has said anything. */
const unnamed = ({ persons }: SentCase): number =>
  persons.filter(({ standing, province }) => standing === 'met' && province === 'unknown').length;

/** `公示 09-05 3 人，未知 1 人` for a line of a list; empty while nothing of the case has left. */
export function stageText(entry: SentCase): string {
  if (entry.batchNumber === null) return '';
  const silent = unnamed(entry);
  if (entry.stages.length === 0) return UNKNOWN;
  const parts = entry.stages.map((stage) => `${stageName(stage)} ${stage.on.slice(5)} ${stage.persons} 人`);
  return [...parts, ...(silent > 0 ? [`${UNKNOWN} ${silent} 人`] : [])].join('，');
}

/** The same for the page of the case, with what it rests on. `lastFile`: as-of day of the last file that was read here for any case. */
export function stageLine(entry: SentCase, lastFile: PlainDate | null): string {
  if (entry.batchNumber === null) return '';
  const known = lastFile === null ? '还没有读过返回文件' : `返回文件截至 ${lastFile}`;
  const silent = unnamed(entry);
  const parts = entry.stages.map((stage) => `${stageName(stage)} ${stage.on}（${stage.persons} 人）`);
  const rest = silent > 0 ? [`${UNKNOWN}（${silent} 人）`] : [];
  return `${[...parts, ...rest].join(' · ')}，${known}`;
}

/** Whether a typed word names a stage of the case, or 未知 where somebody's is; days and counts are nothing to look for. */
export const namesStage = (entry: SentCase, typed: string): boolean =>
  entry.batchNumber !== null &&
  (entry.stages.some((stage) => stageName(stage).includes(typed)) || (UNKNOWN.includes(typed) && unnamed(entry) > 0));

const STAGE_RANK: Readonly<Record<ProvinceStanding, number>> = {
  refused: 0,
  failed: 0,
  again: 1,
  unknown: 1,
  inProcess: 2,
  accepted: 3,
  paid: 4,
};

/** What a clerk has to look at comes first: sent back, then what nobody answered, then what goes on, paid last, unsent behind all. */
export function stageRank(entry: SentCase): number {
  if (entry.batchNumber === null) return 5;
  const standings = entry.persons.flatMap(({ standing, province }) => (standing === 'met' ? [province] : []));
  return Math.min(...standings.map((standing) => STAGE_RANK[standing]), 5);
}
