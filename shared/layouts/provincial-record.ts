/**
 * One accepted person as the provincial system wants to know it: a case and its decision, read into named text values.
 * Facts come from the register row that the decision rests on; where there was none (an original was seen), from the
 * roster. Days stay `YYYY-MM-DD` and amounts fen here; how they are written is the layout's say.
 */
import { z } from 'zod';
import type { Application, PayeeAccount } from '../domain/application.ts';
import { parseCitizenId } from '../domain/citizen-id.ts';
import { normaliseCode } from '../domain/normalise.ts';
import { MonthSchema, PlainDateSchema } from '../domain/plain-date.ts';
import { ContractRow, GraduateRow, type UnitType } from '../domain/registries.ts';
import { organisationCodeOf } from '../domain/organisation-code.ts';
import { unitTypeOfCreditCode } from '../domain/unified-social-credit-code.ts';
import type { CaseFile, CaseFileEntry } from '../policy/case-file.ts';
import { insuranceFacts, type InsuranceRow, type OwnRows } from '../policy/insurance-rows.ts';
import { employerKeys } from '../policy/registry-index.ts';
import type { CheckId, Decision, EntryDecision } from '../policy/verdict.ts';

export const ProvincialField = z.enum([
  'caseNumber',
  'receivedOn',
  'acceptedOn',
  'officeDivision',
  'dataPeriod',
  'employerName',
  'unifiedSocialCreditCode',
  'organisationCode',
  'employerNumber',
  'unitType',
  'economicType',
  'affiliation',
  'industry',
  'enrolmentDivision',
  'accountKind',
  'accountName',
  'accountBank',
  'accountNumber',
  'agentName',
  'agentCitizenId',
  'agentMobile',
  'insuredPersonNumber',
  'name',
  'sex',
  'citizenId',
  'school',
  'diplomaNumber',
  'graduatedOn',
  'contractFrom',
  'contractTo',
  'enrolledOn',
  'contributionStatus',
  'monthsContributed',
  'disbursedOn',
  'amountFen',
  'correction',
  'correctedBatch',
]);
export type ProvincialField = z.infer<typeof ProvincialField>;
export type ProvincialValues = Readonly<Partial<Record<ProvincialField, string>>>;

/** What the window does not know and another office adds: the agency's numbers, statistical codes, the day of payment. */
export const ExportSupplement = z.object({
  dataPeriod: MonthSchema.optional(),
  employer: z.object({ economicType: z.string(), affiliation: z.string(), industry: z.string() }).partial().optional(),
  /** By citizen ID. */
  persons: z
    .record(z.string(), z.object({ insuredPersonNumber: z.string(), disbursedOn: PlainDateSchema }).partial())
    .optional(),
});
export type ExportSupplement = z.infer<typeof ExportSupplement>;

/** An accepted case as the export takes it. `number` is null for a case that was decided outside the window. */
export interface ExportCase {
  /** How problems name the case: its number, or `第 2 件`. */
  readonly reference: string;
  readonly number: string | null;
  readonly caseFile: CaseFile;
  readonly decision: Decision;
  readonly application?: Application | undefined;
  readonly supplement?: ExportSupplement | undefined;
  /** Places in the roster of the whole case, where the case file holds only some of its persons. */
  readonly positions?: readonly number[];
  /** By citizen ID: the case of another window of the office that claims the person as well, while nobody decided which stands. */
  readonly claimedElsewhere?: ReadonlyMap<string, string>;
  /** Set where the case corrects what has left in a batch: then only these rows are sent. */
  readonly correction?: ExportCorrection;
}

/** Rows of a 更正, by citizen ID, each with the first batch that it corrects. */
export interface ExportCorrection {
  readonly changed: ReadonlyMap<string, { readonly firstBatch: string; readonly joins: boolean }>;
  readonly removed: readonly {
    readonly citizenId: string;
    readonly batchNumber: string;
    /** What was sent of the person last. */
    readonly source: ExportCase;
  }[];
}

/** What a row of a correction asks the receiver to do with the row of the first batch. */
export const correctionMarks = { changed: '更正', joins: '更正增加', removed: '更正撤出' } as const;

