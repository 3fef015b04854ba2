/**
 * A small JSON file with a schema and a checksum, and its twin. Files of before 2026-12 have no checksum and are taken as they
 * stand. Nothing is believed of a copy that cannot be read for whatever reason: the other one is tried.
 */
import { createHash } from 'node:crypto';
import { z, type output, type ZodType } from 'zod';
import { canonicalJson } from '#shared/policy/canonical-json.ts';
import { renamePatiently, writeJson } from './atomic-write.ts';
import { errnoOf } from './disk-failure.ts';
import type { FileLayer } from './file-layer.ts';

export type JsonRead<T> =
  | { readonly state: 'missing' }
  | { readonly state: 'good'; readonly value: T }
  | { readonly state: 'damaged' }
  /** Whole, but of a later program. */
  | { readonly state: 'newer'; readonly format: number };

const FILE_FORMAT = 2;
/** The highest format of any content: the vault's. */
const CONTENT_FORMAT = 3;
const Wrapper = z.object({ file: z.number().int().positive(), check: z.string(), value: z.unknown() });

const checkOf = (value: unknown): string => createHash('sha256').update(canonicalJson(value)).digest('hex');

const wrapped = (value: unknown): object => ({ file: FILE_FORMAT, check: checkOf(value), value });

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

function judged<S extends ZodType>(bytes: Uint8Array, schema: S): JsonRead<output<S>> {
  const json = parseJson(bytes);
  const wrapper = Wrapper.safeParse(json);
  if (!wrapper.success) {
    const plain = schema.safeParse(json);
    return plain.success ? { state: 'good', value: plain.data } : newerOr(json);
  }
  const { file, check, value } = wrapper.data;
  if (check !== checkOf(value)) return { state: 'damaged' };
  if (file > FILE_FORMAT) return { state: 'newer', format: file };
  const parsed = schema.safeParse(value);
  return parsed.success ? { state: 'good', value: parsed.data } : newerOr(value);
}

/** A content that names a later format is a later program's, not damage. */
function newerOr(value: unknown): { state: 'damaged' } | { state: 'newer'; format: number } {
  const format = typeof value === 'object' && value !== null && 'format' in value ? value.format : undefined;
  return typeof format === 'number' && format > CONTENT_FORMAT ? { state: 'newer', format } : { state: 'damaged' };
}

/** Reads one file. A disk's error at this file (a folder in its place, a bad sector) is `damaged`. */
export async function readJsonFile<S extends ZodType>(
  layer: FileLayer,
  path: string,
  schema: S,
): Promise<JsonRead<output<S>>> {
  try {
    const bytes = await layer.readWhole(path);
    return bytes === null ? { state: 'missing' } : judged(bytes, schema);
  } catch (error) {
    if (errnoOf(error) === null) throw error;
    return { state: 'damaged' };
  }
}

export { writeJson };

/**
 * Writes one file with its checksum. `beside`: what an older program looks for, outside of the value. Rejects with errno
 * errors; the old content is then untouched.
 */
export async function writeSmall(layer: FileLayer, path: string, value: unknown, beside: object = {}): Promise<void> {
  await writeJson(layer, path, { ...wrapped(value), ...beside });
}

/** Where the second copy of a file lies. */
export const twinOf = (path: string): string => `${path}.copy`;

/** Moves what cannot be used out of the way, with the day; nothing is overwritten. */
export async function putAside(layer: FileLayer, path: string, now: Date): Promise<void> {
  const stamp = now.toISOString().replaceAll(/[:.]/gu, '-');
  if (await layer.exists(path)) await renamePatiently(layer, path, `${path}.aside-${stamp}`);
}

export interface Twin<T> {
  readonly read: JsonRead<T>;
  /** A copy was missing, damaged or older and is written anew from the other. */
  readonly healed: boolean;
}

/**
 * Reads both copies and takes the one of the higher revision; the other is written anew when it differs, with what an older
 * program looks for `beside` the value.
 */
export async function readTwin<S extends ZodType>(
  layer: FileLayer,
  path: string,
  schema: S,
  revision: (value: output<S>) => number,
  now: () => Date = () => new Date(),
  beside: (value: output<S>) => object = () => ({}),
): Promise<Twin<output<S>>> {
  const [first, second] = [await readJsonFile(layer, path, schema), await readJsonFile(layer, twinOf(path), schema)];
  const newer = [first, second].find(({ state }) => state === 'newer');
  if (newer !== undefined) return { read: newer, healed: false };
  const good = [first, second].flatMap((read) => (read.state === 'good' ? [read] : []));
  const best = good.toSorted((a, b) => revision(b.value) - revision(a.value))[0];
  if (best === undefined) return { read: first.state === 'damaged' ? first : second, healed: false };
  const same = (read: JsonRead<output<S>>): boolean =>
    read.state === 'good' && canonicalJson(read.value) === canonicalJson(best.value);
  let healed = false;
  for (const [place, read] of [
    [path, first],
    [twinOf(path), second],
  ] as const)
    if (!same(read))
      healed = (await heal(layer, place, best.value, read.state, { now: now(), beside: beside(best.value) })) || healed;
  return { read: best, healed };
}

/** A disk that takes nothing now keeps nobody from reading: the next start tries again. */
async function heal(
  layer: FileLayer,
  path: string,
  value: unknown,
  state: string,
  { now, beside }: { readonly now: Date; readonly beside: object },
): Promise<boolean> {
  try {
    if (state === 'damaged') await putAside(layer, path, now);
    await writeSmall(layer, path, value, beside);
    return true;
  } catch (error) {
    if (errnoOf(error) === null) throw error;
    return false;
  }
}

/** Writes both copies, one after the other: whenever this stops, one of them is whole. Rejects with errno errors. */
export async function writeTwin(layer: FileLayer, path: string, value: unknown, beside: object = {}): Promise<void> {
  await writeSmall(layer, path, value, beside);
  await writeSmall(layer, twinOf(path), value, beside);
}
