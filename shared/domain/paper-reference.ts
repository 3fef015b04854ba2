/**
 * By what a paper of no case is named in its code: the batch, list, recovery or monthly report that it belongs to, with the window's own numbers.
 * A 文号 holds characters that a scanner cannot type; these hold capitals, digits and strokes, and nothing about anybody.
 */

/** `2022-W03-5` as the batch is numbered. */
export const batchReference = (number: string): string => `PC-${number}`;
/** `sequence`: ledger number of the list's first entry at the window with this prefix. */
export const listReference = (prefix: string, sequence: number): string => `MD-${prefix}-${sequence}`;
/** `sequence`: ledger number of the entry that opened the recovery. */
export const recoveryReference = (prefix: string, sequence: number): string => `ZH-${prefix}-${sequence}`;

/** `sequence`: ledger number of the entry with which the report was sent. */
export const reportReference = (prefix: string, sequence: number): string => `YB-${prefix}-${sequence}`;

const words: Readonly<Record<string, string>> = { PC: '批次', MD: '名单登记', ZH: '追回登记', YB: '月报' };
const FORM = /^(PC|MD|ZH|YB)-([A-Z\d]+(?:-[A-Z\d]+)+)$/u;

export const isPaperReference = (text: string): boolean => FORM.test(text);

/** As it stands on the paper: `追回登记 W03-12`. What is no reference stays as it is. */
export const referenceText = (reference: string): string =>
  reference.replace(FORM, (_, kind: string, rest: string) => `${words[kind]} ${rest}`);
