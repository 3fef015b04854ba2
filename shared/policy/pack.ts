/**
 * A policy pack: everything that changes by year and place, as data. The checks are code (checks/index.ts); a pack says
 * which of them apply, who set each condition, and with what figures. Every figure names its source, and whether somebody
 * has verified it; a pack with a figure that waits for local confirmation is never chosen by date.
 */
import { z } from 'zod';
import { PlainDateSchema, type PlainDate } from '../domain/plain-date.ts';
import { UnitType } from '../domain/registries.ts';
import { DocumentKind } from '../domain/supporting-document.ts';
import { checkIds, personGroups, sourceLevels, type CheckId, type CheckSource } from './verdict.ts';
import { digestOf } from './canonical-json.ts';

export const SourceSchema = z.object({
  document: z.string().trim().min(1),
  clause: z.string().trim().min(1),
  level: z.enum(sourceLevels),
});

/** `verified`: read in the document named. `待本地核定`: an administrator must confirm it before the pack can be used. */
export const ParameterMark = z.enum(['verified', '待本地核定']);
export type ParameterMark = z.infer<typeof ParameterMark>;

const parameter = <T extends z.ZodType>(value: T) =>
  z.object({ value, mark: ParameterMark, source: SourceSchema, note: z.string().optional() });

/** First and last day, both included. */
const DayRange = z
  .object({ from: PlainDateSchema, to: PlainDateSchema })
  .refine(({ from, to }) => from <= to, { message: '起始日晚于截止日' });

/** Persons beyond the graduates of the window; what their register must show stands in checks/other-groups.ts. */
export const FurtherGroup = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('left-school-unemployed'),
    graduated: DayRange,
    /** At most so many months from the diploma to the hire, to the day; without it the days of `graduated` alone count. */
    withinMonths: z.number().int().positive().optional(),
  }),
  z.object({
    kind: z.literal('registered-unemployed'),
    ageFrom: z.number().int(),
    ageTo: z.number().int(),
    /** The day on which the age counts; without it both days must lie inside, and one alone leaves the question open. */
    ageOn: z.enum(['hire', 'acceptance']).optional(),
  }),
]);
export type FurtherGroup = z.infer<typeof FurtherGroup>;

const dayCount = z.number().int().positive();

export const PackParameters = z.object({
  /** Days on which a case may be accepted under this pack. */
  acceptance: parameter(DayRange),
  /** What is paid per person, integer fen. */
  amountFen: parameter(z.number().int().positive()),
  /** The most that the ministry lets places pay, integer fen. */
  amountCeilingFen: parameter(z.number().int().positive()),
  entitledUnitTypes: parameter(z.array(UnitType).min(1)),
  requiredInsurances: parameter(z.array(z.enum(['210', '410', '110'])).min(1)),
  minimumMonths: parameter(z.number().int().positive()),
  /** True: the months must follow one another. False or absent: their sum counts. */
  monthsInARow: parameter(z.boolean()).optional(),
  hireWindow: parameter(DayRange),
  /** True: a hire outside the window is refused. False: the window only selects (59号 二). */
  hireWindowIsCondition: parameter(z.boolean()),
  graduationWindow: parameter(DayRange),
  furtherGroups: parameter(z.array(FurtherGroup)),
  /** Groups that only some of the entitled kinds of unit may claim for; a group that is not named, all of them. */
  groupUnitTypes: parameter(z.partialRecord(z.enum(personGroups), z.array(UnitType).min(1))).optional(),
  requiredPapers: parameter(z.array(DocumentKind)),
  /** `copies`: paper kept on file. `verified-in-system`: looked up or seen, no copy kept (社会保险经办条例 第三十一条). */
  paperMode: parameter(z.enum(['copies', 'verified-in-system'])),
  /** How old a list may be before it no longer shows that somebody is not in it, calendar days. */
  staleAfterDays: parameter(dayCount),
  /** Calendar days from receipt to the end of the case; a last day that is not worked moves on. */
  decisionWithinDays: parameter(dayCount),
  /** Working days in which a case held for verification is to be settled. */
  acceptWithinWorkingDays: parameter(dayCount),
  /** Working days given to the applicant to remedy. */
  remedyWithinWorkingDays: parameter(dayCount),
  /** Working days of 公示. */
  publicNoticeWorkingDays: parameter(dayCount),
  /** Day of the month by which payment is to be out; a rest day moves it back. */
  payoutDayOfMonth: parameter(z.number().int().min(1).max(28)),
  /** Calendar days to answer a due-but-unpaid list; the strictest level counts. */
  recheckWithinDays: parameter(dayCount),
});
export type PackParameters = z.infer<typeof PackParameters>;
export type ParameterName = keyof PackParameters;
/** One figure with mark and source. */
export type PackParameter<Name extends ParameterName = ParameterName> = NonNullable<PackParameters[Name]>;

