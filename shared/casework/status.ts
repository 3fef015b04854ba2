/**
 * Where a case stands at this window. `draft` is never journalled; what the province does after the export is
 * mirrored elsewhere, never decided here (README.md).
 */
import { z } from 'zod';

export const CaseStatus = z.enum([
  /** 已收件 */
  'received',
  /** 已受理 */
  'accepted',
  /** 待补正 */
  'deficient',
  /** 不予受理 */
  'declined',
  /** 待核 */
  'pending',
  /** 部分导出: a supplementary decision accepted persons after the others had left */
  'partlyExported',
  /** 已导出 */
  'exported',
  /** 作废 */
  'voided',
  /** 已撤回 */
  'withdrawn',
]);
export type CaseStatus = z.infer<typeof CaseStatus>;
