/** The rows of a file that came back, read by its headings: whose each is and what it says. Nothing is guessed; what is no answer is told. */
import type { ProvinceRow } from '../casework/province-answer.ts';
import { parseCitizenId } from '../domain/citizen-id.ts';
import { normaliseCode } from '../domain/normalise.ts';
import type { PlainDate } from '../domain/plain-date.ts';
import type { ReturnField, ReturnLayout } from '../casework/return-layout.ts';
import { matchReturn, meaningOf } from './return-layout.ts';

/** A row as a spreadsheet has it. */
export interface ReturnCells {
  /** As the spreadsheet counts. */
  readonly line: number;
  readonly cells: readonly string[];
  /** The day in a cell; `null` where it is none. */
  readonly dayAt: (column: number) => PlainDate | null;
}

/** One answer, and what it takes to find whose it is. */
export interface ReturnRow extends Omit<ProvinceRow, 'citizenId'> {
  readonly line: number;
  /** Empty where the file has none, or it is no number any more. */
  readonly citizenId: string;
  readonly idDamaged: boolean;
  readonly caseNumber: string;
  readonly name: string;
  readonly creditCode: string;
  readonly batchNumber: string;
}

export type ReturnReading =
  | { readonly ok: true; readonly rows: readonly ReturnRow[]; /** Rows without a result. */ readonly blank: number }
  | {
      readonly ok: false;
      readonly reason: 'columns-missing';
      readonly missing: readonly string[];
      readonly headings: readonly string[];
    }
  /** Words whose meaning nobody has said, with how often each stands there. */
  | {
      readonly ok: false;
      readonly reason: 'words-unknown';
      readonly words: readonly { readonly word: string; readonly count: number }[];
    };

const MOST_TEXT = 500;
/** Number of a case or a batch without its brackets and the zeros before its last part: files and people write them in many ways. */
export const bareNumber = (text: string): string =>
  normaliseCode(text)
    .replaceAll(/[〔〕[\]()（）【】]/gu, '')
    .replace(/-0+(?=\d+$)/u, '-');

/** Fen of an amount in yuan as files write it; `null` for what is none. */
export function amountOf(text: string): number | null {
  const yuan = /^(\d{1,9})(?:\.(\d{1,2}))?0*元?$/u.exec(text.normalize('NFKC').replaceAll(/[,\s¥￥]/gu, ''));
  return yuan === null ? null : Number(yuan[1]) * 100 + Number((yuan[2] ?? '').padEnd(2, '0'));
}

/** Reads the rows behind the headings. */
export function readReturn(
  headings: readonly string[],
  body: readonly ReturnCells[],
  layout: ReturnLayout,
): ReturnReading {
  const { columns, missing } = matchReturn(headings, layout);
  if (missing.length > 0) return { ok: false, reason: 'columns-missing', missing, headings };
  const rows: ReturnRow[] = [];
  const unknown = new Map<string, number>();
  let blank = 0;
  for (const row of body) {
    const text = (field: ReturnField): string =>
      columns[field] < 0 ? '' : (row.cells[columns[field]] ?? '').trim().slice(0, MOST_TEXT);
    if (row.cells.every((cell) => cell.trim() === '')) continue;
    const result = text('result');
    if (result === '') {
      blank += 1;
      continue;
    }
    const outcome = meaningOf(result, layout);
    if (outcome === null) {
      unknown.set(result, (unknown.get(result) ?? 0) + 1);
      continue;
    }
    const id = parseCitizenId(text('citizenId'));
    rows.push({
      line: row.line,
      citizenId: id.ok ? id.value.id : '',
      idDamaged: !id.ok && id.error !== 'empty',
      caseNumber: bareNumber(text('caseNumber')),
      name: text('name'),
      creditCode: normaliseCode(text('creditCode')),
      batchNumber: bareNumber(text('batchNumber')),
      outcome,
      result: result.slice(0, 200),
      stage: text('stage').slice(0, 100),
      reason: text('reason'),
      code: text('code').slice(0, 50),
      on: columns.day < 0 ? null : row.dayAt(columns.day),
      amountFen: amountOf(text('amount')),
    });
  }
  if (unknown.size > 0)
    return { ok: false, reason: 'words-unknown', words: [...unknown].map(([word, count]) => ({ word, count })) };
  return { ok: true, rows, blank };
}
