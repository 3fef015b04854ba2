/**
 * What is recorded after acceptance, append only: entries of the kind `aftercare`. Nothing here is ever changed; where
 * something was wrong, a later entry says so. Who recorded an entry and on which day stands in the entry itself.
 */
import { z } from 'zod';
import { Confirmation } from '../domain/confirmation.ts';
import { PlainDateSchema } from '../domain/plain-date.ts';
import { NotPayableReason, PaymentFault, SecondReviewStage } from './codes.ts';
import { DeferralTold, ListBegun, ListRowsTaken, OffersTaken, ReviewBasis } from './lists/list-event.ts';
import { reportingSteps } from './reporting/events.ts';
import { InquiryAct } from './inquiry/event.ts';
import { RecoveryAct, RecoveryRules } from './recovery/event.ts';
import { GrantSource } from './source.ts';

const Text = z.string().trim().min(1).max(500);
const Note = z.string().trim().max(500);
const Fen = z.number().int().nonnegative();
const ItemIds = z.array(z.string().min(1)).min(1);

/** Where an account or a contact was learnt. */
export const PayeeOrigin = z.enum(['window', 'list', 'insuranceAgency', 'taxOffice', 'marketRegulator', 'firm']);
export type PayeeOrigin = z.infer<typeof PayeeOrigin>;
/** How it was read back to the firm. */
export const PayeeCheck = z.enum(['counter', 'telephone', 'message', 'online', 'notice']);
export type PayeeCheck = z.infer<typeof PayeeCheck>;

/** 收款信息: who is paid and who is called. */
export const Payee = z.object({
  contact: Text,
  mobile: Text,
  accountKind: z.enum(['corporate', 'contribution']),
  accountName: Text,
  bank: Text,
  bankNumber: z.string().trim().max(20),
  accountNumber: z.string().regex(/^\d[\d-]{6,30}\d$/u),
  origin: PayeeOrigin,
  obtainedOn: PlainDateSchema,
  check: PayeeCheck,
  checkedOn: PlainDateSchema,
});
export type Payee = z.infer<typeof Payee>;

/** Who did a part of 复审: an officer of this window, or somebody of another department, as the paper names them. */
export const Reviewer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('recorder') }),
  z.object({ kind: z.literal('officer'), officerId: z.string().min(1), name: Text, confirmation: Confirmation }),
  z.object({ kind: z.literal('department'), department: Text, name: Text }),
]);
export type Reviewer = z.infer<typeof Reviewer>;

const PaymentResult = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('paid'), paidOn: PlainDateSchema, amountFen: Fen }),
  z.object({ outcome: z.literal('failed'), fault: PaymentFault, rawCode: Note, rawText: Note }),
  z.object({ outcome: z.literal('inProcess'), rawCode: Note, rawText: Note }),
]);
export type PaymentResult = z.infer<typeof PaymentResult>;

export const ObjectionManner = z.enum(['letter', 'telephone', 'visit']);
export type ObjectionManner = z.infer<typeof ObjectionManner>;

