/** Finds whom a text names, in one pass over the text however many persons there are: a list may name thousands. */

/** Letters and digits of a citizen ID. */
const ID_LENGTH = 18;
const HAN = /\p{Script=Han}/u;

interface Named {
  /** Upper case. */
  readonly citizenId: string;
  readonly name: string;
}

const isDigit = (code: number): boolean => code >= 48 && code <= 57;

export class PersonFinder<P extends Named> {
  private readonly byId = new Map<string, number[]>();
  private readonly byName = new Map<string, number[]>();
  private readonly lengths: readonly number[];
  private readonly persons: readonly P[];

  constructor(persons: readonly P[]) {
    this.persons = persons;
    const put = (found: Map<string, number[]>, key: string, at: number): void => {
      const known = found.get(key);
      if (known === undefined) found.set(key, [at]);
      else known.push(at);
    };
    for (const [at, { citizenId, name }] of persons.entries()) {
      put(this.byId, citizenId, at);
      if (name !== '') put(this.byName, name, at);
    }
    this.lengths = [...new Set([...this.byName.keys()].map(({ length }) => length))];
  }

  /** Whom the text names, in the order in which they were given. `names`: whether a name alone counts. */
  named(text: string, names: boolean): readonly P[] {
    const found = new Set<number>();
    this.findIds(text.toUpperCase(), found);
    if (names) this.findNames(text, found);
    return [...found].sort((a, b) => a - b).flatMap((at) => this.persons[at] ?? []);
  }

  private findIds(text: string, found: Set<number>): void {
    for (let at = 0; at + ID_LENGTH <= text.length; at += 1) {
      if (!isDigit(text.charCodeAt(at))) continue;
      for (const person of this.byId.get(text.slice(at, at + ID_LENGTH)) ?? []) found.add(person);
    }
  }

  private findNames(text: string, found: Set<number>): void {
    for (const person of this.byName.get(text) ?? []) found.add(person);
    // Within texts of other letters a name of such letters would be found in codes as well.
    if (!HAN.test(text)) return;
    for (let at = 0; at < text.length; at += 1)
      for (const length of this.lengths)
        for (const person of this.byName.get(text.slice(at, at + length)) ?? []) found.add(person);
  }
}
