/** What the office says of itself: stands on every paper, decides the place of enrolment, shapes the receipt number. */
import { z } from 'zod';

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
});
export type OfficeSettings = z.infer<typeof OfficeSettings>;
