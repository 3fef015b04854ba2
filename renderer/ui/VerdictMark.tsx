import type { Verdict } from '#shared/policy/verdict.ts';

const GLYPHS: Readonly<Record<Verdict, { glyph: string; word: string }>> = {
  met: { glyph: '✓', word: '符合' },
  unmet: { glyph: '✕', word: '不符合' },
  remediable: { glyph: '！', word: '可补正' },
  unknown: { glyph: '？', word: '待核' },
};

/** Glyph and word together: colour never alone carries a verdict. `short` hides the word from the eye only. */
export function VerdictMark({ verdict, short = false }: { readonly verdict: Verdict; readonly short?: boolean }) {
  const { glyph, word } = GLYPHS[verdict];
  return (
    <span className={`verdict verdict--${verdict}`}>
      <span aria-hidden="true">{glyph}</span>
      <span className={short ? 'visually-hidden' : undefined}>{short ? word : ` ${word}`}</span>
    </span>
  );
}
