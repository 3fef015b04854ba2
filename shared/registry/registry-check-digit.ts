/** GB 11643 check digit of IDs in registry records, for remarks: no verdict rests on it. */

/** Weighted sum of the digits of every number of three digits. */
const sums = (first: number, second: number, third: number): Uint8Array =>
  Uint8Array.from(
    { length: 1000 },
    (_, digits) => Math.floor(digits / 100) * first + (Math.floor(digits / 10) % 10) * second + (digits % 10) * third,
  );
/** Three digits a step, the weights of the standard: a million rows have seventeen million digits. */
const FIRST = [sums(7, 9, 10), sums(5, 8, 4), sums(2, 1, 6)] as const;
const REST = [sums(0, 3, 7), sums(9, 10, 5), sums(8, 4, 2)] as const;

/** `number`: up to nine digits. */
function weighted(number: number, [high, middle, low]: typeof FIRST): number {
  const upper = Math.floor(number / 1000);
  return (high[Math.floor(upper / 1000)] as number) + (middle[upper % 1000] as number) + (low[number % 1000] as number);
}

/** `first`: nine digits; `rest`: the next eight times eleven, plus the last character (X is 10), as a record keeps them. */
export function isCitizenIdCheckDigitRight(first: number, rest: number): boolean {
  const sum = weighted(first, FIRST) + weighted(Math.floor(rest / 11), REST);
  return (12 - (sum % 11)) % 11 === rest % 11;
}
