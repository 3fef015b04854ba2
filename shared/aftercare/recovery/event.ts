/** What is recorded of a 追回, act by act; the subject of its entries is the recovery's id. Money in fen. */
import { z } from 'zod';
import { Confirmation } from '../../domain/confirmation.ts';
import { PlainDateSchema } from '../../domain/plain-date.ts';
import { NotPayableReason } from '../codes.ts';

const Text = z.string().trim().min(1).max(500);
const Note = z.string().trim().max(500);
const Sum = z.number().int().positive();

/** Where it was found that money was not due. */
export const FindingKind = z.enum(['excess', 'inquiry', 'objection', 'report']);
export type FindingKind = z.infer<typeof FindingKind>;

/** How a paper reached the firm. */
export const ServiceManner = z.enum(['counter', 'post', 'visit', 'left', 'notice']);
export type ServiceManner = z.infer<typeof ServiceManner>;

/** Where money is paid back to: an account of the fund, as the agency confirmed it. */
export const ReceivingAccount = z.object({
  name: Text,
  bank: Text,
  number: z.string().regex(/^\d[\d-]{6,30}\d$/u),
});
export type ReceivingAccount = z.infer<typeof ReceivingAccount>;

/** What no source says and the place decides: who signs, where the money goes, how long a firm has. */
export const RecoveryRules = z.object({
  signatory: Text,
  documentNumber: Text,
  account: ReceivingAccount,
  accountConfirmedBy: Text,
  accountConfirmedOn: PlainDateSchema,
  /** Working days for a statement after 告知. */
  statementDays: z.number().int().min(1).max(60),
  /** Natural days to pay after the decision reached the firm. */
  payDays: z.number().int().min(1).max(180),
});
export type RecoveryRules = z.infer<typeof RecoveryRules>;

/** One person of it: how much, and why, with the day of the evidence. */
export const RecoveryItem = z.object({
  itemId: z.string().min(1),
  amountFen: Sum,
  reason: NotPayableReason,
  fact: Text,
  evidenceOn: PlainDateSchema,
});
export type RecoveryItem = z.infer<typeof RecoveryItem>;

export const Instalment = z.object({
  number: z.number().int().positive(),
  dueOn: PlainDateSchema,
  amountFen: Sum,
});
export type Instalment = z.infer<typeof Instalment>;

export const RecoveryAct = z.discriminatedUnion('act', [
  z.object({
    act: z.literal('opened'),
    finding: FindingKind,
    /** Which list and row, which objection, which report. No name. */
    reference: Note,
    items: z.array(RecoveryItem).min(1),
  }),
  z.object({
    act: z.literal('informed'),
    informedOn: PlainDateSchema,
    manner: ServiceManner,
    receiver: Text,
    /** Last day for a statement. */
    stateBy: PlainDateSchema,
  }),
  z.object({
    act: z.literal('stated'),
    outcome: z.enum(['stated', 'none']),
    receivedOn: PlainDateSchema,
    text: Text,
  }),
  /** 复核 of the statement by somebody who did not draft the recovery. `amounts`: what is left of each where it is reduced. */
  z.object({
    act: z.literal('weighed'),
    conclusion: z.enum(['kept', 'reduced', 'dropped']),
    amounts: z.array(z.object({ itemId: z.string().min(1), amountFen: Sum })),
    reasons: Text,
    confirmation: Confirmation,
  }),
  z.object({
    act: z.literal('decided'),
    documentNumber: Text,
    decidedOn: PlainDateSchema,
    signatory: Text,
    account: ReceivingAccount,
    payDays: z.number().int().positive(),
    amountFen: Sum,
    /** Documents and clauses as they stand on the paper. */
    bases: z.array(Text).min(1),
    confirmation: Confirmation,
  }),
  z.object({
    act: z.literal('served'),
    paper: z.enum(['decision', 'reminder']),
    servedOn: PlainDateSchema,
    manner: ServiceManner,
    receiver: Text,
    /** Of a refusal to take it. */
    witness: Note,
  }),
  z.object({
    act: z.literal('agreed'),
    signedOn: PlainDateSchema,
    instalments: z.array(Instalment).min(1).max(60),
    acceleration: Text,
  }),
  /** 提前到期: an instalment was missed, the whole rest is due. */
  z.object({ act: z.literal('accelerated'), reason: Text }),
  z.object({
    act: z.literal('repaid'),
    repaymentId: z.string().min(1),
    paidOn: PlainDateSchema,
    amountFen: Sum,
    payer: Text,
    voucher: Text,
    /** Who at 社保局 saw it in the account. */
    confirmedBy: Text,
  }),
  /** 冲正: recorded by mistake, or the bank took it back. */
  z.object({ act: z.literal('reversed'), repaymentId: z.string().min(1), reason: Text }),
  z.object({ act: z.literal('urged'), documentNumber: Text, urgedOn: PlainDateSchema }),
  /** 申请强制执行. `from`, `until`: the period as counted that day (行政强制法 53, 54). */
  z.object({
    act: z.literal('applied'),
    appliedOn: PlainDateSchema,
    court: Text,
    from: PlainDateSchema,
    until: PlainDateSchema,
    /** The firm neither asked for 复议 nor sued: without that the period of 53 does not run. */
    uncontested: z.literal(true),
  }),
  z.object({ act: z.literal('suspended'), reason: Text }),
  z.object({ act: z.literal('resumed'), reason: Text }),
  z.object({ act: z.literal('ended'), reason: Text }),
  z.object({ act: z.literal('withdrawn'), reason: Text, confirmation: Confirmation }),
]);
export type RecoveryAct = z.infer<typeof RecoveryAct>;
export type RecoveryActName = RecoveryAct['act'];
export type ActOf<Name extends RecoveryActName> = Extract<RecoveryAct, { readonly act: Name }>;

/** Acts that take another officer's word. */
export type ConfirmedAct = ActOf<'weighed' | 'decided' | 'withdrawn'>;

/** What that word is given for: everything that the act says, and of which recovery. */
export function recoveryStatement(recoveryId: string, act: Omit<ConfirmedAct, 'confirmation'>): string {
  const entries = Object.entries(act).filter(([name]) => name !== 'confirmation');
  return JSON.stringify(['recovery', 1, recoveryId, entries.sort(([one], [other]) => (one < other ? -1 : 1))]);
}
