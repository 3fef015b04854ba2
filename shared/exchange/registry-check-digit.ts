/** GB 11643 check digit on bytes, for remarks on registry rows: no verdict rests on it. */
const WEIGHTS = Int32Array.from([7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]);
const CHECKS = new TextEncoder().encode('10X98765432');

/** `id`: 18 ASCII bytes from index `start`. An ID with letters other than a final X has no such digit and counts as right. */
export function isCitizenIdCheckDigitRight(id: Uint8Array, start: number): boolean {
  let sum = 0;
  for (let at = 0; at < 17; at += 1) {
    const digit = (id[start + at] as number) - 48;
    if (digit < 0 || digit > 9) return true;
    sum += digit * (WEIGHTS[at] as number);
  }
  return CHECKS[sum % 11] === id[start + 17];
}
