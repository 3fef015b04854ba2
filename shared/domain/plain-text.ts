/**
 * Text that leaves the program as what it seems: no controls, no marks that turn the direction round or show nothing, and
 * nothing that a spreadsheet would take for a formula.
 */

/** Marks of direction and characters without any shape (Unicode Cf), and controls other than the line feed and the tab. */
const HIDDEN = /[\p{Cf}]|[^\P{Cc}\n\t]/gu;
/** What spreadsheets begin to calculate at, also in full width and behind blanks or marks that show nothing. */
const FORMULA = /^[\s\p{Cf}\p{Cc}]*[=+\-@＝＋－＠﹦﹢﹣﹫−]/u;

/** The text without hidden marks and controls. */
export const withoutHidden = (text: string): string => text.replace(HIDDEN, '');

/** Whether the text holds such a mark, a control, or a line break. */
export const hasHidden = (text: string): boolean => /[\p{Cf}\p{Cc}]/u.test(text);

const SIGNED_NUMBER = /^[+-]?\d{1,15}(?:\.\d{1,6})?$/u;

/** Whether a spreadsheet may calculate the text or show another: `+1` as text would come back as `1`. */
export const startsFormula = (text: string): boolean => FORMULA.test(text);

/**
 * A cell for a list that people open in a spreadsheet: hidden marks gone, what would be calculated behind an apostrophe.
 * An amount with its sign stays a number.
 */
export function harmlessCell(text: string): string {
  const plain = withoutHidden(text);
  return startsFormula(plain) && !SIGNED_NUMBER.test(plain) ? `'${plain}` : plain;
}
