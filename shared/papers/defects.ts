/**
 * Everything that is wrong with an application, told once and completely (办理一次性告知): each defect with what is wrong, the
 * basis, what to bring or do, and whom it concerns. The same defect of several persons is one item with one number.
 */
import type { CheckResult } from '../policy/verdict.ts';
import { employerFormIssues } from '../domain/employer-form.ts';
import { documentKinds, type DocumentKind } from '../domain/supporting-document.ts';
import { formErrorRemedy, formErrorWords, inputErrorWords } from '../wording/letters-input.ts';
import { checkLabels } from '../wording/checks.ts';
import { documentTitles } from '../wording/labels.ts';
import { applicantWords, remedyForAll } from '../wording/reasons.ts';
import { paperPersons, type CasePaper, type PaperPerson } from './case-paper.ts';
import { basisOf, evidenceWords, type Basis } from './case-words.ts';

export interface Defect {
  readonly number: number;
  readonly what: string;
  readonly bases: readonly Basis[];
  readonly remedy: string;
  /** Empty: the application as a whole. */
  readonly persons: readonly PaperPerson[];
}

type Unnumbered = Omit<Defect, 'number'>;

/** Papers that do not lie on the counter: as decided, or where nothing could be decided as ticked. */
function missingKinds({ record, pack, application }: CasePaper): readonly DocumentKind[] {
  if (record !== null) return record.decision.missingPapers;
  const required = pack?.parameters.requiredPapers.value ?? documentKinds;
  return required.filter((kind) => application.papers[kind] !== true);
}

function missingPapers(paper: CasePaper): Unnumbered[] {
  const source = paper.pack?.parameters.requiredPapers.source;
  const bases = source === undefined ? [] : [basisOf(source)];
  return missingKinds(paper).map((kind) => ({
    what: `缺少材料：${documentTitles[kind]}`,
    bases,
    remedy: `补交${documentTitles[kind]}`,
    persons: [],
  }));
}

const FORM_BASIS: Basis = { text: '申请表所列各项须如实、完整填写', stricter: null };

function formErrors({ application }: CasePaper): Unnumbered[] {
  const { employer, roster } = application;
  const form = employerFormIssues(employer).map((issue) => ({
    what: formErrorWords(employer, issue),
    bases: [FORM_BASIS],
    remedy: formErrorRemedy(employer, issue),
    persons: [],
  }));
  if (roster.length > 0) return form;
  return [
    ...form,
    { what: '花名册没有人员', bases: [FORM_BASIS], remedy: '提交填写完整的花名册，加盖公章', persons: [] },
  ];
}

function inputErrors(persons: readonly PaperPerson[]): Unnumbered[] {
  const byWords = new Map<string, PaperPerson[]>();
  for (const person of persons.filter(({ unreadable }) => unreadable)) {
    for (const words of inputErrorWords(person.entry)) byWords.set(words, [...(byWords.get(words) ?? []), person]);
  }
  return [...byWords].map(([what, concerned]) => ({
    what,
    bases: [{ text: 'GB 11643《公民身份号码》；花名册须如实填写', stricter: null }],
    remedy: '对照本人证件原件更正花名册，加盖公章后重新提交',
    persons: concerned,
  }));
}

interface CheckWords {
  readonly check: CheckResult;
  readonly label: string;
  readonly fault: string;
  readonly basis: Basis;
}

function wordsOf(check: CheckResult): CheckWords {
  const { wrong } = applicantWords(check);
  const evidence = evidenceWords(check);
  const said = evidence === '' || wrong.includes('截至');
  return {
    check,
    label: checkLabels[check.check],
    fault: `${wrong}${said ? '' : `（${evidence}）`}`,
    basis: basisOf(check.source, check.stricterThanMinistry),
  };
}

/** Checks that say the same fault are one thing for the reader: one item that names all their bases, and each remedy once. */
function joined(checks: readonly CheckResult[]): readonly Omit<Unnumbered, 'persons'>[] {
  const groups = new Map<string, CheckWords[]>();
  for (const words of checks.map(wordsOf)) {
    groups.set(words.fault, [...(groups.get(words.fault) ?? []), words]);
  }
  const distinct = (texts: readonly string[]): readonly string[] => [...new Set(texts)];
  return [...groups.values()].map((group) => ({
    what: `${distinct(group.map(({ label }) => label)).join('、')}：${group[0]?.fault ?? ''}`,
    bases: group.map(({ basis }) => basis),
    remedy: remedyForAll(group.map(({ check }) => check)),
  }));
}

const remediable = (check: CheckResult): boolean => check.verdict === 'remediable';

/** Persons who can still become entitled: what an entitled or refused person lacks is not asked for. */
const canRemedy = ({ decision }: PaperPerson): boolean => decision?.verdict === 'remediable';

function personDefects(persons: readonly PaperPerson[]): Unnumbered[] {
  const grouped = new Map<string, Unnumbered>();
  for (const person of persons.filter(canRemedy)) {
    for (const words of joined(person.decision?.checks.filter(remediable) ?? [])) {
      const key = JSON.stringify(words);
      const known = grouped.get(key);
      grouped.set(key, { ...words, persons: [...(known?.persons ?? []), person] });
    }
  }
  return [...grouped.values()];
}

/** All defects in the order papers, form, firm, entries that cannot be read, persons; numbered from 1. */
export function allDefects(paper: CasePaper): readonly Defect[] {
  const persons = paperPersons(paper);
  const employer = joined((paper.record?.decision.employerChecks ?? []).filter(remediable)).map((words) => ({
    ...words,
    persons: [],
  }));
  const all = [
    ...missingPapers(paper),
    ...formErrors(paper),
    ...employer,
    ...inputErrors(persons),
    ...personDefects(persons),
  ];
  return all.map((defect, index) => ({ number: index + 1, ...defect }));
}

/** One reason why somebody (or the firm) is not entitled or not yet known to be. */
export interface ReasonWords {
  readonly wrong: string;
  readonly bases: readonly Basis[];
  readonly remedy: string;
}

/** The reasons of checks with one of these verdicts, each with evidence, basis and what can be done. */
export function reasonsOf(
  checks: readonly CheckResult[],
  verdicts: readonly CheckResult['verdict'][],
): readonly ReasonWords[] {
  return joined(checks.filter(({ verdict }) => verdicts.includes(verdict))).map(({ what, bases, remedy }) => ({
    wrong: what,
    bases,
    remedy,
  }));
}
