/** `take FOLDER` and `give FOLDER`: the same runs and acknowledgements as over the network, as files. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { writeJson } from '#electron/host/atomic-write.ts';
import { diskLayer } from '#electron/host/file-layer.ts';
import { POST_VERSION } from '#shared/post/parts.ts';
import type { PostProblem } from '#shared/post/problem.ts';
import { Run, runLimits } from '#shared/post/run.ts';
import { acknowledgementFileName, RUN_FILE, STICK_FOLDER } from '#shared/post/stick.ts';
import type { PostStore } from './post-store.ts';
import { readRequest } from './read-request.ts';

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

/** Rejects with errno errors of the folder and with DatabaseError. */
export async function takeStick(store: PostStore, place: string): Promise<StickTaken> {
  const folder = await postFolder(place);
  const names = (await readdir(folder)).filter((name) => RUN_FILE.test(name)).sort();
  let units = 0;
  let quarantined = 0;
  const refused: { file: string; problem: PostProblem }[] = [];
  for (const file of names) {
    const path = join(folder, file);
    const large = (await stat(path)).size > runLimits.requestBytes;
    const run = large
      ? { ok: false as const, problem: { code: 'too-large' as const, sequence: null } }
      : await readRequest(Run, await readFile(path), 'gzip');
    const taken = run.ok ? await store.takeRun(run.value) : run;
    if (!taken.ok) {
      refused.push({ file, problem: taken.problem });
      continue;
    }
    units += taken.value.added;
    quarantined += taken.value.quarantined.length;
  }
  return { files: names.length, units, quarantined, refused };
}

/** Writes what the hub says about every window that has files on the stick; answers with how many. */
export async function giveStick(store: PostStore, place: string): Promise<number> {
  const folder = await postFolder(place);
  const names = await readdir(folder);
  const windows = new Set(names.flatMap((name) => RUN_FILE.exec(name)?.groups?.['window'] ?? []));
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
  return given;
}
