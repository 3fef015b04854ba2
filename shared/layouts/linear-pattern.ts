/**
 * The patterns of layouts: a part of the language of regular expressions that is matched in one pass over the text, whatever
 * a layout's author wrote (Thompson, "Regular expression search algorithm", 1968). Single characters, classes, groups,
 * alternatives, `? * + {n,m}`, and `^ $` at the ends; what needs looking back or around is no pattern here.
 */
import { limits } from '../domain/limits.ts';

/** One step of the automaton: a character that fits leads to `next`, or, without one, every way of `ways` is open at once. */
interface State {
  readonly fits: ((character: string) => boolean) | null;
  ways: number[];
}

type Node =
  | { readonly kind: 'character'; readonly fits: (character: string) => boolean }
  | { readonly kind: 'sequence'; readonly nodes: readonly Node[] }
  | { readonly kind: 'either'; readonly nodes: readonly Node[] }
  | { readonly kind: 'repeat'; readonly node: Node; readonly least: number; readonly most: number | null };

export type LinearPattern = (text: string) => boolean;

class NoPattern extends Error {}

const QUANTIFIER = /^(?:([?*+])|\{(\d{1,4})(,(\d{1,4})?)?\})/u;
/** A class in brackets, an escape, or a plain character: what one character of the text is compared with. */
const ATOM =
  /^(?:\[(?:[^\]\\[]|\\.)+\]|\\[pP]\{[^{}]{1,40}\}|\\u\{[0-9a-fA-F]{1,6}\}|\\u[0-9a-fA-F]{4}|\\[dDwWsStnr\\^$.*+?()[\]{}|/-]|[^\\^$*+?()[\]{}|])/u;

class Reader {
  #rest: string;

  constructor(source: string) {
    this.#rest = source;
  }

  whole(): Node {
    const node = this.#either();
    if (this.#rest !== '') throw new NoPattern();
    return node;
  }

  #take(pattern: RegExp): RegExpExecArray | null {
    const found = pattern.exec(this.#rest);
    if (found !== null) this.#rest = this.#rest.slice(found[0].length);
    return found;
  }

  #either(): Node {
    const nodes = [this.#sequence()];
    while (this.#take(/^\|/u) !== null) nodes.push(this.#sequence());
    return nodes.length === 1 ? (nodes[0] as Node) : { kind: 'either', nodes };
  }

  #sequence(): Node {
    const nodes: Node[] = [];
    while (this.#rest !== '' && !/^[|)]/u.test(this.#rest)) nodes.push(this.#repeated(this.#single()));
    return { kind: 'sequence', nodes };
  }

  #single(): Node {
    if (this.#take(/^\((?:\?:)?(?!\?)/u) !== null) {
      const node = this.#either();
      if (this.#take(/^\)/u) === null) throw new NoPattern();
      return node;
    }
    const atom = this.#take(ATOM);
    if (atom === null) throw new NoPattern();
    const one = new RegExp(`^${atom[0]}$`, 'su');
    return { kind: 'character', fits: (character) => one.test(character) };
  }

  #repeated(node: Node): Node {
    const found = this.#take(QUANTIFIER);
    if (found === null) return node;
    if (QUANTIFIER.test(this.#rest)) throw new NoPattern();
    const [, sign, low, range, high] = found;
    if (sign !== undefined) return { kind: 'repeat', node, least: sign === '+' ? 1 : 0, most: sign === '?' ? 1 : null };
    const least = Number(low);
    const most = range === undefined ? least : high === undefined ? null : Number(high);
    if (most !== null && most < least) throw new NoPattern();
    return { kind: 'repeat', node, least, most };
  }
}

/** Builds backwards: `build(node, next)` answers the state where `node` begins, which leads to `next`. */
class Automaton {
  readonly states: State[] = [{ fits: null, ways: [] }];

  add(state: State): number {
    if (this.states.length >= limits.patternStates) throw new NoPattern();
    this.states.push(state);
    return this.states.length - 1;
  }

  build(node: Node, next: number): number {
    if (node.kind === 'character') return this.add({ fits: node.fits, ways: [next] });
    if (node.kind === 'sequence') return node.nodes.reduceRight((after, part) => this.build(part, after), next);
    if (node.kind === 'either') return this.add({ fits: null, ways: node.nodes.map((part) => this.build(part, next)) });
    return this.#repeat(node.node, node.least, node.most, next);
  }

  #repeat(node: Node, least: number, most: number | null, next: number): number {
    let start = next;
    if (most === null) {
      start = this.add({ fits: null, ways: [next] });
      const loop = this.build(node, start);
      (this.states[start] as State).ways.push(loop);
    } else {
      for (let time = least; time < most; time += 1)
        start = this.add({ fits: null, ways: [next, this.build(node, start)] });
    }
    for (let time = 0; time < least; time += 1) start = this.build(node, start);
    return start;
  }
}

/** The states that are open without another character, from these on. */
function opened(states: readonly State[], from: readonly number[]): Set<number> {
  const open = new Set<number>();
  const waiting = [...from];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    if (open.has(at)) continue;
    open.add(at);
    const state = states[at] as State;
    if (state.fits === null) waiting.push(...state.ways);
  }
  return open;
}

const END = 0;
const ANYTHING: Node = { kind: 'repeat', node: { kind: 'character', fits: () => true }, least: 0, most: null };

function matcher(states: readonly State[], start: number): LinearPattern {
  const first = opened(states, [start]);
  return (text) => {
    if (text.length > limits.patternText) return false;
    let open = first;
    for (const character of text) {
      const next: number[] = [];
      for (const at of open) {
        const { fits, ways } = states[at] as State;
        if (fits?.(character) === true) next.push(...ways);
      }
      open = opened(states, next);
      if (open.size === 0) return false;
    }
    return open.has(END);
  };
}

/** The matcher of a pattern; `null` where it is none of this language, or too large. */
export function linearPattern(source: string): LinearPattern | null {
  if (source === '' || source.length > limits.patternSource) return null;
  const from = source.startsWith('^') ? 1 : 0;
  const anchored = source.endsWith('$') && !source.endsWith('\\$');
  // An alternative outside a group would bind looser than the anchors: it is refused, not guessed at.
  try {
    const node = new Reader(source.slice(from, anchored ? -1 : undefined)).whole();
    if (node.kind === 'either' && (from === 1 || anchored)) return null;
    const nodes = [...(from === 1 ? [] : [ANYTHING]), node, ...(anchored ? [] : [ANYTHING])];
    const automaton = new Automaton();
    return matcher(automaton.states, automaton.build({ kind: 'sequence', nodes }, END));
  } catch {
    return null;
  }
}
