/**
 * All cases' lines in memory: the list, the search, and who is named where. A search scans text in pages of lines, so that
 * 100,000 cases cost a thousand substring searches; pages in which a word is missing are passed over as a whole.
 */
import { normaliseCode, normaliseEmployerName, normalisePersonName } from '#shared/domain/normalise.ts';
import type { CaseSummary } from '#shared/casework/case-state.ts';
import { claimedBy } from '#shared/casework/claims.ts';
import type { OtherApplication } from '#shared/policy/case-file.ts';
import type { IndexedCase } from './line-record.ts';

/** What is searched of a case, or of a page of them. */
interface Searched {
  /** Number, credit code, firm, names, initials: any part of it may be typed. */
  readonly text: string;
  /** Whole citizen IDs, each with a line break after it: its end or the whole may be typed. */
  readonly ids: string;
}

/** The texts of one page in one piece, and those of each line, in the order of the lines. */
interface SearchedPage extends Searched {
  readonly each: readonly Searched[];
}

/** Entries of the ledger that one page of lines covers. */
const PAGE_SPAN = 256;
/** Text that normalising leaves as it is: nearly every name, and normalising is dear. */
const ALREADY_NORMAL = /^[\u4e00-\u9fffA-Z0-9()·]*$/u;
const END_OF_ID = /^\d{3,17}[\dX]$/u;

/** The page on which a case's line stands for good. */
export function pageOf({ firstSequence }: Pick<CaseSummary, 'firstSequence'>): number {
  return Math.floor(firstSequence / PAGE_SPAN);
}

const personText = (name: string): string => (ALREADY_NORMAL.test(name) ? name : normalisePersonName(name));
const employerText = (name: string): string => (ALREADY_NORMAL.test(name) ? name : normaliseEmployerName(name));

/** A case as it is searched. */
function searchedOf({ summary, initials }: IndexedCase): Searched {
  const { number, unifiedSocialCreditCode, employerName, persons } = summary;
  const parts = [number, unifiedSocialCreditCode, employerText(employerName)];
  let ids = '';
  for (const { name, citizenId } of persons) {
    parts.push(personText(name));
    ids += `${citizenId}\n`;
  }
  parts.push(initials);
  return { text: parts.join('\n'), ids };
}

/** What was typed, word by word, as the lines have it. */
export const searchWords = (typed: string): readonly string[] =>
  typed
    .split(/[\s\u3000]+/u)
    .map((word) => normaliseEmployerName(word))
    .filter((word) => word !== '');

/** Whether a word is part of the text, or ends a citizen ID. */
export function found({ text, ids }: Searched, word: string): boolean {
  return text.includes(word) || (END_OF_ID.test(word) && ids.includes(`${word}\n`));
}

export class CaseIndex {
  private readonly lines = new Map<string, IndexedCase>();
  private readonly pages = new Map<number, Set<string>>();
  private readonly sorted = new Map<number, readonly IndexedCase[]>();
  /** Made when a page is first searched, or before that by {@link ready}: the list does not wait for it. */
  private readonly texts = new Map<number, SearchedPage>();
  /** Who is named where. A case stays listed under persons it no longer names: whoever asks looks at its line. */
  private persons: Map<string, string | string[]> | null = null;
  private snapshot: readonly CaseSummary[] | null = null;

  /** Puts a line in, or in place of the case's earlier one. */
  put(entry: IndexedCase): void {
    const { caseId } = entry.summary;
    const page = pageOf(entry.summary);
    const members = this.pages.get(page);
    if (members === undefined) this.pages.set(page, new Set([caseId]));
    else members.add(caseId);
    this.lines.set(caseId, entry);
    this.forget(page);
    this.snapshot = null;
    if (this.persons !== null) this.note(this.persons, entry.summary);
  }

  remove(caseId: string): void {
    const line = this.lines.get(caseId);
    if (line === undefined) return;
    const page = pageOf(line.summary);
    this.pages.get(page)?.delete(caseId);
    this.forget(page);
    this.lines.delete(caseId);
    this.snapshot = null;
  }

  clear(): void {
    this.lines.clear();
    this.pages.clear();
    this.sorted.clear();
    this.texts.clear();
    this.persons = null;
    this.snapshot = null;
  }

  get(caseId: string): CaseSummary | null {
    return this.lines.get(caseId)?.summary ?? null;
  }