/** The figures alone, as the checks read them. */
export type PackValues = {
  readonly [Name in ParameterName]: PackParameters[Name] extends infer P
    ? P extends { value: infer V }
      ? V
      : P
    : never;
};

/** The figures that a pack holds, in the order of the schema. */
export function parametersOf(pack: PolicyPack): readonly (readonly [ParameterName, PackParameter])[] {
  return (Object.keys(PackParameters.shape) as ParameterName[]).flatMap((name) => {
    const found: PackParameter | undefined = pack.parameters[name];
    return found === undefined ? [] : [[name, found] as const];
  });
}

export const PackCheck = z.object({ check: z.enum(checkIds), source: SourceSchema });
export type PackCheck = z.infer<typeof PackCheck>;

export const PolicyPack = z
  .object({
    format: z.literal(1),
    id: z.string().regex(/^[a-z0-9-]+$/u),
    title: z.string().min(1),
    place: z.object({ divisionCode: z.string().regex(/^\d{6}$/u), name: z.string().min(1) }),
    /** The pack that this one takes over from on its first day of acceptance. */
    supersedes: z.string().optional(),
    parameters: PackParameters,
    checks: z.array(PackCheck).min(1),
  })
  .refine(({ parameters: { amountFen, amountCeilingFen } }) => amountFen.value <= amountCeilingFen.value, {
    path: ['parameters', 'amountFen', 'value'],
    message: '补助标准高于部级上限',
  })
  .refine(({ checks }) => new Set(checks.map(({ check }) => check)).size === checks.length, {
    path: ['checks'],
    message: '同一核验项出现两次',
  });
export type PolicyPack = z.infer<typeof PolicyPack>;

/** An administrator's word that the figures marked 待本地核定 are right, bound to exactly these figures. */
export const PackConfirmation = z.object({
  packId: z.string(),
  digest: z.string(),
  documentNumber: z.string().trim().min(1),
  by: z.string().min(1),
  on: PlainDateSchema,
});
export type PackConfirmation = z.infer<typeof PackConfirmation>;

/** A pack as the program holds it. */
export interface HeldPack {
  readonly pack: PolicyPack;
  readonly digest: string;
  readonly confirmation: PackConfirmation | null;
}

/** SHA-256 over the canonical JSON of a pack. */
export const packDigest = (pack: PolicyPack): string => digestOf(pack);

/** Binds a pack to the confirmation that was given for exactly this digest; another one's does not count. */
export function holdPack(pack: PolicyPack, confirmations: readonly PackConfirmation[] = []): HeldPack {
  const digest = packDigest(pack);
  const confirmation = confirmations.findLast((entry) => entry.packId === pack.id && entry.digest === digest) ?? null;
  return { pack, digest, confirmation };
}

/** Names of the figures that nobody has verified. */
export function parametersToConfirm(pack: PolicyPack): readonly ParameterName[] {
  return parametersOf(pack).flatMap(([name, { mark }]) => (mark === '待本地核定' ? [name] : []));
}

/** Whether the pack may be used at the window. */
export function isConfirmed({ pack, confirmation }: HeldPack): boolean {
  return confirmation !== null || parametersToConfirm(pack).length === 0;
}

/** Where the condition of a check stands in this pack; `null` when the pack does not ask for it. */
export function sourceOfCheck(pack: PolicyPack, check: CheckId): CheckSource | null {
  return pack.checks.find((entry) => entry.check === check)?.source ?? null;
}

/** Whether a day lies in a range, ends included. */
export function within(range: { readonly from: PlainDate; readonly to: PlainDate }, day: PlainDate): boolean {
  return range.from <= day && day <= range.to;
}

/** Whether the day of hire alone says which of these packs is somebody's: each takes hires of days of its own only. */
export function areToldApartByHire(packs: readonly PolicyPack[]): boolean {
  const windows = packs.map(({ parameters }) => parameters.hireWindow.value);
  return (
    packs.every(({ parameters }) => parameters.hireWindowIsCondition.value) &&
    windows.every((one, index) => windows.slice(index + 1).every((other) => one.to < other.from || other.to < one.from))
  );
}
