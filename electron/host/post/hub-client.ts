/** Calls to a hub over HTTP. What is no answer of a hub is a failure of the way; an answer is checked before anybody sees it. */
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { output, ZodType } from 'zod';
import { endpoints, type EndpointName } from '#shared/post/endpoints.ts';
import { ProblemAnswer, type PostProblem } from '#shared/post/problem.ts';

export type WayTrouble = 'unreachable' | 'timed-out' | 'no-hub';

export type HubReply<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: PostProblem }
  | { readonly ok: false; readonly way: WayTrouble };

type AnswerOf<N extends EndpointName> = output<(typeof endpoints)[N]['answer']>;

export interface HubClient {
  call<N extends EndpointName>(name: N, message: unknown): Promise<HubReply<AnswerOf<N>>>;
  /** Ends what is under way. */
  close(): void;
}

const PATIENCE_MS = 20_000;
/** A slow line carries at least this much in a second. */
const BYTES_PER_SECOND = 20_000;
/** An answer is small; whoever sends more is no hub. */
const LARGEST_ANSWER = 1 << 20;
const packed = promisify(gzip);

/** Calls to the hub at `address`. */
export function hubClient(address: string): HubClient {
  const ending = new AbortController();
  const call: HubClient['call'] = async (name, message) => {
    const { method, path, answer } = endpoints[name];
    const body = message === null ? null : await packed(JSON.stringify(message));
    const late = AbortSignal.timeout(PATIENCE_MS + Math.ceil(((body?.length ?? 0) / BYTES_PER_SECOND) * 1000));
    try {
      const response = await fetch(`${address}${path}`, {
        method,
        redirect: 'error',
        signal: AbortSignal.any([late, ending.signal]),
        ...(body === null ? {} : { body, headers: { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' } }),
      });
      const text = await textOf(response);
      return judged(response.ok, text, answer) as HubReply<AnswerOf<typeof name>>;
    } catch {
      return { ok: false, way: late.aborted ? 'timed-out' : 'unreachable' };
    }
  };
  return { call, close: () => ending.abort() };
}

/** The body as text; `null` when it is longer than any answer. Rejects when the way breaks. */
async function textOf(response: Response): Promise<string | null> {
  if (response.body === null) return '';
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
    bytes += chunk.length;
    if (bytes > LARGEST_ANSWER) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function judged<S extends ZodType>(good: boolean, text: string | null, answer: S): HubReply<output<S>> {
  let value: unknown;
  try {
    value = text === null ? undefined : JSON.parse(text);
  } catch {
    value = undefined;
  }
  if (good) {
    const read = answer.safeParse(value);
    return read.success ? { ok: true, value: read.data } : { ok: false, way: 'no-hub' };
  }
  const problem = ProblemAnswer.safeParse(value);
  return problem.success ? { ok: false, problem: problem.data.error } : { ok: false, way: 'no-hub' };
}
