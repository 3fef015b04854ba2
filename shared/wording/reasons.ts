/**
 * Each reason in words: one sentence for the clerk, and for the applicant's paper what is wrong and what to bring or do.
 * Basis, deadline and telephone stand beside them on the paper. Exhaustive by type: a reason without words does not compile.
 */
import type { CheckId, CheckResult, ReasonCode } from '../policy/verdict.ts';
import { factsOf, onPaper, onScreen, type ReasonFacts } from './reason-facts.ts';
import { groupReasons, groupShown } from './reasons-group.ts';
import { bringAll, isBrought, registerReasons } from './reasons-register.ts';
import { personReasons } from './reasons-person.ts';

/** `clerk`: what is the matter and what the clerk can do. `wrong`, `remedy`: the same for the applicant. */
export interface ReasonWords {
  readonly clerk: (facts: ReasonFacts) => string;
  readonly wrong: (facts: ReasonFacts) => string;
  readonly remedy: (facts: ReasonFacts) => string;
}

const reasonWords: Readonly<Record<ReasonCode, ReasonWords>> = {
  ...registerReasons,
  ...personReasons,
  ...groupReasons({ clerk: clerkSentence, wrong: (check) => applicantWords(check).wrong }),
};

/** A day in figures stands apart from the words around it. */
const setApart = (sentence: string): string =>
  sentence
    .replace(/(?<=\p{Script=Han})(?=\d{4}-\d{2})/gu, ' ')
    .replace(/(?<=\d{4}-\d{2}(?:-\d{2})?)(?=\p{Script=Han})/gu, ' ');

/** The clerk's sentence; for what is met, that it is, and on what. */
export function clerkSentence(check: CheckResult): string {
  if (check.reason !== null) return setApart(reasonWords[check.reason].clerk(factsOf(check, onScreen)));
  const group = groupShown(check);
  if (group !== null) return `符合：${group}。`;
  return check.evidence.grade === 'B' ? '经工作人员核验，符合。' : '符合。';
}

export interface ApplicantWords {
  readonly wrong: string;
  readonly remedy: string;
}

/** What the applicant reads: what is wrong, and what to bring or do. Empty for what is met. */
export function applicantWords(check: CheckResult): ApplicantWords {
  if (check.reason === null) return { wrong: '', remedy: '' };
  const { wrong, remedy } = reasonWords[check.reason];
  const facts = factsOf(check, onPaper);
  return { wrong: wrong(facts), remedy: remedy(facts) };
}

/** What can be done about one fault of several checks: the papers that may be brought in one sentence, anything else once. */
export function remedyForAll(checks: readonly CheckResult[]): string {
  const brought: CheckId[] = [];
  const others = new Set<string>();
  for (const check of checks) {
    if (check.reason !== null && isBrought(check.reason)) brought.push(check.check);
    else others.add(applicantWords(check).remedy);
  }
  return [...(brought.length > 0 ? [bringAll(brought)] : []), ...others].filter((text) => text !== '').join('');
}
