/** Glyph and word of each verdict, the same everywhere: colour never alone carries it. */
import type { Outcome, Verdict } from '../policy/verdict.ts';

export interface VerdictMark {
  readonly glyph: string;
  readonly word: string;
}

export const verdictMarks: Readonly<Record<Verdict, VerdictMark>> = {
  met: { glyph: '✓', word: '符合' },
  unmet: { glyph: '✕', word: '不符合' },
  remediable: { glyph: '！', word: '可补正' },
  unknown: { glyph: '？', word: '待核' },
};

/** What an application as a whole comes to. */
export const outcomeLabels: Readonly<Record<Outcome, string>> = {
  accept: '受理',
  deficient: '一次性告知',
  pending: '收件待核',
  decline: '不予受理',
};
