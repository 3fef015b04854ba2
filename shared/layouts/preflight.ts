/**
 * The check before an export: empty values, dictionaries, lengths, formats, and rules over several fields or rows
 * (59号 三 names these faults). Errors stop the export, warnings are listed. The words stand in wording/preflight.ts.
 */
import { hasHidden, startsFormula } from '../domain/plain-text.ts';
import { linearPattern, type LinearPattern } from './linear-pattern.ts';
import { columnCode, type CodeChoice, type Layout, type LayoutColumn } from './layout.ts';
import { writtenValue } from './written-value.ts';
import { createCrossRules } from './preflight-rules.ts';
import type { Fault, PreflightCode } from './preflight-codes.ts';
import type { ProvincialRecord } from './provincial-record.ts';
import { characterLength, measureGbk } from '../encodings/text-length.ts';

export interface PreflightProblem {
  readonly severity: 'error' | 'warning';
  readonly code: PreflightCode;
  readonly caseReference: string;
  /** The person's place in the roster of the case, from 1. */
  readonly position: number;
  /** The row among the data rows of the file, from 1. */
  readonly row: number;
  /** Number of the column in the layout, e.g. `1-14`. */
  readonly column: string;
  readonly heading: string;
  readonly elementCode: string;
  /** Figures for the sentence; never a name, an ID or an account. */
  readonly detail: Readonly<Record<string, string | number>>;
}

export interface ExportTotals {
  readonly cases: number;
  readonly persons: number;
  readonly amountFen: number;
}

export interface PreflightResult {
  readonly problems: readonly PreflightProblem[];
  readonly totals: ExportTotals;
}

/** Checks every record in order. `mayExport` of the result decides. */
export function preflight(layout: Layout, records: Iterable<ProvincialRecord>, codes: CodeChoice): PreflightResult {
  const crossRules = createCrossRules(layout);
  const problems: PreflightProblem[] = [];
  const cases = new Set<string>();
  let persons = 0;
  let amountFen = 0;
  for (const record of records) {
    persons += 1;
    amountFen += record.amountFen;
    cases.add(record.caseReference);
    for (const fault of [
      ...layout.columns.flatMap((column) => columnFaults(layout, column, record)),
      ...crossRules(record, persons),
      ...correctionFaults(layout, record),
      ...claimFaults(layout, record),
    ]) {
      problems.push({
        severity: fault.severity,
        code: fault.code,
        caseReference: record.caseReference,
        position: record.position,
        row: persons,
        column: fault.column.no,
        heading: fault.column.heading,
        elementCode: columnCode(fault.column, codes),
        detail: fault.detail ?? {},
      });
    }
  }
  return { problems, totals: { cases: cases.size, persons, amountFen } };
}

/** Whether nothing stands in the way: at least one person, and no error. */
export function mayExport(result: PreflightResult): boolean {
  return result.totals.persons > 0 && result.problems.every((problem) => problem.severity === 'warning');
}

const patterns = new Map<string, LinearPattern>();
/** A layout of an older program may hold a pattern that is none any more: nothing fits it, and the export says so. */
const NOTHING: LinearPattern = () => false;

function patternOf(source: string): LinearPattern {
  const made = patterns.get(source) ?? linearPattern(source) ?? NOTHING;
  patterns.set(source, made);
  return made;
}

function columnFaults(layout: Layout, column: LayoutColumn, record: ProvincialRecord): Fault[] {
  const written = writtenValue(column, record.values);
  if (written.text === '') return emptyFaults(column);
  const error = (code: PreflightCode, detail?: Fault['detail']): Fault =>
    detail === undefined ? { severity: 'error', code, column } : { severity: 'error', code, column, detail };
  if (written.fault !== null) return [error(written.fault)];
  const faults: Fault[] = [];
  if (hasHidden(written.text)) faults.push(error('control-character'));
  if (column.type === 'C' && startsFormula(written.text)) faults.push(error('formula-start'));
  if (
    column.codeTable !== undefined &&
    !Object.hasOwn(layout.codeTables[column.codeTable]?.values ?? {}, written.text)
  ) {
    faults.push(error('not-in-table', { table: column.codeTable }));
  }
  if (column.pattern !== undefined && !patternOf(column.pattern)(written.text)) faults.push(error('bad-pattern'));
  return [...faults, ...lengthFaults(layout, column, written.text)];
}

/**
 * A layout that has no column for it cannot say that a row corrects an earlier one: who is taken out would look like one
 * more person, who is changed like a second grant.
 */
function correctionFaults({ columns }: Layout, { values }: ProvincialRecord): Fault[] {
  const [column] = columns;
  const told = columns.some(({ value }) => 'field' in value && value.field === 'correction');
  if (values.correction === undefined || told || column === undefined) return [];
  return [{ severity: 'error', code: 'correction-without-column', column }];
}

/** One person, one payment: while two windows of the office claim a person and nobody decided, neither sends the row. */
function claimFaults({ columns }: Layout, { claimedElsewhere }: ProvincialRecord): Fault[] {
  const column = columns.find(({ value }) => 'field' in value && value.field === 'citizenId') ?? columns[0];
  if (claimedElsewhere === undefined || column === undefined) return [];
  return [{ severity: 'error', code: 'claimed-elsewhere', column, detail: { number: claimedElsewhere } }];
}

function emptyFaults(column: LayoutColumn): Fault[] {
  if (column.required) return [{ severity: 'error', code: 'missing', column }];
  return column.advised === true ? [{ severity: 'warning', code: 'missing-advised', column }] : [];
}

function lengthFaults(layout: Layout, column: LayoutColumn, text: string): Fault[] {
  const unit = column.type === 'N' ? 'digits' : (column.lengthUnit ?? layout.lengthUnit);
  const { bytes, outsideGbk, withoutCode } = measureGbk(text);
  const length = { digits: text.replace(/[.-]/gu, '').length, characters: characterLength(text), gbkBytes: bytes }[
    unit
  ];
  const faults: Fault[] = [];
  if (length > column.length) {
    faults.push({ severity: 'error', code: 'too-long', column, detail: { length, limit: column.length, unit } });
  }
  if (withoutCode > 0) faults.push({ severity: 'error', code: 'not-in-gb18030', column });
  else if (outsideGbk > 0 && unit === 'gbkBytes') {
    faults.push({ severity: 'warning', code: 'outside-gbk', column, detail: { count: outsideGbk } });
  }
  return faults;
}
