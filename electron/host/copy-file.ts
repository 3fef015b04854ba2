/** One file copied piece by piece and synced, with the two sides told apart when it fails. */
import type { FileLayer } from './file-layer.ts';
import { readOnlyLayer } from './read-only-layer.ts';

const PIECE = 1 << 20;

/** The side that is read failed; `cause` is what the system said. */
export class SourceFailure extends Error {}

async function ofSource<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw new SourceFailure('the source cannot be read', { cause: error });
  }
}

/** Rejects with {@link SourceFailure}, or with an errno error of the side that is written. */
export async function copyFile(layer: FileLayer, from: string, to: string): Promise<void> {
  const source = await ofSource(readOnlyLayer.openGrowing(from));
  try {
    const target = await layer.openGrowing(to);
    try {
      for (let at = 0; ;) {
        const piece = await ofSource(source.read(at, PIECE));
        if (piece.length === 0) break;
        await target.write(at, piece);
        at += piece.length;
      }
      await target.sync();
    } finally {
      await target.close();
    }
  } finally {
    await source.close().catch(() => undefined);
  }
}
