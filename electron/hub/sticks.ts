/** `take FOLDER` and `give FOLDER`: the same runs and acknowledgements as over the network, as files. */
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { writeJson } from '#electron/host/atomic-write.ts';
import { diskLayer } from '#electron/host/file-layer.ts';
import { POST_VERSION } from '#shared/post/parts.ts';
import type { PostProblem } from '#shared/post/problem.ts';
import { Run } from '#shared/post/run.ts';
import { KeysLetter, OfficeLetter } from '#shared/post/keeping.ts';
import { ClaimsLetter } from '#shared/post/claims.ts';
import {
  acknowledgementFileName,
  CLAIMS_FILE,
  claimsPageFileName,
  FIGURES_FILE,
  LETTER_FILE,
  RUN_FILE,
  STICK_FOLDER,
} from '#shared/post/stick.ts';
import { giveFigures, takeFigures } from './figures-by-stick.ts';
import type { PostStore } from './post-store.ts';
import { readFrom } from './stick-files.ts';

export interface StickTaken {
  readonly files: number;
  readonly units: number;
  readonly quarantined: number;
  /** Files that were not taken, and why; the others of the stick were. */
  readonly refused: readonly { readonly file: string; readonly problem: PostProblem }[];
}

/** The folder of the post on a stick; whoever names the stick itself means that. Rejects with errno errors. */
async function postFolder(place: string): Promise<string> {
  const names = await readdir(place);
  return names.includes(STICK_FOLDER) ? join(place, STICK_FOLDER) : place;
}

/** Keys first, as over the network: where one of a window's letters is not taken, none of its runs is. */
async function takeLetters(
  store: PostStore,
  folder: string,
  names: readonly string[],
): Promise<{ readonly refused: StickTaken['refused']; readonly without: ReadonlySet<string> }> {
  const told: { file: string; problem: PostProblem }[] = [];
  const without = new Set<string>();
  for (const file of names) {
    const { window = '', kind } = LETTER_FILE.exec(file)?.groups ?? {};
    const path = join(folder, file);
    const keys = kind === 'keys' ? await readFrom(KeysLetter, path) : null;
    const office = kind === 'office' ? await readFrom(OfficeLetter, path) : null;
    const read = keys ?? office;
    const taken =
      keys?.ok === true
        ? await store.keepKeys(keys.value)
        : office?.ok === true
          ? await store.keepOffice(office.value)
          : read;
    if (taken === null || taken.ok) continue;
    told.push({ file, problem: taken.problem });
    without.add(window);
  }
  return { refused: told, without };
}

const claimsOn = (names: readonly string[]): readonly { readonly file: string; readonly window: string }[] =>
  names.flatMap((file) => {
    const { window, kind } = CLAIMS_FILE.exec(file)?.groups ?? {};
    return kind === 'claims' && window !== undefined ? [{ file, window }] : [];
  });

/** After the lines: no line waits for a claim. */
async function takeClaims(store: PostStore, folder: string, names: readonly string[]): Promise<StickTaken['refused']> {
  const told: { file: string; problem: PostProblem }[] = [];
  for (const { file } of claimsOn(names)) {
    const letter = await readFrom(ClaimsLetter, join(folder, file));
    const taken = letter.ok ? await store.keepClaims(letter.value, 'passed') : letter;
    if (!taken.ok) told.push({ file, problem: taken.problem });
  }
  return told;
}

/** What changed of all claims of the office, for every window that has a letter on the stick; its letters are taken again first. */
async function giveClaims(store: PostStore, folder: string, names: readonly string[]): Promise<void> {
  const last = new Map(claimsOn(names.toSorted()).map(({ file, window }) => [window, file]));
  for (const [window, file] of last) {
    for (const old of names) {
      const { window: of, kind } = CLAIMS_FILE.exec(old)?.groups ?? {};
      if (of === window && kind === 'claimed') await rm(join(folder, old), { force: true });
    }
    const letter = await readFrom(ClaimsLetter, join(folder, file));
    const pages = letter.ok ? await store.claimPages(letter.value) : letter;
    if (!pages.ok) continue;
    for (const [at, page] of pages.value.entries())
      await writeJson(diskLayer, join(folder, claimsPageFileName(window, at + 1)), page);
  }
}

/** Rejects with errno errors of the folder and with DatabaseError. */
export async function takeStick(store: PostStore, place: string): Promise<StickTaken> {
  const folder = await postFolder(place);
  const all = (await readdir(folder)).sort();
  const letters = await takeLetters(
    store,
    folder,
    all.filter((name) => LETTER_FILE.test(name)),
  );
  const names = all.filter((name) => {
    const window = RUN_FILE.exec(name)?.groups?.['window'];
    return window !== undefined && !letters.without.has(window);
  });
  let units = 0;
  let quarantined = 0;
  const told = [...letters.refused];
  for (const file of names) {
    const run = await readFrom(Run, join(folder, file));
    const taken = run.ok ? await store.takeRun(run.value) : run;
    if (!taken.ok) {
      told.push({ file, problem: taken.problem });
      continue;
    }
    units += taken.value.added;
    quarantined += taken.value.quarantined.length;
  }
  return {
    files: names.length,
    units,
    quarantined,
    refused: [...told, ...(await takeClaims(store, folder, all)), ...(await takeFigures(store, folder, all))],
  };
}

/** Writes what the hub says about every window that has files on the stick; answers with how many. */
export async function giveStick(store: PostStore, place: string): Promise<number> {
  const folder = await postFolder(place);
  const names = await readdir(folder);
  const windows = new Set(
    names.flatMap(
      (name) => (RUN_FILE.exec(name) ?? CLAIMS_FILE.exec(name) ?? FIGURES_FILE.exec(name))?.groups?.['window'] ?? [],
    ),
  );
  let given = 0;
  for (const window of windows) {
    const acknowledgement = await store.acknowledgementFor(window);
    if (acknowledgement === null) continue;
    await writeJson(diskLayer, join(folder, acknowledgementFileName(window)), {
      version: POST_VERSION,
      acknowledgement,
    });
    given += 1;
  }
  await giveClaims(store, folder, names);
  await giveFigures(store, folder, names);
  return given;
}
