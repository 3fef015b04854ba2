/** The rows of a 免申即享 list, read by its headings: cells as values, errors of form by row and cell. Whether a row is for this office is asked elsewhere (aftercare/lists/place-rows.ts). */
import type { ContributionWord, ListPayee, ListProblem, ListRow, ListSaid } from '../aftercare/lists/list-row.ts';
import type { ReadListRow } from '../aftercare/lists/place-rows.ts';
import { parseBankAccount } from '../domain/bank-account.ts';
import { parseCitizenId, type CitizenIdError } from '../domain/citizen-id.ts';
import { normaliseCode } from '../domain/normalise.ts';
import { parseMonth, type Month } from '../domain/plain-date.ts';
import type { UnitType } from '../domain/registries.ts';
import { parseCreditCode } from '../domain/unified-social-credit-code.ts';
import { matchListHeadings, type ListField, type ListKind, type ListMapping } from './list-columns.ts';
import { foldWord } from '../registry/registry-cells.ts';
import { registryLayouts } from '../registry/registry-headings.ts';
import { amountOf, type ReturnCells } from '../returns/return-file.ts';

/** A row as a spreadsheet has it, with what tells where a cell is and whether a long number lost its end. */
export interface ListCells extends ReturnCells {
  /** `C7` */
  readonly addressAt: (column: number) => string;
  /** The cell is a quantity: of more than 15 digits the last are lost. */
  readonly isQuantityAt: (column: number) => boolean;
}

export type ListReading =
  | {
      readonly ok: true;
      readonly rows: readonly ReadListRow[];
      /** Errors of form; such a row is not among `rows`. */
      readonly problems: readonly ListProblem[];
      /** Rows with nothing in them, and sums under the table. */
      readonly blank: number;
    }
  | {
      readonly ok: false;
      readonly reason: 'columns-missing' | 'columns-unnamed';
      readonly missing: readonly string[];
      readonly unnamed: readonly string[];
      /** Up to three filled cells under each unnamed heading, to know it by. */
      readonly examples: Readonly<Record<string, readonly string[]>>;
    };

function dictionary(kind: 'business' | 'insurance' | 'graduateAnswers', field: string): ReadonlyMap<string, string> {
  const rule = registryLayouts[kind].columns.find((column) => column.field === field)?.rule;
  if (rule === undefined || !('values' in rule)) return new Map();
  return new Map(
    Object.entries(rule.values).flatMap(([value, words]) => words.map((word) => [foldWord(word), value] as const)),
  );
}

