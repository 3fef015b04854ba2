import type { Verdict } from '#shared/policy/verdict.ts';
import { verdictMarks } from '#shared/wording/verdicts.ts';

/** Glyph and word together: colour never alone carries a verdict. `short` hides the word from the eye only. */
export function VerdictMark({ verdict, short = false }: { readonly verdict: Verdict; readonly short?: boolean }) {
  const { glyph, word } = verdictMarks[verdict];
  return (
    <span className={`verdict verdict--${verdict}`}>
      <span aria-hidden="true">{glyph}</span>
      <span className={short ? 'visually-hidden' : undefined}>{short ? word : ` ${word}`}</span>
    </span>
  );
}
