/** The post on a stick: the hub's word is read from it, and what the hub does not have yet is written to it, as over the network. */
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { PostTroubleCode, StickDone } from '#shared/contract/post.ts';
import { failed, success, type Result } from '#shared/contract/failure.ts';
import type { Acknowledgement, LogName } from '#shared/post/heads.ts';
import type { Run } from '#shared/post/run.ts';
import {
  AcknowledgementFile,
  acknowledgementFileName,
  LETTER_FILE,
  letterFileName,
  RUN_FILE,
  runFileName,
  STICK_FOLDER,
} from '#shared/post/stick.ts';
import { renamePatiently } from '../atomic-write.ts';
import { inTime } from '../backup-places.ts';
import { errnoOf } from '../disk-failure.ts';
import type { FileLayer } from '../file-layer.ts';
import type { Keeping } from './keeping.ts';

const packed = promisify(gzip);
const FULL = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

/** What the courier does with a stick: believes its word, hands out the runs that are still to be sent. */
export interface StickCourier {
  readonly log: LogName;
  /** Up to where the stick's word holds; `null` where it says nothing new. A reason where it cannot be this hub's. */
  believe(given: Acknowledgement): Promise<number | null | { readonly reason: PostTroubleCode }>;
  runs(put: (run: Run, first: number) => Promise<void>): Promise<{ readonly reason: PostTroubleCode } | null>;
  /** What the hub has to have before the runs. */
  letters: Keeping['letters'];
}

const refused = (reason: string): Result<never> => failed('post-stick-failed', { reason });

/** `place`: where the stick is mounted. */
export async function carryByStick(layer: FileLayer, place: string, courier: StickCourier): Promise<Result<StickDone>> {
  if ((await inTime(layer.exists(place))) !== true) return refused('place-gone');
  try {
    return await carried(layer, join(place, STICK_FOLDER), courier);
  } catch (error) {
    const errno = errnoOf(error);
    if (errno === null) throw error;
    return refused(FULL.has(errno) ? 'place-full' : 'place-gone');
  }
}

async function carried(layer: FileLayer, folder: string, courier: StickCourier): Promise<Result<StickDone>> {
  await layer.makeFolder(folder);
  const given = await wordOn(layer, join(folder, acknowledgementFileName(courier.log.window)));
  const believed = given === null ? null : await courier.believe(given);
  if (believed !== null && typeof believed === 'object') return refused(believed.reason);
  // What the hub has by now is of no use on the stick; the rest is written anew.
  for (const name of await layer.list(folder))
    if ((RUN_FILE.exec(name) ?? LETTER_FILE.exec(name))?.groups?.['window'] === courier.log.window)
      await layer.remove(join(folder, name));
  const put = async (name: string, value: object): Promise<void> => {
    const path = join(folder, name);
    await layer.writeWhole(`${path}.part`, await packed(JSON.stringify(value)));
    await renamePatiently(layer, `${path}.part`, path);
  };
  let written: StickDone['written'] = null;
  const stop = await courier.runs(async (run, first) => {
    // Keys go first: a case of the runs without its key would be of no use to anybody.
    if (written === null) await putLetters(courier, put);
    await put(runFileName(courier.log, first), run);
    written = { from: written?.from ?? first, to: run.head.sequence, files: (written?.files ?? 0) + 1 };
  });
  await layer.syncFolder(folder);
  // What was written before a line that cannot be read is good all the same.
  if (stop !== null && written === null) return refused(stop.reason);
  return success({ acknowledged: believed, written });
}

async function putLetters(courier: StickCourier, put: (name: string, value: object) => Promise<void>): Promise<void> {
  const { keys, offices } = await courier.letters();
  const { window } = courier.log;
  for (const [at, letter] of keys.entries()) await put(letterFileName('keys', window, at + 1), letter);
  for (const [at, letter] of offices.entries()) await put(letterFileName('office', window, at + 1), letter);
}

/** The hub's word on the stick; `null` where there is none, or none that can be read: it is fetched again then. */
async function wordOn(layer: FileLayer, path: string): Promise<Acknowledgement | null> {
  const bytes = await layer.readWhole(path);
  try {
    return bytes === null
      ? null
      : AcknowledgementFile.parse(JSON.parse(new TextDecoder().decode(bytes))).acknowledgement;
  } catch {
    return null;
  }
}
