/** A second reader started before the import that will use it: when a large file is chosen, its worker is there in time. */
import type { SecondReader } from './second-reader.ts';

/** Smaller files are read alone, and their reader would be started for nothing. */
const LARGE_FILE_BYTES = 16 << 20;

export class SpareSecondReader {
  readonly #start: () => SecondReader;
  #spare: SecondReader | null = null;

  constructor(start: () => SecondReader) {
    this.#start = start;
  }

  /** Starts one for a large file, where there is none yet. */
  prepareFor({ size }: Blob): void {
    if (size >= LARGE_FILE_BYTES) this.#spare ??= this.#start();
  }

  /** The spare one, or one started now; ended by whoever takes it. */
  readonly take = (): SecondReader => {
    const reader = this.#spare ?? this.#start();
    this.#spare = null;
    return reader;
  };

  /** Ends the one that nobody took. */
  drop(): void {
    this.#spare?.end();
    this.#spare = null;
  }
}
