/**
 * 已享受人员信息表 of a month: everybody whose money arrived by its end, every month anew (59号 三 “全量数据”). What the list says of
 * the person at the firm in the reporting month (1-15 to 1-17) is read from the insurance register of that month alone: where
 * there is none, or it is not clear, the row is held with its reason.
 */
import type { GrantItem } from '../aftercare/book.ts';
import type { FirmSupplement, HeldReason, ListRow, RecoveredRule } from '../aftercare/reporting/events.ts';
import { monthOf, type Month, type PlainDate } from '../domain/plain-date.ts';
import { organisationCodeOf } from '../domain/organisation-code.ts';
import type { RegistrySet } from '../domain/registries.ts';
import { normaliseCode } from '../domain/normalise.ts';
import { doubtAbout, insuranceFacts, type InsuranceRow } from '../policy/insurance-rows.ts';
import { employerKeys } from '../policy/registry-index.ts';
import { dataRow } from '../layouts/layout-rows.ts';
import type { CodeChoice, Layout } from '../layouts/layout.ts';
import type { TableFile } from '../layouts/table-file.ts';
import { monthsIn, present, sexCode, unitTypeCode, type ProvincialRecord } from '../layouts/provincial-record.ts';

/** Rows of one firm and its persons, as the registers of this machine have them. */
export type FirmRegisters = Pick<RegistrySet, 'insurance' | 'business'>;

export interface PaidListInput {
  /** Who is to stand on the list: {@link listedItems}. */
  readonly items: readonly GrantItem[];
  readonly period: Month;
  readonly divisionCode: string;
  /** By firm key. */
  readonly registers: ReadonlyMap<string, FirmRegisters>;
  readonly firms: ReadonlyMap<string, FirmSupplement>;
  /** 个人编号 by citizen ID. */
  readonly persons: ReadonlyMap<string, string>;
}

export interface PaidListRow {
  readonly item: GrantItem;
  readonly record: ProvincialRecord;
}

export interface HeldItem {
  readonly item: GrantItem;
  readonly reason: HeldReason;
}

export interface PaidListDraft {
  /** As-of day and digest of the insurance copy; `null` where there is none. */
  readonly register: { readonly asOf: PlainDate; readonly digest: string } | null;
  readonly rows: readonly PaidListRow[];
  readonly held: readonly HeldItem[];
}

/**
 * Paid by the end of the month, oldest payment first. `recovered`: items whose money came back whole; whether they stay is the
 * place's rule.
 */
export function listedItems(
  items: readonly GrantItem[],
  period: Month,
  rule: RecoveredRule,
  recovered: ReadonlySet<string>,
): readonly GrantItem[] {
  return items
    .filter(({ paidOn, paidFen }) => paidOn !== null && paidFen > 0 && monthOf(paidOn) <= period)
    .filter(({ source }) => rule === 'stay' || !recovered.has(source.itemId))
    .toSorted((one, other) => ((one.paidOn ?? '') < (other.paidOn ?? '') ? -1 : one.paidOn === other.paidOn ? 0 : 1));
}

interface Insured {
  readonly counted: InsuranceRow;
  readonly rows: readonly InsuranceRow[];
}

/** The person's 失业保险 row with this firm in the register of the month, or why there is none to be read. */
function insuredIn({ source }: GrantItem, { insurance }: FirmRegisters, period: Month): Insured | HeldReason {
  if (insurance === undefined) return 'register-missing';
  if (monthOf(insurance.asOf) !== period) return 'register-other-month';
  const own = insurance.rows.filter((row) => normaliseCode(row.citizenId) === source.citizenId);
  const employer = employerKeys({ ...source, name: source.employerName });
  const { rows, counted } = insuranceFacts(own, employer).own('210');
  if (counted === null) return 'not-in-register';
  return doubtAbout(counted, rows) === null ? { counted, rows } : 'doubtful';
}

