/** A small JSON file with a schema: missing, good or damaged. */
import type { output, ZodType } from 'zod';
import { writeJson } from './atomic-write.ts';
import type { FileLayer } from './file-layer.ts';

export type JsonRead<T> =
  { readonly state: 'missing' } | { readonly state: 'good'; readonly value: T } | { readonly state: 'damaged' };

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

/** Rejects with errno errors only; content that is no JSON or does not fit the schema is `damaged`. */
export async function readJsonFile<S extends ZodType>(
  layer: FileLayer,
  path: string,
  schema: S,
): Promise<JsonRead<output<S>>> {
  const bytes = await layer.readWhole(path);
  if (bytes === null) return { state: 'missing' };
  const parsed = schema.safeParse(parseJson(bytes));
  return parsed.success ? { state: 'good', value: parsed.data } : { state: 'damaged' };
}

export { writeJson };

/** Where the second copy of a file lies. */
const copyOf = (path: string): string => `${path}.copy`;

/**
 * {@link readJsonFile} for a file that is kept twice: a damaged or missing first copy is written anew from the second.
 * `onRestored` runs when that happened. Rejects with errno errors.
 */
export async function readTwin<S extends ZodType>(
  layer: FileLayer,
  path: string,
  schema: S,
  onRestored: () => void,
): Promise<JsonRead<output<S>>> {
  const first = await readJsonFile(layer, path, schema);
  if (first.state === 'good') return first;
  const second = await readJsonFile(layer, copyOf(path), schema);
  if (second.state !== 'good') return first;
  await writeJson(layer, path, second.value);
  onRestored();
  return second;
}

/**
 * Writes both copies, one after the other: whenever this stops, one of them is whole. Rejects with errno errors of the
 * first; a second copy that cannot be written is removed, since an older one must never come back.
 */
export async function writeTwin(layer: FileLayer, path: string, value: unknown): Promise<void> {
  await writeJson(layer, path, value);
  await writeJson(layer, copyOf(path), value).catch(async () => {
    await layer.remove(copyOf(path)).catch(() => undefined);
  });
}
