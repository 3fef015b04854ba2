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