function recordOf(item: GrantItem, insured: Insured, position: number, input: PaidListInput): ProvincialRecord {
  const { source, paidFen, paidOn } = item;
  const { counted, rows } = insured;
  const code = source.unifiedSocialCreditCode;
  const firm = input.firms.get(source.firmKey);
  const registers = input.registers.get(source.firmKey) ?? {};
  return {
    caseReference: source.reference,
    position,
    amountFen: paidFen,
    values: present({
      officeDivision: input.divisionCode,
      dataPeriod: input.period,
      employerNumber: firm?.employerNumber || source.employerNumber || counted.employerNumber,
      employerName: source.employerName,
      organisationCode: code === '' ? undefined : organisationCodeOf(code),
      unifiedSocialCreditCode: code,
      unitType: unitTypeCode(registers, code),
      economicType: firm?.economicType,
      affiliation: firm?.affiliation,
      industry: firm?.industry,
      insuredPersonNumber: input.persons.get(source.citizenId),
      name: source.name,
      sex: sexCode(source.citizenId),
      citizenId: source.citizenId,
      enrolledOn: counted.enrolledOn,
      contributionStatus: counted.status,
      monthsContributed: monthsIn(rows),
      disbursedOn: paidOn,
      amountFen: String(paidFen),
    }),
  };
}

/** The list as it would be made now. */
export function draftPaidList(input: PaidListInput): PaidListDraft {
  const rows: PaidListRow[] = [];
  const held: HeldItem[] = [];
  for (const item of input.items) {
    const registers = input.registers.get(item.source.firmKey) ?? {};
    const insured = insuredIn(item, registers, input.period);
    if (typeof insured === 'string') held.push({ item, reason: insured });
    else rows.push({ item, record: recordOf(item, insured, rows.length + 1, input) });
  }
  const copy = [...input.registers.values()].find(({ insurance }) => insurance !== undefined)?.insurance;
  return { register: copy === undefined ? null : { asOf: copy.asOf, digest: copy.digest ?? '' }, rows, held };
}

/** The same list without these rows, which are held as faulty. */
export function withoutRows(draft: PaidListDraft, faulty: ReadonlySet<number>): PaidListDraft {
  const [kept, left] = [
    draft.rows.filter((_, at) => !faulty.has(at + 1)),
    draft.rows.filter((_, at) => faulty.has(at + 1)),
  ];
  return {
    ...draft,
    rows: kept.map(({ item, record }, at) => ({ item, record: { ...record, position: at + 1 } })),
    held: [...draft.held, ...left.map(({ item }) => ({ item, reason: 'faulty' as const }))],
  };
}

/** Rows as they are kept with the list. */
export function listRows(layout: Layout, rows: readonly PaidListRow[]): ListRow[] {
  return rows.map(({ item, record }) => ({
    itemId: item.source.itemId,
    citizenId: item.source.citizenId,
    cells: [...dataRow(layout, record)],
  }));
}

/** Columns whose values belong to the reporting month, by their place: another month reads otherwise without a correction. */
export function monthlyColumns({ columns }: Layout): ReadonlySet<number> {
  const fields = ['dataPeriod', 'contributionStatus', 'monthsContributed'];
  return new Set(columns.flatMap(({ value }, at) => ('field' in value && fields.includes(value.field) ? [at] : [])));
}

/** The table of rows as they are kept: a list that was begun is written, whenever that is, as it was measured. */
export function tableOfRows(layout: Layout, codes: CodeChoice, training: boolean, rows: readonly ListRow[]): TableFile {
  const written: Layout = { ...layout, columns: layout.columns.map((column) => ({ ...column, format: 'text' })) };
  const recordOfCells = ({ cells }: ListRow, at: number): ProvincialRecord => ({
    caseReference: '',
    position: at + 1,
    amountFen: 0,
    values: present(
      Object.fromEntries(layout.columns.map(({ value }, place) => ['field' in value ? value.field : '', cells[place]])),
    ),
  });
  return { layout: written, codes, training, records: () => rows.map(recordOfCells) };
}
