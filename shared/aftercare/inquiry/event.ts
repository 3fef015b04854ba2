/** What is recorded of 核查: lists that came down and their answers, the monthly check of all amounts, random samples. */
import { z } from 'zod';
import { Confirmation } from '../../domain/confirmation.ts';
import { MonthSchema, PlainDateSchema } from '../../domain/plain-date.ts';
import { DifferenceCode, ListKind, RowCode } from './codes.ts';

const Text = z.string().trim().min(1).max(500);
const Note = z.string().trim().max(500);
const Fen = z.number().int().nonnegative();
const Lines = z.array(z.number().int().positive()).min(1);

/** Rows in one entry: a large list takes several. */
export const ROWS_IN_ONE = 5000;

/** What the other province says of the same person. */
const OtherProvince = z.object({
  province: Note,
  firm: Note,
  paidOn: PlainDateSchema.nullable(),
  amountFen: Fen.nullable(),
});

/** A row as the file has it. `line`: its number there. */
export const InquiryRow = z.object({
  line: z.number().int().positive(),
  employerNumber: Note,
  employerName: Note,
  creditCode: Note,
  name: Note,
  citizenId: Note,
  period: Note,
  other: OtherProvince.nullable(),
});
export type InquiryRow = z.infer<typeof InquiryRow>;

/** 会议研究核实: needed where the code says which province keeps the payment. */
export const Meeting = z.object({
  heldOn: PlainDateSchema,
  departments: Text,
  present: Text,
  conclusion: Text,
});
export type Meeting = z.infer<typeof Meeting>;

/** How one row is answered. */
export const RowAnswer = z.object({
  line: z.number().int().positive(),
  code: RowCode,
  /** The reason of this row in words, and what it rests on. */
  note: Text,
  evidence: Text,
  evidenceOn: PlainDateSchema,
  /** Of Y1 and Y4. */
  paidOn: PlainDateSchema.nullable(),
  amountFen: Fen.nullable(),
});
export type RowAnswer = z.infer<typeof RowAnswer>;

const Checker = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('recorder') }),
  z.object({ kind: z.literal('officer'), officerId: z.string().min(1), name: Text, confirmation: Confirmation }),
]);

/** 应发 = 核拨 = 计划 = 实发 − 退回 of a month, as it came out on the day of the check. */
export const MonthFigures = z.object({
  batches: z.number().int().nonnegative(),
  firms: z.number().int().nonnegative(),
  persons: z.number().int().nonnegative(),
  dueFen: Fen,
  allocatedFen: Fen,
  plannedFen: Fen,
  paidFen: Fen,
  returnedFen: Fen,
  differences: z.number().int().nonnegative(),
});
export type MonthFigures = z.infer<typeof MonthFigures>;

export const InquiryAct = z.discriminatedUnion('act', [
  /** Subject of these: the list's id. */
  z.object({
    act: z.literal('listBegun'),
    kind: ListKind,
    fileName: Text,
    /** SHA-256 over what the cells say: the same file twice is one list. */
    digest: z.string().regex(/^[0-9a-f]{64}$/u),
    issuedOn: PlainDateSchema,
    /** Rows of this county; 0 where all belong elsewhere. */
    rows: z.number().int().nonnegative(),
    /** Rows of other counties, named and counted, never taken in. */
    elsewhere: z.array(z.object({ county: Note, rows: z.number().int().positive() })),
  }),
  z.object({
    act: z.literal('rowsRead'),
    part: z.number().int().nonnegative(),
    rows: z.array(InquiryRow).min(1).max(ROWS_IN_ONE),
  }),
  z.object({ act: z.literal('answered'), rows: z.array(RowAnswer).min(1), meeting: Meeting.nullable() }),
  z.object({
    act: z.literal('checked'),
    lines: Lines,
    conclusion: z.enum(['agreed', 'returned']),
    opinion: Text,
    checker: Checker,
  }),
  z.object({ act: z.literal('reported'), lines: Lines, folder: Text, digest: z.string().regex(/^[0-9a-f]{64}$/u) }),
  /** Subject of these: the month, `202208`. */
  z.object({ act: z.literal('reconciled'), month: MonthSchema, figures: MonthFigures, note: Note }),
  z.object({
    act: z.literal('sampled'),
    month: MonthSchema,
    sampleId: z.string().min(1),
    seed: z.number().int().nonnegative(),
    percent: z.number().min(1).max(100),
    least: z.number().int().min(1).max(1000),
    itemIds: z.array(z.string().min(1)).min(1),
  }),
  z.object({
    act: z.literal('sampleChecked'),
    sampleId: z.string().min(1),
    itemId: z.string().min(1),
    difference: DifferenceCode.nullable(),
    looked: Text,
    treatment: Note,
  }),
]);
export type InquiryAct = z.infer<typeof InquiryAct>;
export type InquiryActName = InquiryAct['act'];
export type InquiryActOf<Name extends InquiryActName> = Extract<InquiryAct, { readonly act: Name }>;

/** What another officer's word on answers is given for. */
export function checkStatement(
  listId: string,
  act: Pick<InquiryActOf<'checked'>, 'lines' | 'conclusion' | 'opinion'>,
): string {
  return JSON.stringify([
    'inquiry-check',
    1,
    listId,
    [...act.lines].sort((a, b) => a - b),
    act.conclusion,
    act.opinion,
  ]);
}
