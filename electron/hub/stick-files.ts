/** A letter or run on a stick, read as a request over the network is. */
import { readFile, stat } from 'node:fs/promises';
import type { ZodType } from 'zod';
import { runLimits } from '#shared/post/run.ts';
import { refused, type Answered } from './answered.ts';
import { readRequest } from './read-request.ts';

/** Rejects with errno errors. */
export async function readFrom<T>(schema: ZodType<T>, path: string): Promise<Answered<T>> {
  const large = (await stat(path)).size > runLimits.requestBytes;
  return large
    ? refused({ code: 'too-large', sequence: null })
    : await readRequest(schema, await readFile(path), 'gzip');
}