export interface ProvincialRecord {
  readonly caseReference: string;
  /** 1 for the first person of the roster. */
  readonly position: number;
  readonly amountFen: number;
  readonly values: ProvincialValues;
  /** Number of the other window's case: bars the row. */
  readonly claimedElsewhere?: string;
}

/** A record on its way to another window, where nobody bars it. */
export const SentRecord = z.object({
  caseReference: z.string().min(1),
  position: z.number().int().positive(),
  amountFen: z.number().int().nonnegative(),
  values: z.partialRecord(ProvincialField, z.string()),
});

/**
 * The records of one case: its persons that are `met`, in the order of the roster; none unless the outcome is `accept`. Of
 * a correction only those whose row reads otherwise now, and after them whoever is taken out, with no amount.
 */
export function* provincialRecords(source: ExportCase): Generator<ProvincialRecord> {
  const { correction } = source;
  if (correction === undefined) return yield* acceptedRecords(source);
  for (const record of acceptedRecords(source)) {
    const row = correction.changed.get(record.values.citizenId ?? '');
    if (row !== undefined)
      yield marked(record, row.joins ? correctionMarks.joins : correctionMarks.changed, row.firstBatch);
  }
  for (const { citizenId, batchNumber, source: sent } of correction.removed) {
    for (const record of acceptedRecords(sent))
      if (record.values.citizenId === citizenId)
        yield withoutAmount(marked(record, correctionMarks.removed, batchNumber));
  }
}

const marked = (record: ProvincialRecord, correction: string, correctedBatch: string): ProvincialRecord => ({
  ...record,
  values: { ...record.values, correction, correctedBatch },
});

const withoutAmount = (record: ProvincialRecord): ProvincialRecord => ({
  ...record,
  amountFen: 0,
  values: { ...record.values, amountFen: '0' },
});

function* acceptedRecords(source: ExportCase): Generator<ProvincialRecord> {
  if (source.decision.outcome !== 'accept') return;
  const shared = employerValues(source);
  for (const [index, entry] of source.decision.entries.entries()) {
    const person = source.caseFile.roster[index];
    if (entry.verdict !== 'met' || person === undefined) continue;
    const claimed = source.claimedElsewhere?.get(normaliseCode(entry.citizenId));
    yield {
      caseReference: source.reference,
      position: source.positions?.[index] ?? index + 1,
      amountFen: entry.amountFen,
      values: present({ ...shared, ...personValues(source, person, entry) }),
      ...(claimed === undefined ? {} : { claimedElsewhere: claimed }),
    };
  }
}

type Values = Partial<Record<ProvincialField, string | null | undefined>>;

export function present(values: Values): ProvincialValues {
  const filled = Object.entries(values).filter(([, value]) => value !== undefined && value !== null && value !== '');
  return Object.fromEntries(filled);
}

/** 单位类型 AAB019 as live social-insurance systems number it. A cooperative or law firm has no sure code. */
const UNIT_TYPE_CODES: Readonly<Partial<Record<UnitType, string>>> = {
  enterprise: '10',
  'public-institution': '20',
  government: '30',
  'individual-business': '60',
};

export function unitTypeCode(
  { business }: Pick<CaseFile['registries'], 'business'>,
  creditCode: string,
): string | undefined {
  if (creditCode.startsWith('51')) return '40';
  if (creditCode.startsWith('52')) return '50';
  const row = business?.rows.find((one) => normaliseCode(one.unifiedSocialCreditCode) === creditCode);
  const unitType = row?.unitType ?? unitTypeOfCreditCode(creditCode);
  return unitType === null || unitType === undefined ? undefined : UNIT_TYPE_CODES[unitType];
}

const ACCOUNT_KINDS: Readonly<Record<string, string>> = { corporate: '1', contribution: '2' };

function accountValues(account: Partial<Record<keyof PayeeAccount, string | undefined>> | undefined): Values {
  if (account === undefined || !account.number) return {};
  return {
    accountKind: ACCOUNT_KINDS[account.kind ?? 'corporate'],
    accountName: account.name?.trim(),
    accountBank: account.bank?.trim(),
    accountNumber: normaliseCode(account.number),
  };
}

