/**
 * Calls to a hub over HTTP or HTTPS. What is no answer of a hub is a failure of the way; an answer is checked before anybody sees it. A
 * hub's certificate has no authority behind it: the first connection's fingerprint is held to until `anew`, and whoever calls has it
 * compared with what the hub's key signed before anything but `about` and `join` is sent.
 */
import { request as plainRequest, type IncomingMessage } from 'node:http';
import { Agent, request as secureRequest } from 'node:https';
import { connect, type ConnectionOptions, type TLSSocket } from 'node:tls';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { output, ZodType } from 'zod';
import { fingerprintText } from '#shared/post/certificate.ts';
import { documentLimits } from '#shared/casework/documents.ts';
import { dispatchLimits } from '#shared/casework/dispatches.ts';
import { endpoints, type EndpointName } from '#shared/post/endpoints.ts';
import { fetchLimits } from '#shared/post/fetching.ts';
import { ProblemAnswer, type PostProblem } from '#shared/post/problem.ts';

export type WayTrouble = 'unreachable' | 'timed-out' | 'no-hub';

export type HubReply<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: PostProblem }
  | { readonly ok: false; readonly way: WayTrouble };

type AnswerOf<N extends EndpointName> = output<(typeof endpoints)[N]['answer']>;

export interface HubClient {
  call<N extends EndpointName>(name: N, message: unknown): Promise<HubReply<AnswerOf<N>>>;
  /** Fingerprint of the certificate that every connection since `anew` had; `null` over plain HTTP, and before the first. */
  fingerprint(): string | null;
  /** Over TLS: whether there is a certificate to be compared. */
  readonly secure: boolean;
  /** Connects again, to whatever certificate is there. */
  anew(): void;
  /** Ends what is under way. */
  close(): void;
}

const PATIENCE_MS = 20_000;
/** A page of a log on a slow line. */
const PAGE_PATIENCE_MS = 300_000;
/** A slow line carries at least this much in a second. */
const BYTES_PER_SECOND = 20_000;
/** An answer is small, but for pages of a log, dispatches and parts of documents; whoever sends more is no hub. */
const LARGEST_ANSWER = 1 << 20;
const LARGEST: Partial<Record<EndpointName, number>> = {
  fetch: fetchLimits.answerBytes,
  dispatches: dispatchLimits.answerBytes,
  documents: documentLimits.answerBytes,
  documentFetch: documentLimits.answerBytes,
};
const largestAnswer = (name: EndpointName): number => LARGEST[name] ?? LARGEST_ANSWER;
const packed = promisify(gzip);

function fingerprintOf(socket: TLSSocket): string | null {
  const certificate = socket.getPeerX509Certificate();
  return certificate === undefined ? null : fingerprintText(certificate.fingerprint256);
}

/** Connections whose certificate is the one that the first of them had. */
function pinningAgent() {
  let pinned: string | null = null;
  const agent = new Agent({ keepAlive: true, maxSockets: 2 });
  agent.createConnection = (options, done) => {
    // No authority knows the hub: the fingerprint is what counts, and it is compared below and by whoever calls.
    const socket = connect({ ...(options as ConnectionOptions), rejectUnauthorized: false });
    socket.once('secureConnect', () => {
      const seen = fingerprintOf(socket);
      pinned ??= seen;
      if (seen !== null && seen === pinned) done?.(null, socket);
      else socket.destroy(new Error('another certificate'));
    });
    socket.once('error', (error) => done?.(error, socket));
    return undefined;
  };
  return { agent, pinned: (): string | null => pinned };
}

interface Asked {
  readonly most: number;
  readonly method: string;
  readonly path: string;
  readonly body: Buffer | null;
}

/** Calls to the hub at `address`. */
export function hubClient(address: string): HubClient {
  const secure = address.startsWith('https:');
  let pinning = pinningAgent();
  const ending = new AbortController();

  const asked = async (
    { method, path, body, most }: Asked,
    signal: AbortSignal,
  ): Promise<{ status: number; text: string | null }> =>
    await new Promise((settle, fail) => {
      const headers = body === null ? {} : { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' };
      const options = { method, headers, signal };
      const url = `${address}${path}`;
      const take = (response: IncomingMessage): void => {
        textOf(response, most).then((text) => settle({ status: response.statusCode ?? 0, text }), fail);
      };
      const sent = secure
        ? secureRequest(url, { ...options, agent: pinning.agent }, take)
        : plainRequest(url, options, take);
      sent.on('error', fail);
      sent.end(body ?? undefined);
    });

  const call: HubClient['call'] = async (name, message) => {
    const { method, path, answer } = endpoints[name];
    const body = message === null ? null : await packed(JSON.stringify(message));
    const late = AbortSignal.timeout(
      (name in LARGEST ? PAGE_PATIENCE_MS : PATIENCE_MS) + Math.ceil(((body?.length ?? 0) / BYTES_PER_SECOND) * 1000),
    );
    try {
      const { status, text } = await asked(
        { method, path, body, most: largestAnswer(name) },
        AbortSignal.any([late, ending.signal]),
      );
      return judged(status, text, answer) as HubReply<AnswerOf<typeof name>>;
    } catch {
      return { ok: false, way: late.aborted ? 'timed-out' : 'unreachable' };
    }
  };
  return {
    call,
    secure,
    fingerprint: () => pinning.pinned(),
    anew: () => {
      pinning.agent.destroy();
      pinning = pinningAgent();
    },
    close: () => {
      ending.abort();
      pinning.agent.destroy();
    },
  };
}

/** The body as text; `null` when it is longer than any answer. Rejects when the way breaks. */
async function textOf(response: IncomingMessage, most: number): Promise<string | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > most) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function judged<S extends ZodType>(status: number, text: string | null, answer: S): HubReply<output<S>> {
  let value: unknown;
  try {
    value = text === null ? undefined : JSON.parse(text);
  } catch {
    value = undefined;
  }
  if (status === 200) {
    const read = answer.safeParse(value);
    return read.success ? { ok: true, value: read.data } : { ok: false, way: 'no-hub' };
  }
  const problem = ProblemAnswer.safeParse(value);
  return problem.success ? { ok: false, problem: problem.data.error } : { ok: false, way: 'no-hub' };
}
