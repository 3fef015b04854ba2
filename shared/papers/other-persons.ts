/** The table of persons who are not accepted: each with every reason, its basis, and what can be done. */
import { verdictMarks } from '../wording/verdicts.ts';
import { reasonsOf, type ReasonWords } from './defects.ts';
import type { BasisList } from './case-words.ts';
import type { LetterBlock } from '../domain/letter.ts';
import type { PaperPerson } from './case-paper.ts';

/** `1. …` before each where there are several. */
function numbered(texts: readonly string[]): string {
  return texts.length === 1 ? (texts[0] ?? '') : texts.map((text, index) => `${index + 1}. ${text}`).join('\n');
}

/** The same numbers for reason, basis and remedy; one basis or remedy that serves all is said once. */
function column(reasons: readonly ReasonWords[], of: (reason: ReasonWords) => string): string {
  const texts = reasons.map(of);
  return new Set(texts).size === 1 ? (texts[0] ?? '') : numbered(texts);
}

/** Every check that is not met is a reason, the refusals first. */
function reasonsFor({ decision }: PaperPerson): readonly ReasonWords[] {
  if (decision === null) return [];
  return (['unmet', 'remediable', 'unknown'] as const)
    .filter((verdict) => decision.verdict !== 'unmet' || verdict !== 'unknown')
    .flatMap((verdict) => reasonsOf(decision.checks, [verdict]));
}

/** `null` when nobody is to be listed. */
export function otherPersonsTable(persons: readonly PaperPerson[], bases: BasisList): LetterBlock | null {
  if (persons.length === 0) return null;
  return {
    type: 'table',
    headings: ['序号', '姓名\n证件号码', '结论', '理由', '依据', '怎样办'],
    widths: [6.3, 24, 8.8, 28, 9, 23.9],
    align: ['centre', 'left', 'centre', 'left', 'centre', 'left'],
    rows: persons.map((person) => {
      const reasons = reasonsFor(person);
      return [
        String(person.position),
        `${person.name}\n${person.maskedId}`,
        person.decision === null ? '未核验' : verdictMarks[person.decision.verdict].word,
        numbered(reasons.map(({ wrong }) => wrong)),
        bases.cite(reasons.flatMap((reason) => reason.bases)),
        column(reasons, ({ remedy }) => remedy),
      ];
    }),
  };
}
