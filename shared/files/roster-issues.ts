/** The sentences of the importer: place first, then what is wrong, then what to do. */
import type { RosterColumn } from '../domain/application.ts';
import type { CitizenIdError } from '../domain/citizen-id.ts';
import { limits } from '../domain/limits.ts';
import { rosterColumnLabels } from '../rosters/roster-columns.ts';
import type { ImportIssue, ImportIssueCode } from './roster-reading.ts';
import { cellAddress } from './sheet.ts';

const BRING = '请对照居民身份证原件改正。';

const sentences: Readonly<Record<ImportIssueCode, string>> = {
  'name-missing': '没有姓名。请补填；不是人员的，请删去这一行。',
  'id-missing': '没有证件号码。请对照居民身份证原件补填。',
  'id-damaged': `证件号已损坏：表格把号码当成数字，末几位已经丢失。${BRING}请单位以后把这一列设为“文本”再填。`,
  'id-old-fifteen-digit': '是 15 位旧号码，不能受理。请本人带居民身份证（第二代）或户口簿，按 18 位号码填写。',
  'id-illegal-characters': `有不是数字或末位 X 的字符。${BRING}护照、通行证等其他证件不在本表填写，请带原件到窗口另行核对。`,
  'id-wrong-length': `不是 18 位。${BRING}`,
  'id-impossible-birthday': `第 7 至 14 位不是真实的出生日期。${BRING}`,
  'id-wrong-check-digit': `末位校验码不对，至少有一位填错。${BRING}`,
  'duplicate-person': '与本表前面的人员证件号码相同。请核对：同一人只留一行，号码填错的请改正。',
  'number-damaged': '号码已损坏：表格把号码当成数字，末几位已经丢失。请对照证书原件改正。',
  'cell-error': '单元格里的公式没有结果，没有读入。请直接填写内容。',
  'date-without-day': '只写到月。请对照原件补写到日，如 2022-06-30。',
  'date-not-real': '没有这一天。请对照原件改正。',
  'date-unreadable': '看不出是哪一天。请写成 2022-06-30 这样的日期。',
  'period-unreadable': '看不出起止日期。请在起始日期和终止日期两列分别填写。',
  'hidden-row': '这一行在文件中是隐藏的，已读入。请核对是否应当申报；不申报的请删去这一行。',
  'merged-person': '与上一行合并为同一人，没有另作一人读入。确是另一人的，请补填姓名和证件号码。',
  'columns-guessed': '没有认出列名，已按内容认定姓名列和证件号码列。请核对每一行。',
  'column-by-content': '没有见过这个列名，已按内容认定。请核对。',
  'column-remembered': '按该单位上次的说明读入。请核对。',
  'columns-left-out': `第 ${limits.sheetColumns} 列以后还有内容，没有读入。需要的，请移到前面的列。`,
  'cell-too-long': `内容超过 ${limits.valueCharacters} 个字，不是这一列的内容，没有读入。请对照原件填写。`,
  'heading-unknown': '没有认出这一列，没有读入。需要其中内容的，请说明这一列是什么，或在花名册中补填。',
  'column-repeated': '与前面的列重复，只读入前面一列。请核对内容。',
  'other-sheet': '也像是花名册，没有读入。需要的，请把该工作表另存为文件后再添加。',
};

const NOTICES: ReadonlySet<ImportIssueCode> = new Set([
  'hidden-row',
  'merged-person',
  'columns-guessed',
  'column-by-content',
  'column-remembered',
  'columns-left-out',
  'heading-unknown',
  'column-repeated',
  'other-sheet',
]);

const ofCitizenId: Readonly<Record<CitizenIdError, ImportIssueCode>> = {
  empty: 'id-missing',
  'damaged-by-spreadsheet': 'id-damaged',
  'old-fifteen-digit': 'id-old-fifteen-digit',
  'illegal-characters': 'id-illegal-characters',
  'wrong-length': 'id-wrong-length',
  'impossible-birthday': 'id-impossible-birthday',
  'wrong-check-digit': 'id-wrong-check-digit',
};

export const citizenIdIssueCode = (error: CitizenIdError): ImportIssueCode => ofCitizenId[error];

/** What is wrong and what to do, without the place: for a cell that is on the screen itself. */
export const issueSentence = (code: ImportIssueCode): string => sentences[code];

/** Place in the file. `columnIndex` from 0; `fact` goes before the sentence (`第 5 行。`). */
export interface IssuePlace {
  readonly row: number;
  readonly columnIndex: number | null;
  readonly column?: RosterColumn;
  readonly fact?: string;
}

/** An issue at a cell (`C7 证件号码：…`), or at a row (`第 7 行：…`) without `columnIndex`. */
export function importIssue(code: ImportIssueCode, place: IssuePlace): ImportIssue {
  const cell = place.columnIndex === null ? null : cellAddress(place.row, place.columnIndex);
  const label = place.column === undefined ? '' : rosterColumnLabels[place.column];
  const where = cell === null ? `第 ${place.row} 行` : `${cell} ${label}`.trim();
  return {
    row: place.row,
    column: place.column ?? null,
    cell,
    code,
    level: NOTICES.has(code) ? 'notice' : 'error',
    message: `${where}：${place.fact ?? ''}${sentences[code]}`,
  };
}

/** An issue about a whole sheet; `fact` names it. */
export function sheetIssue(code: 'other-sheet' | 'columns-left-out', fact: string): ImportIssue {
  return { row: null, column: null, cell: null, code, level: 'notice', message: `${fact}${sentences[code]}` };
}
