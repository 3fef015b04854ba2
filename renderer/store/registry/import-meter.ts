/** Progress of an import: told at most five times a second, with rows a second and the time that is left. */
import type { ImportProgress } from './registry-store.ts';

const INTERVAL_MS = 200;

export class ImportMeter {
  readonly #total: number;
  readonly #now: () => number;
  readonly #tell: (progress: ImportProgress) => void;
  readonly #began: number;
  #told = -Infinity;
  #phase: ImportProgress['phase'] = 'reading';
  #read = 0;

  constructor(total: number, now: () => number, tell: (progress: ImportProgress) => void) {
    this.#total = total;
    this.#now = now;
    this.#tell = tell;
    this.#began = now();
  }

  /** Share of the file read so far, 0…1. */
  get #shareRead(): number {
    return this.#total === 0 ? 1 : this.#read / this.#total;
  }

  tell(phase: ImportProgress['phase'], bytesRead: number, rows: number, badRows: number): void {
    const now = this.#now();
    this.#read = bytesRead;
    if (phase === this.#phase && now - this.#told < INTERVAL_MS) return;
    this.#told = now;
    this.#phase = phase;
    const seconds = (now - this.#began) / 1000;
    const rate = seconds > 0 ? (rows + badRows) / seconds : 0;
    // Sealing takes about as long again as reading, so the whole is twice what reading shows.
    const left =
      phase === 'reading' && this.#shareRead > 0 && seconds > 0.5 ? seconds * (2 / this.#shareRead - 1) : null;
    this.#tell({
      phase,
      bytesRead,
      bytesTotal: this.#total,
      rows,
      badRows,
      rowsPerSecond: Math.round(rate),
      secondsLeft: left === null ? null : Math.max(1, Math.round(left)),
    });
  }
}
