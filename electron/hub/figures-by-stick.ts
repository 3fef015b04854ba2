/** Figures on a stick: taken with the lines, and answered so that the window knows that they are there. */
import { join } from 'node:path';
import { writeJson } from '#electron/host/atomic-write.ts';
import { diskLayer } from '#electron/host/file-layer.ts';
import { FiguresLetter } from '#shared/post/figures.ts';
import type { PostProblem } from '#shared/post/problem.ts';
import { FIGURES_FILE, figuresTakenFileName } from '#shared/post/stick.ts';
import type { PostStore } from './post-store.ts';
import { readFrom } from './stick-files.ts';

/** Letters by window, in their order. */
function lettersOn(names: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const file of names.toSorted()) {
    const { window, kind } = FIGURES_FILE.exec(file)?.groups ?? {};
    if (kind === 'figures' && window !== undefined) found.set(window, [...(found.get(window) ?? []), file]);
  }
  return found;
}

/** Letters that were not taken, and why. Rejects with errno errors of the folder and with DatabaseError. */
export async function takeFigures(
  store: PostStore,
  folder: string,
  names: readonly string[],
): Promise<readonly { readonly file: string; readonly problem: PostProblem }[]> {
  const told: { file: string; problem: PostProblem }[] = [];
  for (const files of lettersOn(names).values())
    for (const file of files) {
      const letter = await readFrom(FiguresLetter, join(folder, file));
      const taken = letter.ok ? await store.keepFigures(letter.value) : letter;
      if (!taken.ok) told.push({ file, problem: taken.problem });
    }
  return told;
}

/** What the hub says of the letters of each window: all of them are taken again first, so that one word covers them. */
export async function giveFigures(store: PostStore, folder: string, names: readonly string[]): Promise<void> {
  for (const [window, files] of lettersOn(names)) {
    let last = null;
    for (const file of files) {
      const letter = await readFrom(FiguresLetter, join(folder, file));
      const taken = letter.ok ? await store.keepFigures(letter.value) : letter;
      last = taken.ok ? taken.value : null;
      if (last === null) break;
    }
    if (last !== null) await writeJson(diskLayer, join(folder, figuresTakenFileName(window)), last);
  }
}
