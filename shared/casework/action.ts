/**
 * A case (办件) is an append-only list of these actions; status and everything shown are folds of it.
 * Decisions carry the whole application, the case file they were made from and the answer, so that
 * any decision can be read, reprinted and repeated later.
 */
import { z } from 'zod';
import { Application } from '../domain/application.ts';
import { Confirmation } from '../domain/confirmation.ts';
import { OfficeSettings } from '../domain/office.ts';
import { PlainDateSchema } from '../domain/plain-date.ts';
import type { CaseFile } from '../policy/case-file.ts';
import type { Decision } from '../policy/verdict.ts';
import { Letter } from '../domain/letter.ts';
import { FromWindow } from './dispatches.ts';
import { ProvinceFile, ProvinceRow } from './province-answer.ts';
import { ExportingWindow } from './roll.ts';

/** What a decision was made with. The digests: SHA-256 of the canonical JSON of the policy pack, and of the calendar's years. */
export const DecisionRecord = z.object({
  policy: z.string(),
  packDigest: z.string(),
  calendarDigest: z.string(),
  engine: z.string(),
  caseFile: z.custom<CaseFile>((value) => typeof value === 'object' && value !== null),
  decision: z.custom<Decision>((value) => typeof value === 'object' && value !== null),
});
export type DecisionRecord = z.infer<typeof DecisionRecord>;

const base = {
  /** Local wall-clock instant of the action, ISO 8601 with offset; information only, never used to order. */
  at: z.string(),
  on: PlainDateSchema,
  officer: z.object({ id: z.string(), name: z.string() }),
};
const decided = { application: Application, office: OfficeSettings, record: DecisionRecord };

export const CaseAction = z.discriminatedUnion('kind', [
  /** 收件: papers taken in; the decision may still change. */
  z.object({
    kind: z.literal('received'),
    ...base,
    application: Application,
    office: OfficeSettings,
    record: DecisionRecord.nullable(),
    /** Day by which it is to be said whether the application is accepted; `null` without a pack or a calendar. */
    acceptBy: PlainDateSchema.nullable(),
  }),
  /** 受理. `acceptBy`: the clock of the persons who are still 待核; `null` where there are none. */
  z.object({ kind: z.literal('accepted'), ...base, ...decided, acceptBy: PlainDateSchema.nullable() }),
  /**
   * 补充决定 on persons whom the acceptance left 待核: application and record are of these persons alone. Whoever is
   * still unknown after it keeps the clock of the acceptance.
   */
  z.object({ kind: z.literal('supplemented'), ...base, ...decided }),
  /**
   * 更正 of a case that was accepted, also after it left in a batch: the whole application as it should have been, decided
   * again for the day of the decision that it corrects. What changed is told by the application before it.
   */
  z.object({
    kind: z.literal('corrected'),
    ...base,
    ...decided,
    reason: z.string(),
    acceptBy: PlainDateSchema.nullable(),
    remedyBy: PlainDateSchema.nullable(),
  }),
  /** 一次性告知 */
  z.object({
    kind: z.literal('deficiencyNotified'),
    ...base,
    ...decided,
    /** `null` where input errors left nothing to decide: the notice then names them. */
    record: DecisionRecord.nullable(),
    remedyBy: PlainDateSchema.nullable(),
  }),
  /** 不予受理 */
  z.object({ kind: z.literal('declined'), ...base, ...decided }),
  /** 收件, 待核: waits for what our copies do not show */
  z.object({ kind: z.literal('heldPending'), ...base, ...decided, acceptBy: PlainDateSchema.nullable() }),
  /** A paper left for the printer. The snapshot makes a reprint the same text and pages. */
  z.object({
    kind: z.literal('printSent'),
    ...base,
    printId: z.uuid(),
    letter: Letter,
    digest: z.string(),
    /** Ledger number of the entry that the paper was made from. */
    of: z.number().int().positive(),
    /** 1 the first print; from 2 on marked 补打. */
    copy: z.number().int().positive(),
    /** Text of its QR, signed by who issued it (domain/paper-proof.ts); absent while no roll named the officer. */
    proof: z.string().max(400).optional(),
  }),
  /** The clerk says whether the paper came out. */
  z.object({ kind: z.literal('printConfirmed'), ...base, printId: z.uuid(), state: z.enum(['printed', 'failed']) }),
  /** In a batch folder for the provincial system. `rounds`: ledger numbers of the decisions whose persons are in it. */
  z.object({
    kind: z.literal('exported'),
    ...base,
    batchId: z.string(),
    batchNumber: z.string(),
    rounds: z.array(z.number().int().positive()).min(1),
    /** By the window that it was released to; `officer` took its word in. */
    dispatched: FromWindow.optional(),
  }),
  /** 交出: to the window that exports one batch for the whole office, until that exports it or gives it back. */
  z.object({
    kind: z.literal('released'),
    ...base,
    to: ExportingWindow,
    rounds: z.array(z.number().int().positive()).min(1),
  }),
  /** 退回: the window that it was released to did not export it. */
  z.object({
    kind: z.literal('handedBack'),
    ...base,
    reason: z.string().trim().min(1).max(500),
    dispatched: FromWindow,
  }),
  /** A mistaken case, or with `entry` (a ledger number) only that unconfirmed entry of it; numbers stay taken. */
  z.object({
    kind: z.literal('voided'),
    ...base,
    reason: z.string(),
    entry: z.number().int().positive().optional(),
    /** Voiding a whole case takes another officer (casework/confirmations.ts). */
    confirmation: Confirmation.optional(),
  }),
  /** The applicant takes the application back. */
  z.object({ kind: z.literal('withdrawn'), ...base, reason: z.string() }),
  /** What the provincial system, or the bank behind it, said of persons who left in a batch. Changes nothing that was decided. */
  z.object({
    kind: z.literal('provinceAnswered'),
    ...base,
    file: ProvinceFile,
    rows: z.array(ProvinceRow).min(1),
  }),
  /**
   * 复核 of one answer (`of`: its ledger number) by an officer who did not work on it: the one signed in, or the one who gave the own
   * passphrase for it, or one at another window. Sent back: with a reason for each person whom it is about, or for the whole.
   */
  z.object({
    kind: z.literal('reviewed'),
    ...base,
    of: z.number().int().positive(),
    passed: z.boolean(),
    reasons: z.array(z.object({ citizenId: z.string(), text: z.string().trim().min(1).max(500) })).max(2000),
    note: z.string().trim().max(500),
    confirmation: Confirmation.optional(),
    /** The word of an officer at another window (review-dispatches.ts); `officer` took it in. */
    dispatched: FromWindow.optional(),
  }),
  /** 办件备注: for whoever works on the case next; never printed, and changes nothing about it. */
  z.object({ kind: z.literal('caseNote'), ...base, text: z.string() }),
]);
export type CaseAction = z.infer<typeof CaseAction>;
export type CaseActionKind = CaseAction['kind'];
