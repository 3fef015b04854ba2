/** GB 11643 check digit of IDs in registry records, for remarks: no verdict rests on it. */
const FIRST_WEIGHTS = Int32Array.from([7, 9, 10, 5, 8, 4, 2, 1, 6]);
const REST_WEIGHTS = Int32Array.from([3, 7, 9, 10, 5, 8, 4, 2]);

function weighted(number: number, weights: Int32Array): number {
  let sum = 0;
  for (let at = weights.length - 1; at >= 0; at -= 1) {
    sum += (number % 10) * (weights[at] as number);
    number = Math.floor(number / 10);
  }
  return sum;
}

/** `first`: nine digits; `rest`: the next eight times eleven, plus the last character (X is 10), as a record keeps them. */
export function isCitizenIdCheckDigitRight(first: number, rest: number): boolean {
  const sum = weighted(first, FIRST_WEIGHTS) + weighted(Math.floor(rest / 11), REST_WEIGHTS);
  return (12 - (sum % 11)) % 11 === rest % 11;
}
