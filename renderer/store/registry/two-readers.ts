/**
 * A large text file read by two: from where the first stands, the rest (or as much as fits in memory) is parted; a second
 * reader takes the latter part while the first reads the former. The parts meet at a line break. That a row ends there is
 * only seen when the first arrives; where it does not, the second's work is thrown away and the first reads on alone.
 */
import type { RowIntake } from './row-intake.ts';
import type { ReadShare, SecondReader, ShareProgress, ShareRequest } from './second-reader.ts';
import { ShareScanner, type TextForm } from './share-scanner.ts';
import { detectDelimiter, readTextTable, type TableReading } from './table-source.ts';
import { encodingOf, PIECE_BYTES, type Stretch } from './text-source.ts';

/** Below the smallest a second reader costs more than it saves; of the largest it has some 40 MB of rows in memory. */
const SHARES: Shares = { smallest: 8 << 20, largest: 96 << 20 };
/** The first reader's part. Where the second is still being started the first waits a little; it takes both parts together. */
const FIRST_SHARE = 0.51;
/** How often the first looks round while it waits for the second, and for how long a second that tells nothing is waited for. */
const LOOK_MS = 100;
const PATIENCE_MS = 30_000;
const NOTHING: ShareProgress = { read: 0, rows: 0, badRows: 0 };

export interface ReadByTwo {
  readonly file: Blob;
  readonly intake: RowIntake;
  readonly reading: TableReading;
  readonly start: () => SecondReader;
  readonly order: Pick<ShareRequest, 'kind' | 'cellOf' | 'headings' | 'seed'>;
  /** Other bounds (tests with small files). */
  readonly shares?: Shares;
}

export interface Shares {
  readonly smallest: number;
  readonly largest: number;
}

/** Reads a text table into `intake`, by two where the file is large enough and its encoding certain. */
export async function readByTwo(work: ReadByTwo): Promise<void> {
  const { file, intake, reading, shares = SHARES } = work;
  const form = file.size < 2 * shares.smallest ? null : await formOf(file);
  if (form === null) return readTextTable(file, intake, reading);
  const second = work.start();
  try {
    await new TwoReaders(work, form, second).read();
  } finally {
    second.end();
  }
}

/** Encoding and delimiter by the first piece; null where two readers could not know that they agree. */
async function formOf(file: Blob): Promise<TextForm | null> {
  const piece = new Uint8Array(await file.slice(0, PIECE_BYTES).arrayBuffer());
  const detected = encodingOf(piece);
  if (detected === null || detected.encoding.startsWith('utf-16')) return null;
  const text = new TextDecoder(detected.encoding).decode(piece.subarray(0, 16_384));
  return { ...detected, delimiter: detectDelimiter(new TextEncoder().encode(text)) };
}

const pause = (ms: number): Promise<undefined> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms, undefined);
  });

class TwoReaders {
  readonly #work: ReadByTwo;
  readonly #form: TextForm;
  readonly #second: SecondReader;
  readonly #share: ShareScanner;
  readonly #shares: Shares;
  #together = true;
  #beside = NOTHING;

  constructor(work: ReadByTwo, form: TextForm, second: SecondReader) {
    this.#work = work;
    this.#form = form;
    this.#second = second;
    this.#shares = work.shares ?? SHARES;
    this.#share = new ShareScanner(work.file, form, work.intake, work.reading.digest, 0);
  }

  async read(): Promise<void> {
    const { size } = this.#work.file;
    let at = 0;
    while (at < size) {
      const shared = this.#together ? twoParts(at, size, this.#shares) : null;
      if (shared) at = await this.#both(shared);
      else {
        await this.#scan({ from: at, to: size });
        at = size;
      }
    }
  }

  /** Both parts; answers where to go on: after both, or, alone, after the first. */
  async #both([own, other]: readonly [Stretch, Stretch]): Promise<number> {
    const { file, order } = this.#work;
    let isOver = false;
    // What it tells comes on a way of its own, and so may come after its answer.
    const reading = this.#second.read({ ...order, ...other, file, form: this.#form }, (progress) => {
      if (!isOver) this.#beside = progress;
    });
    // A reader that is lost costs time, not rows; a file that cannot be read will say so to the first as well.
    const beside = reading.catch(() => null);
    const met = await this.#scan(own);
    const taken = met && (await this.#take(beside, other));
    isOver = true;
    this.#beside = NOTHING;
    if (taken) return other.to;
    this.#together = false;
    this.#second.end();
    return own.to;
  }

  async #take(beside: Promise<ReadShare | null>, { from }: Stretch): Promise<boolean> {
    const share = await this.#answerOf(beside, from);
    const { intake, reading } = this.#work;
    if (!share?.isWhole || !intake.absorb(share, this.#share.scanner.line - 1)) return false;
    this.#share.passTo(share.position, share.lines);
    reading.digest.put(from, share.digests);
    return true;
  }

  /** Waits for the second reader. The import can be stopped meanwhile; a reader that tells nothing for long is lost: null. */
  async #answerOf(beside: Promise<ReadShare | null>, position: number): Promise<ReadShare | null> {
    let heard = this.#beside;
    for (let silentMs = 0; silentMs < PATIENCE_MS; silentMs += LOOK_MS) {
      const share = await Promise.race([beside, pause(LOOK_MS)]);
      if (share !== undefined) return share;
      await this.#work.reading.onPiece(position, this.#beside);
      if (this.#beside !== heard) silentMs = 0;
      heard = this.#beside;
    }
    return null;
  }

  #scan(stretch: Stretch): Promise<boolean> {
    return this.#share.scan(stretch, (position) => this.#work.reading.onPiece(position, this.#beside));
  }
}

/** Two stretches of the rest of a file, each a whole number of pieces; null when it is too short. */
function twoParts(at: number, size: number, { smallest, largest }: Shares): readonly [Stretch, Stretch] | null {
  const rest = Math.min(size - at, 2 * largest);
  if (rest < 2 * smallest) return null;
  const middle = at + Math.ceil((rest * FIRST_SHARE) / PIECE_BYTES) * PIECE_BYTES;
  const end = Math.min(at + Math.ceil(rest / PIECE_BYTES) * PIECE_BYTES, size);
  return [
    { from: at, to: middle },
    { from: middle, to: end },
  ];
}
