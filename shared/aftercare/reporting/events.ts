/**
 * Steps of 上报, 月报 and 短信: the list of everybody paid with what was sent of it, the monthly report as it was sent, what
 * was told to which firm. Each list and report holds what it said, so that a later one is measured against it.
 */
import { z } from 'zod';
import { MonthSchema, PlainDateSchema } from '../../domain/plain-date.ts';
import { ReportLine, ReportMonth } from './report-line.ts';

const Text = z.string().trim().min(1).max(500);
const Note = z.string().trim().max(2000);
const Digest = z.string().regex(/^[0-9a-f]{64}$/u);
const count = z.number().int().nonnegative();

/** Which month's data the list of the 20th holds: 59号 does not say. */
export const PeriodRule = z.enum(['previousMonth', 'sameMonth']);
export type PeriodRule = z.infer<typeof PeriodRule>;
/** Whether a person whose money came back whole is still reported: no document says. */
export const RecoveredRule = z.enum(['stay', 'leave']);
export type RecoveredRule = z.infer<typeof RecoveredRule>;

const codeOrEmpty = (pattern: RegExp) => z.string().trim().regex(pattern).or(z.literal(''));

/** What the agency's register knows of a firm and the window does not. */
export const FirmSupplement = z.object({
  firmKey: z.string().min(1),
  employerNumber: z.string().trim().max(20),
  /** AAB020, GB/T 12402; empty for what is no enterprise. */
  economicType: codeOrEmpty(/^\d{3}$/u),
  /** AAB021, GB/T 12404. */
  affiliation: codeOrEmpty(/^\d{2}$/u),
  /** AAB022, GB/T 4754: 门类和大类. */
  industry: codeOrEmpty(/^[A-T]\d{2}$/u),
});
export type FirmSupplement = z.infer<typeof FirmSupplement>;

/** 个人编号 of one person. */
export const PersonSupplement = z.object({
  citizenId: z.string().min(1),
  insuredPersonNumber: z.string().trim().min(1).max(20),
});
export type PersonSupplement = z.infer<typeof PersonSupplement>;

/** A row as it was written: whose it is, and the text of each cell in the order of the layout. */
export const ListRow = z.object({
  itemId: z.string().min(1),
  citizenId: z.string().min(1),
  cells: z.array(z.string()),
});
export type ListRow = z.infer<typeof ListRow>;

/** Why somebody who was paid does not stand on a list. */
export const heldReasons = [
  'register-missing',
  'register-other-month',
  'not-in-register',
  'doubtful',
  'faulty',
] as const;
export const HeldReason = z.enum(heldReasons);
export type HeldReason = z.infer<typeof HeldReason>;

/** What the place decides of reports and no source says; only by an administrator. */
export const reportRulesShape = z.object({
  step: z.literal('reportRulesSet'),
  period: PeriodRule,
  /** Day of the month by which the county hands in to the city; the province's is the 20th. */
  localDay: z.number().int().min(1).max(20),
  recovered: RecoveredRule,
  documentNumber: Text,
});

export const reportingSteps = [
  reportRulesShape,
  z.object({
    step: z.literal('supplemented'),
    firms: z.array(FirmSupplement),
    persons: z.array(PersonSupplement),
    /** Who told it: a letter, a file, a screen of another office. */
    origin: Text,
  }),
  /** 已享受人员信息表 of a month, as its files will be written. Subject: the list's id. */
  z.object({
    step: z.literal('listMade'),
    training: z.boolean(),
    period: MonthSchema,
    /** The list of the same month that this one corrects, and why. */
    corrects: z.object({ listId: z.string().min(1), reason: Text }).nullable(),
    layout: z.object({ id: z.string(), version: z.string(), digest: Digest }),
    codes: z.enum(['printed', 'corrected']),
    formats: z.array(z.enum(['xlsx', 'csv-utf-8', 'csv-gb18030'])).min(1),
    office: z.object({ name: z.string(), divisionCode: z.string() }),
    /** The copy that AAC031 and AJC032 were read from. */
    register: z.object({ asOf: PlainDateSchema, digest: z.string() }),
    firms: z.number().int().positive(),
    /** Different cases and lists that the rows come from. */
    cases: z.number().int().positive(),
    persons: z.number().int().positive(),
    amountFen: z.number().int().positive(),
    rows: z.array(ListRow).min(1),
    held: z.array(z.object({ itemId: z.string().min(1), citizenId: z.string().min(1), reason: HeldReason })),
    files: z.array(z.object({ name: z.string().min(1), bytes: count, rows: count, sha256: Digest })).min(1),
  }),
  /** The folder lies there whole: the list is closed. */
  z.object({ step: z.literal('listWritten'), manifestDigest: Digest, folder: Text }),
  /** Given up before it was written; the number stays taken. */
  z.object({ step: z.literal('listVoided'), reason: Text }),
  /** 月报 as it was sent. Subject: the report's id. */
  z.object({
    step: z.literal('reportSent'),
    period: MonthSchema,
    corrects: z.object({ reportId: z.string().min(1), reason: Text }).nullable(),
    /** First day of the term that the last column sums up. */
    termFrom: PlainDateSchema,
    lines: z.array(ReportLine).min(1),
    months: z.array(ReportMonth),
    /** 问题与建议 */
    remarks: Note,
  }),
  /** Messages that were handed to whoever sends them: copied, or exported as a list. Subject: the batch of messages. */
  z.object({
    step: z.literal('messagesHandedOut'),
    manner: z.enum(['copied', 'exported', 'telephoned']),
    messages: z
      .array(
        z.object({
          /** What it is about; the same again is another time of the same message. */
          key: z.string().min(1),
          template: z.enum(['M1', 'M2', 'M3', 'M4', 'M5', 'M6', 'M7']),
          employerName: Text,
          mobile: z.string().trim().max(30),
          text: Text,
        }),
      )
      .min(1),
  }),
  z.object({
    step: z.literal('messagesAnswered'),
    /** Of the messages that were handed out in the subject's entry. */
    keys: z.array(z.string().min(1)).min(1),
    result: z.enum(['delivered', 'failed']),
    note: Note,
  }),
] as const;

export const ReportingEvent = z.discriminatedUnion('step', [...reportingSteps]);
export type ReportingEvent = z.infer<typeof ReportingEvent>;
export type ReportingStep<Name extends ReportingEvent['step']> = Extract<ReportingEvent, { readonly step: Name }>;
