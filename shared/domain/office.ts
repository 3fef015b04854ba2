/** What the office says of itself: stands on every paper, decides the place of enrolment, shapes the receipt number. */
import { z } from 'zod';

/**
 * 复核: which acceptances another officer has to see before they leave in a batch, and who may. An office that sets nothing has none.
 * `overturned`: those in which somebody's word turned what the registers said against the applicant.
 */
export const ReviewRule = z.object({
  takes: z.enum(['overturned', 'acceptances']),
  by: z.enum(['anybody', 'administrators']),
});
export type ReviewRule = z.infer<typeof ReviewRule>;

export const OfficeSettings = z.object({
  officeName: z.string().trim().min(2).max(60),
  divisionCode: z.string().regex(/^\d{6}$/u),
  address: z.string().trim().max(100),
  phone: z.string().trim().max(30),
  supervisionPhone: z.string().trim().max(30),
  /** Whom to call when the program fails: shown on failure screens only, never printed. */
  maintenanceContact: z.string().trim().max(30).optional(),
  maintenancePhone: z.string().trim().max(30).optional(),
  windowNumber: z.string().trim().min(1).max(10),
  sealName: z.string().trim().min(2).max(60),
  /** Device prefix of receipt numbers, e.g. `W03`; unique among the office's windows. */
  receiptPrefix: z.string().regex(/^[A-Z]{1,3}\d{1,3}$/u),
  review: ReviewRule.optional(),
});
export type OfficeSettings = z.infer<typeof OfficeSettings>;
