/** The codes of what happens after acceptance: why a payment failed, why a person is not payable. */
import { z } from 'zod';

/** Why a bank sent a payment back. Local: a bank's own codes and words are kept beside it. */
export const paymentFaults = [
  'F01',
  'F02',
  'F03',
  'F04',
  'F05',
  'F06',
  'F07',
  'F08',
  'F09',
  'F10',
  'F11',
  'F12',
  'F90',
] as const;
export const PaymentFault = z.enum(paymentFaults);
export type PaymentFault = z.infer<typeof PaymentFault>;

/** 重复业务 is no answer yet: the first payment may have arrived, so nothing is sent before somebody asked. */
export const isUndecided = (fault: PaymentFault): boolean => fault === 'F09';

/** The account itself is wrong: only another version of it may be tried. */
const ACCOUNT_FAULTS: ReadonlySet<PaymentFault> = new Set<PaymentFault>(['F01', 'F02', 'F03', 'F06', 'F07']);
export const takesOtherAccount = (fault: PaymentFault): boolean => ACCOUNT_FAULTS.has(fault);

/** The line broke or the system failed: sent again as it is once it is known that nothing was paid. */
export const takesProofUnpaid = (fault: PaymentFault): boolean => fault === 'F10';

/** 不应发放 and 不予发放: the reasons that are said of one person. */
export const notPayableReasons = [
  'N01',
  'N02',
  'N03',
  'N04',
  'N05',
  'N06',
  'N07',
  'N08',
  'N09',
  'N10',
  'N11',
  'N12',
  'N13',
  'N14',
  'N15',
  'N16',
  'N90',
] as const;
export const NotPayableReason = z.enum(notPayableReasons);
export type NotPayableReason = z.infer<typeof NotPayableReason>;

/** The five parts of 复审, in their order. */
export const secondReviewStages = ['examined', 'submitted', 'begun', 'confirmed', 'filed'] as const;
export const SecondReviewStage = z.enum(secondReviewStages);
export type SecondReviewStage = z.infer<typeof SecondReviewStage>;