function employerValues(source: ExportCase): Values {
  const { caseFile, application, decision, supplement } = source;
  const { employer } = caseFile;
  const creditCode = normaliseCode(employer.unifiedSocialCreditCode ?? '');
  const agent = application?.employer.agent;
  return {
    caseNumber: source.number,
    receivedOn: caseFile.receivedOn ?? caseFile.date,
    acceptedOn: decision.date,
    officeDivision: caseFile.office.divisionCode,
    dataPeriod: supplement?.dataPeriod,
    employerName: employer.name.trim(),
    unifiedSocialCreditCode: creditCode,
    organisationCode: creditCode === '' ? undefined : organisationCodeOf(creditCode),
    employerNumber: normaliseCode(employer.employerNumber ?? ''),
    unitType: unitTypeCode(caseFile.registries, creditCode),
    ...supplement?.employer,
    ...accountValues(application?.employer.account ?? employer.account),
    agentName: agent?.name.trim(),
    agentCitizenId: normaliseCode(agent?.citizenId ?? ''),
    agentMobile: normaliseCode(agent?.mobile ?? ''),
  };
}

function personValues(source: ExportCase, person: CaseFileEntry, entry: EntryDecision): Values {
  const citizenId = normaliseCode(person.citizenId);
  const graduate = rowRead(entry, ['programme-graduate', 'entitled-group', 'full-time'], 'graduates', GraduateRow);
  const contract = rowRead(entry, ['labour-contract'], 'contracts', ContractRow);
  const { rows, counted } = insuranceOf(source.caseFile, citizenId);
  const extra = source.supplement?.persons?.[citizenId];
  return {
    name: person.name.trim(),
    citizenId,
    sex: sexCode(citizenId),
    school: graduate?.school ?? person.school,
    diplomaNumber: graduate?.diplomaNumber ?? person.diplomaNumber,
    graduatedOn: graduate?.graduatedOn ?? person.graduatedOn,
    contractFrom: contract?.from ?? person.contractFrom,
    contractTo: contract === undefined ? person.contractTo : contract.to,
    enrolledOn: counted?.enrolledOn ?? person.enrolledOn,
    enrolmentDivision: counted?.divisionCode ?? source.caseFile.employer.divisionCode,
    contributionStatus: counted?.status,
    monthsContributed: rows.length === 0 ? undefined : monthsIn(rows),
    insuredPersonNumber: extra?.insuredPersonNumber,
    disbursedOn: extra?.disbursedOn,
    amountFen: String(entry.amountFen),
  };
}

/** The register row that one of these checks rested on. */
function rowRead<T>(
  entry: EntryDecision,
  checks: readonly CheckId[],
  registry: string,
  schema: z.ZodType<T>,
): T | undefined {
  for (const check of entry.checks) {
    if (!checks.includes(check.check) || check.evidence.registry !== registry) continue;
    const row = schema.safeParse(check.evidence.row);
    if (row.success) return row.data;
  }
  return undefined;
}

/** The person's 210 rows with the applicant (R of policy/README.md), the counted one first. */
function insuranceOf(caseFile: CaseFile, citizenId: string): OwnRows {
  const rows = caseFile.registries.insurance?.rows ?? [];
  const own = rows.filter((row) => normaliseCode(row.citizenId) === citizenId);
  return insuranceFacts(own, employerKeys(caseFile.employer)).own('210');
}

/** AAC004 as the ID tells it. */
export function sexCode(citizenId: string): string | undefined {
  const facts = parseCitizenId(citizenId);
  return facts.ok ? { male: '1', female: '2' }[facts.value.sex] : undefined;
}

/** AJC032 over a person's rows with one employer; `undefined` where one of them does not say. */
export function monthsIn(rows: readonly InsuranceRow[]): string | undefined {
  if (rows.some((row) => row.monthsContributed === undefined || row.monthsContributed === null)) return undefined;
  return String(rows.reduce((sum, row) => sum + (row.monthsContributed ?? 0), 0));
}
