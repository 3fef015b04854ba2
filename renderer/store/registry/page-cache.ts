/** Opened pages as text, the least recently used given up first, within a bound of memory. */
export class PageCache {
  readonly #pages = new Map<string, string>();
  readonly #maxCharacters: number;
  #characters = 0;

  /** `maxBytes`: a character counts two. */
  constructor(maxBytes: number) {
    this.#maxCharacters = maxBytes / 2;
  }

  get(key: string): string | undefined {
    const text = this.#pages.get(key);
    if (text === undefined) return undefined;
    this.#pages.delete(key);
    this.#pages.set(key, text);
    return text;
  }

  set(key: string, text: string): void {
    this.#characters += text.length - (this.#pages.get(key)?.length ?? 0);
    this.#pages.delete(key);
    this.#pages.set(key, text);
    for (const [oldest, page] of this.#pages) {
      if (this.#characters <= this.#maxCharacters) return;
      this.#pages.delete(oldest);
      this.#characters -= page.length;
    }
  }

  clear(): void {
    this.#pages.clear();
    this.#characters = 0;
  }
}
