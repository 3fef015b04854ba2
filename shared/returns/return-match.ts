/**
 * Whose the rows of a returned file are: by case number and ID, else by ID, credit code and batch among what left this window. A row
 * that fits nobody, or more than one, or somebody twice, is listed with its line and acts on nothing.
 */
import type { CaseSummary } from '../casework/case-state.ts';
import type { ProvinceRow } from '../casework/province-answer.ts';
import { normalisePersonName } from '../domain/normalise.ts';
import { bareNumber, type ReturnRow } from './return-file.ts';

export type UnmatchedReason =
  /** No case of this window has that number. */
  | 'case-unknown'
  /** The case has not left in a batch. */
  | 'not-exported'
  /** The case does not have that person. */
  | 'person-not-in-case'
  /** Nobody of this window has that ID in a batch. */
  | 'person-unknown'
  /** Several cases fit: the file has to name the case. */
  | 'several-cases'
  /** The ID is no number any more (a spreadsheet took it for a quantity), and the name does not settle it. */
  | 'id-damaged'
  /** The name is another one than the case has under that ID. */
  | 'name-differs'
  /** The same person of the same case stands twice, with different answers. */
  | 'twice';

export interface Unmatched {
  readonly line: number;
  readonly name: string;
  readonly reason: UnmatchedReason;
}

export interface MatchedCase {
  readonly summary: CaseSummary;
  readonly rows: readonly ProvinceRow[];
}

export interface ReturnMatching {
  readonly cases: readonly MatchedCase[];
  readonly unmatched: readonly Unmatched[];
  /** Rows that repeat another to the letter. */
  readonly repeated: number;
}

type Found = { readonly summary: CaseSummary; readonly citizenId: string } | UnmatchedReason;

const hasLeft = ({ batchNumber, status }: CaseSummary): boolean =>
  batchNumber !== null && (status === 'exported' || status === 'partlyExported');

/** Where the rows can belong, looked up once for a whole file. */
class Places {
  private readonly byNumber = new Map<string, CaseSummary>();
  private readonly byPerson = new Map<string, CaseSummary[]>();

  constructor(cases: readonly CaseSummary[]) {
    for (const summary of cases) {
      this.byNumber.set(bareNumber(summary.number), summary);
      if (!hasLeft(summary)) continue;
      for (const { citizenId } of summary.persons)
        this.byPerson.set(citizenId, [...(this.byPerson.get(citizenId) ?? []), summary]);
    }
  }

  find(row: ReturnRow): Found {
    return row.caseNumber === '' ? this.byId(row) : this.inCase(row);
  }

  private inCase(row: ReturnRow): Found {
    const summary = this.byNumber.get(row.caseNumber);
    if (summary === undefined) return 'case-unknown';
    if (!hasLeft(summary)) return 'not-exported';
    if (row.citizenId === '') return this.byName(row, summary);
    const person = summary.persons.find(({ citizenId }) => citizenId === row.citizenId);
    if (person === undefined) return 'person-not-in-case';
    return sameName(row, person.name) ? { summary, citizenId: person.citizenId } : 'name-differs';
  }

  /** Within its own case a name is enough, where only one person has it. */
  private byName(row: ReturnRow, summary: CaseSummary): Found {
    const known = summary.persons.filter(({ name }) => row.name !== '' && sameName(row, name));
    const [person] = known;
    if (person !== undefined && known.length === 1) return { summary, citizenId: person.citizenId };
    return row.idDamaged ? 'id-damaged' : 'person-not-in-case';
  }

  private byId(row: ReturnRow): Found {
    if (row.citizenId === '') return row.idDamaged ? 'id-damaged' : 'person-unknown';
    const all = this.byPerson.get(row.citizenId) ?? [];
    const fitting = all.filter(
      ({ unifiedSocialCreditCode, batchNumber }) =>
        (row.creditCode === '' || unifiedSocialCreditCode === row.creditCode) &&
        (row.batchNumber === '' || all.length === 1 || bareNumber(batchNumber ?? '') === row.batchNumber),
    );
    const [summary] = fitting;
    if (summary === undefined) return 'person-unknown';
    if (fitting.length > 1) return 'several-cases';
    const person = summary.persons.find(({ citizenId }) => citizenId === row.citizenId);
    return person !== undefined && sameName(row, person.name) ? { summary, citizenId: row.citizenId } : 'name-differs';
  }
}

/** A file that leaves the name out, or masks it (`张*`), says nothing against it. */
const sameName = ({ name }: Pick<ReturnRow, 'name'>, own: string): boolean =>
  name === '' || /[*＊×]/u.test(name) || normalisePersonName(name) === normalisePersonName(own);

const answerOf = (row: ReturnRow, citizenId: string): ProvinceRow => {
  const { outcome, result, stage, reason, code, on, amountFen } = row;
  return { citizenId, outcome, result, stage, reason, code, on, amountFen };
};

interface Kept {
  readonly row: ProvinceRow;
  readonly line: number;
  readonly name: string;
  /** Another row of the same person says otherwise: nobody can tell which holds. */
  clashes: boolean;
}

/** Matches the rows of one file. */
export function matchReturnRows(rows: readonly ReturnRow[], cases: readonly CaseSummary[]): ReturnMatching {
  const places = new Places(cases);
  const unmatched: Unmatched[] = [];
  const byCase = new Map<string, { readonly summary: CaseSummary; readonly kept: Map<string, Kept> }>();
  let repeated = 0;
  for (const row of rows) {
    const { line, name } = row;
    const found = places.find(row);
    if (typeof found === 'string') {
      unmatched.push({ line, name, reason: found });
      continue;
    }
    const { summary, citizenId } = found;
    const { kept } = byCase.get(summary.caseId) ?? { kept: new Map<string, Kept>() };
    byCase.set(summary.caseId, { summary, kept });
    const answer = answerOf(row, citizenId);
    const before = kept.get(citizenId);
    if (before === undefined) kept.set(citizenId, { row: answer, line, name, clashes: false });
    else if (JSON.stringify(before.row) === JSON.stringify(answer)) repeated += 1;
    else {
      before.clashes = true;
      unmatched.push({ line, name, reason: 'twice' });
    }
  }
  const matched: MatchedCase[] = [];
  for (const { summary, kept } of byCase.values()) {
    const all = [...kept.values()];
    for (const { line, name } of all.filter(({ clashes }) => clashes)) unmatched.push({ line, name, reason: 'twice' });
    const answers = all.flatMap(({ row, clashes }) => (clashes ? [] : [row]));
    if (answers.length > 0) matched.push({ summary, rows: answers });
  }
  return { cases: matched, unmatched: unmatched.toSorted((a, b) => a.line - b.line), repeated };
}
