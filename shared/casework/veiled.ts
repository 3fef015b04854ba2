/**
 * Entries of no case that name the persons of cases: 核验, 享受项, lists made of them, letters. What names somebody is taken out of the
 * entry and sealed by itself under the key of that case (renderer/store/cases/veil.ts), so that it goes when the case goes; in its place
 * stands a mark, which keeps the figures and the links between entries. While the key is there, a reader sees the entry as it was.
 */
import { PersonFinder } from './person-finder.ts';

/** Where a text stands in an event. */
export type PlaceInEvent = readonly (string | number)[];

/** A person whom a case names. `mark` stands for the number once the case is destroyed: the same in every entry. */
export interface VeiledPerson {
  readonly citizenId: string;
  readonly name: string;
  readonly caseId: string;
  readonly mark: string;
}

/** Texts that go when any of these cases goes. */
export interface VeiledTexts {
  readonly cases: readonly string[];
  readonly texts: readonly (readonly [PlaceInEvent, string])[];
}

const CITIZEN_ID = /\d{17}[\dXx]/gu;
const HAN = /\p{Script=Han}/u;
/** What a firm is called is not taken out, also where it is called after a person: entries are linked by it. */
const OF_FIRMS: ReadonlySet<string> = new Set(['employerName', 'firmKey', 'accountName', 'lastMonthFirm', 'firm']);
/** Names of the case that an object is about. An item's id begins with it. */
const ABOUT = ['caseId', 'origin', 'itemId'] as const;
/** Stands for a text that was destroyed with its case. */
export const DESTROYED_TEXT = '（已销毁）';

function* texts(value: unknown, place: PlaceInEvent = []): Generator<readonly [PlaceInEvent, string]> {
  if (typeof value === 'string') yield [place, value];
  else if (typeof value === 'object' && value !== null)
    for (const [key, inner] of Object.entries(value))
      yield* texts(inner, [...place, Array.isArray(value) ? Number(key) : key]);
}

/** Every citizen ID that an event names, each once. */
export function citizenIdsIn(event: unknown): readonly string[] {
  const found = new Set<string>();
  for (const [, text] of texts(event)) for (const [id] of text.matchAll(CITIZEN_ID)) found.add(id.toUpperCase());
  return [...found];
}

/** The case that a text is about by what stands round it: the innermost object that names one. */
function caseAround(event: unknown, place: PlaceInEvent, cases: ReadonlySet<string>): string | null {
  let inner: unknown = event;
  let found: string | null = null;
  for (const step of place) {
    for (const name of ABOUT) {
      const value = (inner as Record<string, unknown>)[name];
      const caseId = typeof value === 'string' ? (value.split(':')[0] ?? '') : '';
      if (cases.has(caseId)) found = caseId;
    }
    inner = (inner as Record<string | number, unknown>)[step];
  }
  return found;
}

function marked(text: string, persons: readonly VeiledPerson[]): string {
  if (HAN.test(text) || persons.some(({ name }) => name === text)) return DESTROYED_TEXT;
  return persons.reduce((left, { citizenId, mark }) => left.replaceAll(new RegExp(citizenId, 'giu'), mark), text);
}

/** Which of the named a text is sealed for: of somebody with several cases, the case that the text is about, else the newest. */
function sealedFor(event: unknown, place: PlaceInEvent, text: string, named: readonly VeiledPerson[]) {
  const cases = new Set(named.map(({ caseId }) => caseId));
  const own = text.split(':')[0] ?? '';
  const about = cases.has(own) ? own : caseAround(event, place, cases);
  const byId = new Map<string, VeiledPerson>();
  for (const person of named)
    if (byId.get(person.citizenId)?.caseId !== about || person.caseId === about) byId.set(person.citizenId, person);
  return [...byId.values()];
}

function put(event: unknown, changes: Iterable<readonly [PlaceInEvent, string]>): void {
  for (const [place, text] of changes) {
    let inner = event as Record<string | number, unknown>;
    for (const step of place.slice(0, -1)) inner = inner[step] as Record<string | number, unknown>;
    const last = place.at(-1);
    if (last !== undefined) inner[last] = text;
  }
}

/**
 * The event without what names these persons, and what was taken out, by the cases whose keys seal it. `persons`: one for each case that
 * names somebody, the newest case last.
 */
export function veiledEvent(
  event: unknown,
  persons: readonly VeiledPerson[],
): { readonly event: unknown; readonly taken: readonly VeiledTexts[] } {
  const taken = new Map<string, { cases: string[]; texts: [PlaceInEvent, string][] }>();
  const marks: [PlaceInEvent, string][] = [];
  const finder = new PersonFinder(persons);
  for (const [place, text] of texts(event)) {
    const all = finder.named(text, !OF_FIRMS.has(String(place.at(-1))));
    if (all.length === 0) continue;
    const named = sealedFor(event, place, text, all);
    const cases = [...new Set(named.map(({ caseId }) => caseId))].sort();
    const key = cases.join(' ');
    const group = taken.get(key) ?? { cases, texts: [] };
    taken.set(key, group);
    group.texts.push([place, text]);
    marks.push([place, marked(text, named)]);
  }
  if (marks.length === 0) return { event, taken: [] };
  const without = JSON.parse(JSON.stringify(event)) as unknown;
  put(without, marks);
  return { event: without, taken: [...taken.values()] };
}

/** Puts these texts back in their places: changes the event, which nobody else has yet. A copy of each would be half of the reading. */
export function putBack(event: unknown, taken: readonly (readonly [PlaceInEvent, string])[]): void {
  put(event, taken);
}
