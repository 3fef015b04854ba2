/** A person as the aid shows it: the fields of the provincial page in their order, each with the text to copy. */
import { groupCitizenId } from '#shared/domain/citizen-id.ts';
import { groupBankAccount } from '#shared/domain/bank-account.ts';
import { exportRounds } from '#shared/batches/export-rounds.ts';
import { provincialRecords, type ProvincialRecord } from '#shared/layouts/provincial-record.ts';
import type { LayoutColumn } from '#shared/layouts/layout.ts';
import { writtenValue } from '#shared/layouts/written-value.ts';
import type { CaseRecord } from '../../store/cases/case-store.ts';
import { columnKey } from './typing-order.ts';

export interface TypingField {
  readonly key: string;
  readonly heading: string;
  /** What goes to the clipboard; empty where the record has nothing. */
  readonly value: string;
  /** The same, grouped for the eye. */
  readonly shown: string;
  /** What a code means, e.g. `1` 对公账户. */
  readonly meaning: string;
}

/** The accepted persons of a case, by round, in the order of the roster. */
export function personsToType({ summary, actions }: CaseRecord): readonly ProvincialRecord[] {
  return exportRounds(summary.number, actions).flatMap(({ source }) => [...provincialRecords(source)]);
}

type Tables = Readonly<Record<string, { readonly values: Readonly<Record<string, string>> }>>;

/** Of a row that corrects nothing these are empty: they are no fields to pass by. */
const CORRECTION: ReadonlySet<string> = new Set(['correction', 'correctedBatch']);

function isAsked({ value }: LayoutColumn, { values }: ProvincialRecord): boolean {
  return !('field' in value) || !CORRECTION.has(value.field) || values[value.field] !== undefined;
}

/** The fields of one person. */
export function fieldsOf(
  person: ProvincialRecord,
  columns: readonly LayoutColumn[],
  tables: Tables,
): readonly TypingField[] {
  return columns
    .filter((column) => isAsked(column, person))
    .map((column) => {
      const value = writtenValue(column, person.values).text;
      const meaning = column.codeTable === undefined ? '' : (tables[column.codeTable]?.values[value] ?? '');
      return { key: columnKey(column), heading: column.heading, value, shown: shownText(column, value), meaning };
    });
}

function shownText(column: LayoutColumn, value: string): string {
  if (column.format === 'citizenId') return groupCitizenId(value);
  return 'field' in column.value && column.value.field === 'accountNumber' ? groupBankAccount(value) : value;
}
