/** The five papers of the notice (185号 附件 二（三）); which of them a case needs is the policy pack's say. */
import { z } from 'zod';

export const DocumentKind = z.enum(['applicationForm', 'roster', 'licence', 'diploma', 'contract']);
export type DocumentKind = z.infer<typeof DocumentKind>;
export const documentKinds = DocumentKind.options;

/** Which papers lie on the counter. A missing key is false. */
export const PapersPresent = z.partialRecord(DocumentKind, z.boolean());
export type PapersPresent = z.infer<typeof PapersPresent>;
