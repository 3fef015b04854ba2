/** The table of persons who are not accepted: every reason with its basis and what can be done; equal reasons once, with all whom they concern. */
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

interface Group {
  readonly verdict: string;
  readonly reasons: readonly ReasonWords[];
  readonly persons: readonly PaperPerson[];
}

/** Persons of whom exactly the same is said, in the order in which the first of them stands on the roster. */
function grouped(persons: readonly PaperPerson[]): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const person of persons) {
    const verdict = person.decision === null ? '未核验' : verdictMarks[person.decision.verdict].word;
    const reasons = reasonsFor(person);
    const key = JSON.stringify([verdict, reasons]);
    groups.set(key, { verdict, reasons, persons: [...(groups.get(key)?.persons ?? []), person] });
  }
  return [...groups.values()];
}

/** More names than this in a row would not fit a page beside anything else. */
const NAMES_IN_ROW = 20;

function rowsOf({ verdict, reasons, persons }: Group, bases: BasisList): string[][] {
  const cited = bases.cite(reasons.flatMap((reason) => reason.bases));
  const rows: string[][] = [];
  for (let at = 0; at < persons.length; at += NAMES_IN_ROW) {
    const names = persons
      .slice(at, at + NAMES_IN_ROW)
      .map(({ position, name, maskedId }) => `${position} ${name}\n${maskedId}`)
      .join('\n');
    const said = [numbered(reasons.map(({ wrong }) => wrong)), cited, column(reasons, ({ remedy }) => remedy)];
    rows.push([names, verdict, ...(at === 0 ? said : ['（同上）', '', '（同上）'])]);
  }
  return rows;
}

/** `null` when nobody is to be listed. */
export function otherPersonsTable(persons: readonly PaperPerson[], bases: BasisList): LetterBlock | null {
  if (persons.length === 0) return null;
  return {
    type: 'table',
    dense: true,
    headings: ['花名册序号、姓名\n证件号码', '结论', '理由', '依据', '怎样办'],
    widths: [21, 8, 34, 8, 29],
    align: ['left', 'centre', 'left', 'centre', 'left'],
    rows: grouped(persons).flatMap((group) => rowsOf(group, bases)),
  };
}
