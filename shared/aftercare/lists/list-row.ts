/**
 * A row of a 免申即享 list as it was taken (粤人社函〔2022〕252号 一; 湛人社函〔2022〕185号 附件 一): whom it is about, what it says of
 * the four questions of 初审, what it says of the account, and what the local copies said on the day. Rows that were not taken
 * are kept beside them with their reason: nothing of a file is dropped in silence.
 */
import { z } from 'zod';
import { PlainDateSchema } from '../../domain/plain-date.ts';
import { UnitType, registryKinds, type RegistryKind } from '../../domain/registries.ts';
import { checkIds, reasonCodes, verdicts } from '../../policy/verdict.ts';

const Short = z.string().max(100);
const Line = z.number().int().positive();

/** How a month's contribution stands in the list. */
export const ContributionWord = z.enum(['paid', 'stopped', 'deferred']);
export type ContributionWord = z.infer<typeof ContributionWord>;

/** What the list says of itself, read; a column that it has not, and a cell that is empty, is absent. */
export const ListSaid = z.object({
  unitType: UnitType.optional(),
  lastMonthFirm: z.string().max(200).optional(),
  lastMonth: ContributionWord.optional(),
  thisMonth: ContributionWord.optional(),
  /** 部毕业生接口返回结果 */
  graduate: z.enum(['是', '否']).optional(),
  /** 已享受一次性吸纳就业补贴 */
  subsidised: z.boolean().optional(),
  enrolledOn: PlainDateSchema.optional(),
  jobStartedOn: PlainDateSchema.optional(),
  /** 标准, fen */
  amountFen: z.number().int().nonnegative().optional(),
  /** Cells whose word nobody knows, as `heading：word`: to be looked at, never guessed. */
  unread: z.array(Short).max(10).optional(),
});
export type ListSaid = z.infer<typeof ListSaid>;

/** Contact and account of the firm as the list or a register file has them; what it has not is empty. */
export const ListPayee = z.object({
  contact: Short,
  mobile: Short,
  accountName: z.string().max(200),
  bank: z.string().max(200),
  accountNumber: Short,
});
export type ListPayee = z.infer<typeof ListPayee>;

/** The four answers of the list itself. */
export const listQuestions = [
  'unit-type',
  'last-month-firm',
  'last-month',
  'this-month',
  'graduate',
  'subsidised',
  'amount',
  'unread',
] as const;
export type ListQuestion = (typeof listQuestions)[number];

export const Verdict = z.enum(verdicts);

/** What was found of a row, without what is met: enough to list it again; the evidence itself is looked up when it is opened. */
export const RowFindings = z.object({
  verdict: Verdict,
  checks: z.array(z.object({ check: z.enum(checkIds), verdict: Verdict, reason: z.enum(reasonCodes).nullable() })),
  said: z.array(z.object({ question: z.enum(listQuestions), verdict: Verdict })),
});
export type RowFindings = z.infer<typeof RowFindings>;

/** Day of each local copy that was looked at. */
export const CopyDays = z.partialRecord(z.enum(registryKinds as [RegistryKind, ...RegistryKind[]]), z.string().max(10));
export type CopyDays = z.infer<typeof CopyDays>;

export const ListRow = z.object({
  /** As the spreadsheet counts. */
  line: Line,
  name: z.string().min(1).max(60),
  citizenId: z.string().min(1).max(18),
  employerName: z.string().min(1).max(200),
  unifiedSocialCreditCode: z.string().max(18),
  employerNumber: z.string().max(30),
  said: ListSaid,
  payee: ListPayee.nullable(),
});
export type ListRow = z.infer<typeof ListRow>;

export const CheckedRow = ListRow.extend({ findings: RowFindings });
export type CheckedRow = z.infer<typeof CheckedRow>;

/** Why a row is no item. The first ones are errors of form, the rest say that it is not for this list. */
export const listProblemCodes = [
  'name-missing',
  'id-missing',
  'id-damaged',
  'id-fifteen',
  'id-wrong',
  'firm-missing',
  'credit-code-wrong',
  'month-wrong',
  'account-wrong',
  /** 参保地 is another county. */
  'other-county',
  'other-month',
  /** The same person for the same firm in an earlier row. */
  'twice',
  /** The same person for the same firm stands in a list that was taken before. */
  'known',
] as const;
export type ListProblemCode = (typeof listProblemCodes)[number];

export const ListProblem = z.object({
  line: Line,
  /** `C7`; empty where no single cell is meant. */
  cell: z.string().max(12),
  code: z.enum(listProblemCodes),
  name: z.string().max(60),
  /** What stands there, or where the other one stands. */
  detail: z.string().max(200),
});
export type ListProblem = z.infer<typeof ListProblem>;