export const AftercareEvent = z.discriminatedUnion('step', [
  /** 初审. The snapshot is what was looked at: a change of the case after it shows against this. */
  z.object({
    step: z.literal('reviewed'),
    items: z
      .array(
        z.discriminatedUnion('conclusion', [
          z.object({
            conclusion: z.literal('passed'),
            source: GrantSource,
            note: Note,
            basis: ReviewBasis.optional(),
          }),
          z.object({
            conclusion: z.literal('rejected'),
            source: GrantSource,
            reason: NotPayableReason,
            evidenceOn: PlainDateSchema,
            note: Note,
            basis: ReviewBasis.optional(),
          }),
        ]),
      )
      .min(1),
  }),
  z.object({ step: z.literal('payeeSet'), firmKey: z.string().min(1), payee: Payee, confirmation: Confirmation }),
  /** One or several parts of 复审 that follow each other, done by the same person on the same day. */
  z.object({
    step: z.literal('secondReviewed'),
    itemIds: ItemIds,
    stages: z.array(SecondReviewStage).min(1),
    reviewer: Reviewer,
    conclusion: z.enum(['passed', 'returned']),
    opinion: Text,
  }),
  /** Taken out before the money was allocated: the case was corrected, or a mistake was found. Begins anew at 初审. */
  z.object({ step: z.literal('takenOut'), itemIds: ItemIds, reason: Text }),
  /** 公示. Days as counted when it was made, with how they were counted. Subject: the batch's id. */
  z.object({
    step: z.literal('noticeBegun'),
    training: z.boolean(),
    period: Text,
    itemIds: ItemIds,
    firms: z.number().int().positive(),
    persons: z.number().int().positive(),
    amountFen: Fen,
    filedOn: PlainDateSchema,
    beginsOn: PlainDateSchema,
    lastDay: PlainDateSchema,
    registerFrom: PlainDateSchema,
    days: z.number().int().positive(),
    firstDayCounted: z.boolean(),
  }),
  z.object({
    step: z.literal('objected'),
    objectionId: z.string().min(1),
    receivedOn: PlainDateSchema,
    manner: ObjectionManner,
    named: z.boolean(),
    itemIds: ItemIds,
    text: Text,
  }),
  z.object({
    step: z.literal('objectionSettled'),
    objectionId: z.string().min(1),
    conclusion: z.enum(['upheld', 'partly', 'dismissed']),
    treatment: z.enum(['removed', 'kept']),
    evidence: Text,
    answeredOn: PlainDateSchema,
  }),
  /** 公示结果登记 */
  z.object({ step: z.literal('noticeRegistered'), conclusion: Text }),
  /** 提交资金核拨. Totals as they stand on the 核拨单. */
  z.object({
    step: z.literal('allocated'),
    firms: z.number().int().positive(),
    persons: z.number().int().positive(),
    amountFen: z.number().int().positive(),
    checkedBy: Text,
    approvedBy: Text,
  }),
  /** 知会社保局 */
  z.object({ step: z.literal('agencyTold'), toldOn: PlainDateSchema, manner: Text, receivedBy: Text }),
  /** The agency's plan line for a firm: mirrored, never decided here. */
  z.object({
    step: z.literal('paymentBegun'),
    attemptId: z.string().min(1),
    firmKey: z.string().min(1),
    planNumber: Text,
    /** Who said that the attempt before was not paid (F10); empty where that is not needed. */
    knownUnpaid: Note,
  }),
  z.object({ step: z.literal('paymentAnswered'), attemptId: z.string().min(1), result: PaymentResult }),
  /** What the place decides and no source says; only by an administrator. */
  z.object({
    step: z.literal('rulesSet'),
    noticeDays: z.number().int().min(1).max(30),
    firstDayCounted: z.boolean(),
    documentNumber: Text,
  }),
  ListBegun,
  ListRowsTaken,
  OffersTaken,
  DeferralTold,
  ...reportingSteps,
  /** 核查. Subject: the list's id, or the month. */
  z.object({ step: z.literal('inquiry'), act: InquiryAct }),
  /** 追回. Subject: the recovery's id. */
  z.object({ step: z.literal('recovery'), act: RecoveryAct }),
  /** What the place decides about it; only by an administrator. */
  z.object({ step: z.literal('recoveryRulesSet'), rules: RecoveryRules }),
]);
export type AftercareEvent = z.infer<typeof AftercareEvent>;
export type AftercareStep = AftercareEvent['step'];

/** What a second officer's word is given for: everything that the account says. */
export function payeeStatement(firmKey: string, payee: Payee): string {
  return JSON.stringify(['payee', 1, firmKey, Object.entries(payee).sort(([one], [other]) => (one < other ? -1 : 1))]);
}

/** What another officer's word in 复审 is given for. */
export function secondReviewStatement(
  event: Pick<
    Extract<AftercareEvent, { readonly step: 'secondReviewed' }>,
    'itemIds' | 'stages' | 'conclusion' | 'opinion'
  >,
): string {
  return JSON.stringify(['second-review', 1, [...event.itemIds].sort(), event.stages, event.conclusion, event.opinion]);
}
