/** A body as JSON, packed or plain, never more of it than a largest unit needs. */
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { ZodType } from 'zod';
import { POST_VERSION } from '#shared/post/parts.ts';
import { runLimits } from '#shared/post/run.ts';
import { answered, refused, type Answered } from './answered.ts';

const unpack = promisify(gunzip);

/** The text of a body; `too-large` also for a small body that unpacks to a large one. */
async function textOf(body: Buffer, encoding: string | undefined): Promise<Answered<string>> {
  if (encoding !== undefined && encoding !== 'gzip' && encoding !== 'identity')
    return refused({ code: 'malformed', path: 'content-encoding' });
  try {
    const plain = encoding === 'gzip' ? await unpack(body, { maxOutputLength: runLimits.requestBytes }) : body;
    return answered(new TextDecoder('utf-8', { fatal: true }).decode(plain));
  } catch (error) {
    const large = error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
    return refused(large ? { code: 'too-large', sequence: null } : { code: 'malformed', path: '' });
  }
}

/** The version that a message names, wherever it stands. */
function versionOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  if ('version' in value) return value.version;
  return 'head' in value ? versionOf(value.head) : undefined;
}

/** Reads a body by its schema: version first, then form. */
export async function readRequest<T>(
  schema: ZodType<T>,
  body: Buffer,
  encoding: string | undefined,
): Promise<Answered<T>> {
  const text = await textOf(body, encoding);
  if (!text.ok) return text;
  let value: unknown;
  try {
    value = JSON.parse(text.value);
  } catch {
    return refused({ code: 'malformed', path: '' });
  }
  const version = versionOf(value);
  if (typeof version === 'number' && version !== POST_VERSION)
    return refused({ code: 'wrong-version', speaks: [POST_VERSION] });
  const read = schema.safeParse(value);
  return read.success
    ? answered(read.data)
    : refused({ code: 'malformed', path: (read.error.issues[0]?.path ?? []).join('.') });
}
