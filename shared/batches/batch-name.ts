/** Formats and names of a batch. Apart from the making of its files, which brings the writers of tables with it. */
import type { AssignedNumber } from '../casework/journal.ts';

export const batchFormats = ['xlsx', 'csv-utf-8', 'csv-gb18030'] as const;
export type BatchFormat = (typeof batchFormats)[number];

export const TRAINING_PREFIX = '培训-';

/** `window-intake-2022-W03-000001`, with 培训 before it where the data are made up. */
export function batchFolderName(layoutId: string, number: AssignedNumber, training: boolean): string {
  const plain = `${number.year}-${number.prefix}-${String(number.value).padStart(6, '0')}`;
  return `${training ? TRAINING_PREFIX : ''}${layoutId}-${plain}`;
}
