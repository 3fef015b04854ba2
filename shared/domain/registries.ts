/**
 * The registries whose copies lie on the window's machine: what a row says. Dates `YYYY-MM-DD`,
 * months `YYYYMM`, money integer fen. `line` is the row's line in the file it came from (1 is the heading row),
 * so that a clerk can point at the evidence; a case file may leave it out.
 */
import { z } from 'zod';
import { MonthSchema, PlainDateSchema } from './plain-date.ts';

const line = z.number().int().positive().optional();
const optionalText = z.string().nullish();

export const UnitType = z.enum([
  'enterprise',
  'individual-business',
  'cooperative',
  'social-organisation',
  'public-institution',
  'government',
  'law-firm',
  'other',
]);
export type UnitType = z.infer<typeof UnitType>;

/** 企业登记: one row a unit. */
export const BusinessRow = z.object({
  unifiedSocialCreditCode: z.string(),
  name: optionalText,
  unitType: UnitType.nullish(),
  status: z.enum(['active', 'revoked', 'cancelled']).nullish(),
  divisionCode: optionalText,
  line,
});
export type BusinessRow = z.infer<typeof BusinessRow>;

/** 参保缴费: one row per person, employer and insurance (210 失业, 410 工伤, 110 职工养老). */
export const InsuranceRow = z.object({
  citizenId: z.string(),
  name: optionalText,
  employerNumber: optionalText,
  unifiedSocialCreditCode: optionalText,
  employerName: optionalText,
  divisionCode: optionalText,
  insurance: z.enum(['210', '410', '110']),
  enrolledOn: PlainDateSchema.nullish(),
  jobStartedOn: PlainDateSchema.nullish(),
  status: z.enum(['1', '2', '3']).nullish(),
  monthsContributed: z.number().int().nonnegative().nullish(),
  paidThrough: MonthSchema.nullish(),
  deferred: z.boolean().nullish(),
  line,
});
export type InsuranceRow = z.infer<typeof InsuranceRow>;

/** 毕业生. `level` as in the diploma number: 01 doctor … 06 junior college. */
export const GraduateRow = z.object({
  citizenId: z.string(),
  name: optionalText,
  school: optionalText,
  diplomaNumber: optionalText,
  graduatedOn: PlainDateSchema.nullish(),
  category: z.enum(['regular', 'adult', 'self-taught', 'online']).nullish(),
  level: optionalText,
  fullTime: z.boolean().nullish(),
  line,
});
export type GraduateRow = z.infer<typeof GraduateRow>;

/** 核验接口返回: the ministry's answer for one person on one day. */
export const GraduateAnswerRow = z.object({
  citizenId: z.string(),
  answer: z.enum(['是', '否']),
  answeredOn: PlainDateSchema,
  line,
});
export type GraduateAnswerRow = z.infer<typeof GraduateAnswerRow>;

/** 劳动合同备案. `to` null: open-ended. */
export const ContractRow = z.object({
  citizenId: z.string(),
  unifiedSocialCreditCode: optionalText,
  employerName: optionalText,
  from: PlainDateSchema.nullish(),
  to: PlainDateSchema.nullish(),
  line,
});
export type ContractRow = z.infer<typeof ContractRow>;

/** 一次性吸纳就业补贴名单. */
export const HiringSubsidyRow = z.object({
  citizenId: z.string(),
  unifiedSocialCreditCode: optionalText,
  employerName: optionalText,
  divisionCode: optionalText,
  paidOn: PlainDateSchema.nullish(),
  line,
});
export type HiringSubsidyRow = z.infer<typeof HiringSubsidyRow>;

/** 已享受扩岗补助名单. */
export const PaidRow = HiringSubsidyRow.extend({ amountFen: z.number().int().nonnegative().nullish() });
export type PaidRow = z.infer<typeof PaidRow>;

/**
 * 失业登记: needed by packs with the group 登记失业 16–24. `registeredOn` the day of registration, `endedOn` the day it ended;
 * without an end it holds as far as the copy goes.
 */
export const UnemployedRow = z.object({
  citizenId: z.string(),
  name: optionalText,
  registeredOn: PlainDateSchema.nullish(),
  endedOn: PlainDateSchema.nullish(),
  divisionCode: optionalText,
  line,
});
export type UnemployedRow = z.infer<typeof UnemployedRow>;

export const registryRowSchemas = {
  business: BusinessRow,
  insurance: InsuranceRow,
  graduates: GraduateRow,
  graduateAnswers: GraduateAnswerRow,
  contracts: ContractRow,
  hiringSubsidy: HiringSubsidyRow,
  paid: PaidRow,
  unemployed: UnemployedRow,
} as const;

export type RegistryKind = keyof typeof registryRowSchemas;
export type RegistryRow<K extends RegistryKind> = z.infer<(typeof registryRowSchemas)[K]>;
export const registryKinds = Object.keys(registryRowSchemas) as readonly RegistryKind[];

/** What is known of a copy beside its rows. `scope`: division code the copy covers; `source`: who gave it. */
export interface RegistryCopy<K extends RegistryKind> {
  readonly asOf: string;
  readonly scope?: string;
  readonly source?: string;
  readonly digest?: string;
  readonly rows: readonly RegistryRow<K>[];
}

const copyOf = <K extends RegistryKind>(kind: K) =>
  z.object({
    asOf: PlainDateSchema,
    scope: z.string().optional(),
    source: z.string().optional(),
    digest: z.string().optional(),
    rows: z.array(registryRowSchemas[kind]),
  });

/** The copies a decision reads. An absent registry is "no copy on this machine", never "not in the list". */
export const RegistrySet = z.object({
  business: copyOf('business').optional(),
  insurance: copyOf('insurance').optional(),
  graduates: copyOf('graduates').optional(),
  graduateAnswers: copyOf('graduateAnswers').optional(),
  contracts: copyOf('contracts').optional(),
  hiringSubsidy: copyOf('hiringSubsidy').optional(),
  paid: copyOf('paid').optional(),
  unemployed: copyOf('unemployed').optional(),
});
export type RegistrySet = z.infer<typeof RegistrySet>;