  /** The initials stored for a case, when its names are still these. */
  initialsFor({ caseId, employerName, persons }: CaseSummary): string | null {
    const line = this.lines.get(caseId);
    if (line?.summary.employerName !== employerName) return null;
    const same =
      line.summary.persons.length === persons.length &&
      line.summary.persons.every(({ name }, index) => name === persons[index]?.name);
    return same ? line.initials : null;
  }

  /** The lines of one page, newest first. */
  page(page: number): readonly IndexedCase[] {
    const known = this.sorted.get(page);
    if (known !== undefined) return known;
    const lines = [...(this.pages.get(page) ?? [])]
      .flatMap((caseId) => this.lines.get(caseId) ?? [])
      .sort((a, b) => b.summary.firstSequence - a.summary.firstSequence);
    this.sorted.set(page, lines);
    return lines;
  }

  /** All lines, newest first; the same array until something changes. */
  list(): readonly CaseSummary[] {
    this.snapshot ??= this.newestPages().flatMap((page) => this.page(page).map(({ summary }) => summary));
    return this.snapshot;
  }

  /** Lines in which every typed word is found, newest first. */
  search(typed: string, limit: number): readonly CaseSummary[] {
    const words = searchWords(typed);
    const hits: CaseSummary[] = [];
    if (words.length === 0) return hits;
    for (const page of this.newestPages()) {
      const texts = this.searched(page);
      if (!words.every((word) => found(texts, word))) continue;
      this.page(page).forEach(({ summary }, at) => {
        const own = texts.each[at];
        if (own !== undefined && words.every((word) => found(own, word))) hits.push(summary);
      });
      if (hits.length >= limit) break;
    }
    return hits.slice(0, limit);
  }

  /** Makes what is searched of the newest pages that have none yet, at most so many. Whether all of them have it now. */
  ready(pages: number): boolean {
    const missing = this.newestPages().filter((page) => !this.texts.has(page));
    for (const page of missing.slice(0, pages)) this.searched(page);
    return missing.length <= pages;
  }

  /** Cases, but for one, in which one of these persons is accepted or waits for a decision; in the order in which they came in. */
  claiming(citizenIds: readonly string[], exceptCaseId: string | null): readonly OtherApplication[] {
    const wanted = new Set(citizenIds.map(normaliseCode));
    const persons = (this.persons ??= this.notePersons());
    const caseIds = new Set([...wanted].flatMap((citizenId) => persons.get(citizenId) ?? []));
    return [...caseIds]
      .flatMap((caseId) => this.get(caseId) ?? [])
      .filter(({ caseId }) => caseId !== exceptCaseId)
      .sort((a, b) => a.firstSequence - b.firstSequence)
      .flatMap((summary): OtherApplication[] => {
        const ids = [...claimedBy(summary).keys()].filter((citizenId) => wanted.has(citizenId));
        return ids.length === 0 ? [] : [{ id: summary.number, receivedOn: summary.receivedOn, citizenIds: ids }];
      });
  }

  /** The cases that name this person, in the order in which they came in. */
  naming(citizenId: string): readonly CaseSummary[] {
    const persons = (this.persons ??= this.notePersons());
    return [persons.get(citizenId) ?? []]
      .flat()
      .flatMap((caseId) => this.get(caseId) ?? [])
      .filter((summary) => summary.persons.some((person) => person.citizenId === citizenId))
      .sort((a, b) => a.firstSequence - b.firstSequence);
  }

  private notePersons(): Map<string, string | string[]> {
    const persons = new Map<string, string | string[]>();
    for (const { summary } of this.lines.values()) this.note(persons, summary);
    return persons;
  }

  private note(persons: Map<string, string | string[]>, { caseId, persons: named }: CaseSummary): void {
    for (const { citizenId } of named) {
      const cases = persons.get(citizenId);
      // Nearly everybody is named once: a list for each would be 500,000 lists.
      if (cases === undefined) persons.set(citizenId, caseId);
      else if (typeof cases === 'string') persons.set(citizenId, [cases, caseId]);
      else if (!cases.includes(caseId)) cases.push(caseId);
    }
  }

  private newestPages(): number[] {
    return [...this.pages.keys()].sort((a, b) => b - a);
  }

  private forget(page: number): void {
    this.sorted.delete(page);
    this.texts.delete(page);
  }

  private searched(page: number): SearchedPage {
    const known = this.texts.get(page);
    if (known !== undefined) return known;
    const each = this.page(page).map(searchedOf);
    const made = { each, text: each.map(({ text }) => text).join('\n'), ids: each.map(({ ids }) => ids).join('') };
    this.texts.set(page, made);
    return made;
  }
}
