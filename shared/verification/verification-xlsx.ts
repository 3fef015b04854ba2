/** The table of a verification batch as .xlsx. */
import type { QueuedPerson } from '../policy/verification-queue.ts';
import { textXlsx } from '../encodings/text-xlsx.ts';
import { verificationTable } from './verification-file.ts';

const WIDTHS = [14, 24, 12, 14];

/** The bytes of the workbook. */
export const verificationXlsx = (persons: readonly QueuedPerson[], training: boolean): Promise<Uint8Array> =>
  textXlsx({ sheet: '身份核验', rows: verificationTable(persons), widths: WIDTHS, training });