const unitTypes = dictionary('business', 'unitType');
const states = dictionary('insurance', 'status');
const yesNo = dictionary('graduateAnswers', 'answer');
const STOPPED = new Set(['欠费', '欠缴', '未缴', '未缴费', '断缴', '停缴', '已停保', '已减员', '未参保'].map(foldWord));
const NOTHING = /^(?:NULL|\\N|-+|—+|\/|无|暂无|#N\/A)$/u;

function contributionOf(word: string): ContributionWord | null {
  const folded = foldWord(word);
  if (folded.includes('缓')) return 'deferred';
  if (STOPPED.has(folded)) return 'stopped';
  const state = states.get(folded);
  if (state === undefined) return null;
  return state === '1' ? 'paid' : 'stopped';
}

/** `202208`, `2022-08`, `2022年8月`, a day of the month; `null` for anything else. */
export function periodOf(text: string): Month | null {
  const found = /^(20\d{2})\D?(\d{1,2})(?!\d{3})/u.exec(normaliseCode(text));
  return found === null ? null : parseMonth(`${found[1]}${(found[2] ?? '').padStart(2, '0')}`);
}

const idProblems: Readonly<Record<CitizenIdError, ListProblem['code']>> = {
  empty: 'id-missing',
  'damaged-by-spreadsheet': 'id-damaged',
  'old-fifteen-digit': 'id-fifteen',
  'illegal-characters': 'id-wrong',
  'wrong-length': 'id-wrong',
  'impossible-birthday': 'id-wrong',
  'wrong-check-digit': 'id-wrong',
};

class RowReader {
  private readonly columns: Readonly<Record<ListField, number>>;
  private readonly cells: ListCells;
  private readonly headings: readonly string[];
  readonly problems: ListProblem[] = [];
  private readonly unread: string[] = [];

  constructor(columns: Readonly<Record<ListField, number>>, headings: readonly string[], cells: ListCells) {
    this.columns = columns;
    this.headings = headings;
    this.cells = cells;
  }

  text(field: ListField, most = 200): string {
    const text = (this.cells.cells[this.columns[field]] ?? '').replaceAll(/\s+/gu, ' ').trim();
    return NOTHING.test(text) ? '' : text.slice(0, most);
  }

  address(field: ListField): string {
    return this.columns[field] < 0 ? '' : this.cells.addressAt(this.columns[field]);
  }

  problem(field: ListField, code: ListProblem['code'], detail = ''): void {
    const name = this.text('name', 60);
    this.problems.push({ line: this.cells.line, cell: this.address(field), code, name, detail: detail.slice(0, 200) });
  }

  /** The value behind a word; a word that nobody knows is kept as it stands. */
  private word<Value>(field: ListField, read: (text: string) => Value | null | undefined): Value | undefined {
    const text = this.text(field);
    if (text === '') return undefined;
    const value = read(text);
    if (value !== null && value !== undefined) return value;
    this.unread.push(`${this.headings[this.columns[field]] ?? ''}：${text}`.slice(0, 100));
    return undefined;
  }

  said(): ListSaid {
    const day = (field: ListField) => this.word(field, () => this.cells.dayAt(this.columns[field]));
    const said = {
      unitType: this.word('unitType', (text) => unitTypes.get(foldWord(text)) as UnitType | undefined),
      lastMonthFirm: this.text('lastMonthFirm') || undefined,
      lastMonth: this.word('lastMonth', contributionOf),
      thisMonth: this.word('thisMonth', contributionOf),
      graduate: this.word('graduate', (text) => yesNo.get(foldWord(text)) as '是' | '否' | undefined),
      subsidised: this.word('subsidised', (text) => {
        const answer = yesNo.get(foldWord(text));
        return answer === undefined ? null : answer === '是';
      }),
      enrolledOn: day('enrolledOn'),
      jobStartedOn: day('jobStartedOn'),
      amountFen: this.word('amount', amountOf),
    };
    const filled = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)) as ListSaid;
    return this.unread.length === 0 ? filled : { ...filled, unread: this.unread.slice(0, 10) };
  }

  /** The account; `null` where something stands there that is none, or is none any more. */
  account(): string | null {
    const number = this.text('accountNumber', 100);
    if (number === '') return '';
    const lost = this.cells.isQuantityAt(this.columns.accountNumber) && number.length > 15;
    const parsed = lost ? null : parseBankAccount(number);
    return parsed?.ok === true ? parsed.number : null;
  }

  payee(): ListPayee | null {
    const number = this.account();
    if (number === null)
      this.unread.push(`${this.headings[this.columns.accountNumber] ?? ''}：账号读不出`.slice(0, 100));
    const payee = {
      contact: this.text('contact', 100),
      mobile: this.text('mobile', 100),
      accountName: this.text('accountName'),
      bank: this.text('bank'),
      accountNumber: number ?? '',
    };
    return Object.values(payee).every((text) => text === '') ? null : payee;
  }

  firm(): Pick<ListRow, 'employerName' | 'unifiedSocialCreditCode' | 'employerNumber'> {
    const employerName = this.text('employerName');
    const typed = this.text('creditCode', 100);
    const employerNumber = normaliseCode(this.text('employerNumber', 30));
    const code = typed === '' ? null : parseCreditCode(typed);
    if (employerName === '') this.problem('employerName', 'firm-missing');
    else if (code?.ok === false) this.problem('creditCode', 'credit-code-wrong', typed);
    else if (code === null && employerNumber === '') this.problem('creditCode', 'firm-missing');
    return { employerName, unifiedSocialCreditCode: code?.ok === true ? code.code : '', employerNumber };
  }

  citizenId(): string {
    const typed = this.text('citizenId', 100);
    const quantity = this.cells.isQuantityAt(this.columns.citizenId) && typed.length > 15;
    const id = parseCitizenId(typed);
    if (quantity) this.problem('citizenId', 'id-damaged', typed);
    else if (!id.ok) this.problem('citizenId', idProblems[id.error], typed);
    return id.ok ? id.value.id : '';
  }
}

