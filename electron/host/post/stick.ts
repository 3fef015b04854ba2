/** The post on a stick: the hub's word is read from it, and what the hub does not have yet is written to it, as over the network. */
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { ZodType } from 'zod';
import type { PostTroubleCode, StickDone } from '#shared/contract/post.ts';
import { failed, success, type Result } from '#shared/contract/failure.ts';
import type { Acknowledgement, LogName } from '#shared/post/heads.ts';
import { ClaimsLetter, ClaimsPage } from '#shared/post/claims.ts';
import { FiguresTaken } from '#shared/post/figures.ts';
import { runLimits, type Run } from '#shared/post/run.ts';
import { parsedJson } from '#shared/domain/parsed-json.ts';
import {
  AcknowledgementFile,
  acknowledgementFileName,
  CLAIMS_FILE,
  claimsFileName,
  FIGURES_FILE,
  figuresFileName,
  figuresTakenFileName,
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
import type { ClaimsByStick } from './claiming.ts';
import type { FiguresByStick } from './figuring.ts';
import type { Keeping } from './keeping.ts';

const packed = promisify(gzip);
const unpacked = promisify(gunzip);
const FULL = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

/** What the courier does with a stick: believes its word, hands out the runs that are still to be sent. */
export interface StickCourier {
  readonly log: LogName;
  /** Up to where the stick's word holds; `null` where it says nothing new. A reason where it cannot be this hub's. */
  believe(given: Acknowledgement): Promise<number | null | { readonly reason: PostTroubleCode }>;
  runs(put: (run: Run, first: number) => Promise<void>): Promise<{ readonly reason: PostTroubleCode } | null>;
  /** What the hub has to have before the runs. */
  letters: Keeping['letters'];
  claims: ClaimsByStick;
  figures: FiguresByStick;
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
  const claims = await claimsOff(layer, folder, courier);
  const figured = join(folder, figuresTakenFileName(courier.log.window));
  const taken = await readJsonOf(layer, figured, FiguresTaken, false);
  if (taken !== null) await courier.figures.believe(taken);
  // What the hub has by now is of no use on the stick; the rest is written anew.
  for (const name of await layer.list(folder))
    if (
      (RUN_FILE.exec(name) ?? LETTER_FILE.exec(name) ?? CLAIMS_FILE.exec(name) ?? FIGURES_FILE.exec(name))?.groups?.[
        'window'
      ] === courier.log.window
    )
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
  const letters = await courier.claims.letters();
  for (const [at, letter] of letters.entries()) await put(claimsFileName(courier.log.window, at + 1), letter);
  for (const [at, letter] of (await courier.figures.letters()).entries())
    await put(figuresFileName(courier.log.window, at + 1), letter);
  await layer.syncFolder(folder);
  // What was written before a line that cannot be read is good all the same.
  if (stop !== null && written === null) return refused(stop.reason);
  return success({ acknowledged: believed, written, claims: { ...claims, written: letters.length > 0 } });
}

/** What the stick says of other windows: the hub's answer to the letters of last time, and the letters of whoever else used it. */
async function claimsOff(
  layer: FileLayer,
  folder: string,
  { log, claims }: StickCourier,
): Promise<{ readonly answered: boolean; readonly heard: number }> {
  const names = (await layer.list(folder)).toSorted();
  const pages: ClaimsPage[] = [];
  const letters = new Map<string, ClaimsLetter[] | null>();
  for (const name of names) {
    const { window = '', kind } = CLAIMS_FILE.exec(name)?.groups ?? {};
    if (kind === 'claimed' && window === log.window) {
      const page = await readJsonOf(layer, join(folder, name), ClaimsPage, false);
      if (page !== null) pages.push(page);
    }
    if (kind !== 'claims' || window === log.window) continue;
    const letter = await readJsonOf(layer, join(folder, name), ClaimsLetter, true);
    const before = letters.get(window);
    // A piece that cannot be read: of such a window nothing is believed rather than half.
    letters.set(window, letter === null || before === null ? null : [...(before ?? []), letter]);
  }
  const answered = await claims.believe(pages);
  let heard = 0;
  for (const all of letters.values()) if (all !== null && (await claims.hear(all))) heard += 1;
  return { answered, heard };
}

/** A file of the post on a stick; `null` for one that cannot be read, is of another form, or far too large. */
async function readJsonOf<T>(layer: FileLayer, path: string, schema: ZodType<T>, isPacked: boolean): Promise<T | null> {
  try {
    const bytes = await layer.readWhole(path);
    if (bytes === null || bytes.length > runLimits.requestBytes) return null;
    const plain = isPacked ? await unpacked(bytes, { maxOutputLength: runLimits.requestBytes }) : bytes;
    const read = schema.safeParse(parsedJson(new TextDecoder().decode(plain)));
    return read.success ? read.data : null;
  } catch (error) {
    if (errnoOf(error) !== null) throw error;
    return null;
  }
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
