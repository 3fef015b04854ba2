/** Lines of a file that were not taken in, or taken in with a remark: counted by kind, kept in pages of 2,000 for the list. */
import type { ProblemCount, RowProblem } from './registry-store.ts';

export const PROBLEMS_PER_PAGE = 2000;
const EXAMPLES = 1000;

export class ProblemLog {
  readonly #counts = new Map<string, number>();
  readonly #examples: RowProblem[] = [];
  #lines: string[] = [];
  #full: string[] = [];

  add(line: number, column: string, code: string, kept: boolean): void {
    this.#counts.set(code, (this.#counts.get(code) ?? 0) + 1);
    if (this.#examples.length < EXAMPLES) this.#examples.push({ line, column, code, ...(kept ? { kept } : {}) });
    this.#lines.push(`${line}\t${column}\t${code}\t${kept ? 1 : 0}`);
    if (this.#lines.length < PROBLEMS_PER_PAGE) return;
    this.#full.push(this.#lines.join('\n'));
    this.#lines = [];
  }

  /** Problems by kind, most frequent first. */
  get counts(): readonly ProblemCount[] {
    return [...this.#counts].map(([code, count]) => ({ code, count })).sort((a, b) => b.count - a.count);
  }

  /** The first problems of the file. */
  get examples(): readonly RowProblem[] {
    return this.#examples;
  }

  /** Takes in the pages of another log, its lines counted from `linesBefore`. */
  absorb(pages: readonly Uint8Array[], linesBefore: number): void {
    const decoder = new TextDecoder();
    for (const page of pages)
      for (const { line, column, code, kept } of problemsOfPage(decoder.decode(page)))
        this.add(line + linesBefore, column, code, kept === true);
  }

  /** Full pages so far, handed over once. `last`: with the rest. */
  take(last: boolean): Uint8Array<ArrayBuffer>[] {
    const encoder = new TextEncoder();
    if (last && this.#lines.length > 0) this.#full.push(this.#lines.join('\n'));
    if (last) this.#lines = [];
    const pages = this.#full.map((text) => encoder.encode(text));
    this.#full = [];
    return pages;
  }
}

/** A page of the log back. */
export function problemsOfPage(text: string): RowProblem[] {
  return text.split('\n').map((entry) => {
    const [line = '0', column = '', code = '', kept = '0'] = entry.split('\t');
    return { line: Number(line), column, code, ...(kept === '1' ? { kept: true } : {}) };
  });
}