/** Sums and remarks under a table: a row in which neither person nor number stands. */
const isBesideTable = (reader: RowReader): boolean =>
  reader.text('citizenId') === '' && (reader.text('name') === '' || /合计|总计|小计/u.test(reader.text('name')));

function readPerson(
  columns: Readonly<Record<ListField, number>>,
  headings: readonly string[],
  cells: ListCells,
): ReadListRow | readonly ListProblem[] | null {
  const reader = new RowReader(columns, headings, cells);
  if (isBesideTable(reader) && reader.text('creditCode') === '') return null;
  const name = reader.text('name', 60);
  if (name === '') reader.problem('name', 'name-missing');
  const citizenId = reader.citizenId();
  const firm = reader.firm();
  const typed = reader.text('period');
  const period = typed === '' ? null : periodOf(typed);
  if (typed !== '' && period === null) reader.problem('period', 'month-wrong', typed);
  if (reader.problems.length > 0) return reader.problems;
  const payee = reader.payee();
  return {
    row: { line: cells.line, name, citizenId, ...firm, said: reader.said(), payee },
    period,
    periodCell: reader.address('period'),
    division: reader.text('division', 60),
    divisionCell: reader.address('division'),
  };
}

function unclear(
  kind: ListKind,
  headings: readonly string[],
  body: readonly ListCells[],
  mapping: ListMapping,
): Extract<ListReading, { readonly ok: false }> | null {
  const { missing, unnamed } = matchListHeadings(headings, mapping, kind);
  if (missing.length === 0 && (unnamed.length === 0 || kind === 'accounts')) return null;
  const examples = Object.fromEntries(
    unnamed.map((heading) => {
      const at = headings.indexOf(heading);
      const filled = body.slice(0, 200).flatMap(({ cells }) => (cells[at] ?? '').trim().slice(0, 40) || []);
      return [heading, [...new Set(filled)].slice(0, 3)];
    }),
  );
  const reason = missing.length > 0 ? 'columns-missing' : 'columns-unnamed';
  return { ok: false, reason, missing, unnamed, examples };
}

/** Reads a list of persons. */
export function readList(headings: readonly string[], body: readonly ListCells[], mapping: ListMapping): ListReading {
  const open = unclear('persons', headings, body, mapping);
  if (open !== null) return open;
  const { columns } = matchListHeadings(headings, mapping, 'persons');
  const rows: ReadListRow[] = [];
  const problems: ListProblem[] = [];
  let blank = 0;
  for (const cells of body) {
    const read = cells.cells.every((cell) => cell.trim() === '') ? null : readPerson(columns, headings, cells);
    if (read === null) blank += 1;
    else if ('row' in read) rows.push(read);
    else problems.push(...read);
  }
  return { ok: true, rows, problems, blank };
}

/** One firm of a file in which another office filled in contacts or accounts. */
export interface AccountRow {
  readonly line: number;
  readonly employerName: string;
  readonly unifiedSocialCreditCode: string;
  readonly employerNumber: string;
  readonly payee: ListPayee;
}

export type AccountReading =
  | {
      readonly ok: true;
      readonly rows: readonly AccountRow[];
      readonly problems: readonly ListProblem[];
      /** Firms for which nothing was filled in. */
      readonly blank: number;
    }
  | Extract<ListReading, { readonly ok: false }>;

/** Reads a file with accounts by firm. */
export function readAccounts(
  headings: readonly string[],
  body: readonly ListCells[],
  mapping: ListMapping,
): AccountReading {
  const open = unclear('accounts', headings, body, mapping);
  if (open !== null) return open;
  const { columns } = matchListHeadings(headings, mapping, 'accounts');
  const rows: AccountRow[] = [];
  const problems: ListProblem[] = [];
  let blank = 0;
  for (const cells of body) {
    if (cells.cells.every((cell) => cell.trim() === '')) continue;
    const reader = new RowReader(columns, headings, cells);
    const payee = reader.payee();
    if (reader.account() === null) reader.problem('accountNumber', 'account-wrong');
    else if (payee === null) {
      blank += 1;
      continue;
    }
    const firm = reader.firm();
    if (reader.problems.length > 0 || payee === null) problems.push(...reader.problems);
    else rows.push({ line: cells.line, ...firm, payee });
  }
  return { ok: true, rows, problems, blank };
}
