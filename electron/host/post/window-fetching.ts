/** A window's log fetched from its hub onto an empty machine, under a code that was printed for that; written as a backup, opened by nobody. */
import { parsedJson } from '#shared/domain/parsed-json.ts';
import { randomUUID } from 'node:crypto';
import type { Area } from '#shared/contract/area.ts';
import type { PostTroubleCode } from '#shared/contract/post.ts';
import { SealedOffice } from '#shared/contract/sealed-office.ts';
import { joinProof, joinSecrets, readJoinCode } from '#shared/crypto/join-code.ts';
import { keyedDigestFits } from '#shared/crypto/signing.ts';
import { readHubAddress } from '#shared/post/courier.ts';
import {
  FetchAnswer,
  fetchLimits,
  fetchProofText,
  fetchReplyText,
  type FetchPart,
  type FetchWish,
} from '#shared/post/fetching.ts';
import { POST_VERSION } from '#shared/post/parts.ts';
import type { FileLayer } from '../file-layer.ts';
import { writeHubBackup, type HubBackup, type HubBackupRefusal } from '../hub-backup.ts';
import { hubClient, type HubClient } from './hub-client.ts';

export type FetchStop = PostTroubleCode | HubBackupRefusal | 'stopped';

export interface FetchOrder {
  /** As typed. */
  readonly address: string;
  readonly code: string;
  readonly area: Area;
  readonly layer: FileLayer;
  readonly into: string;
  readonly program: string;
  readonly now: () => Date;
  readonly onProgress: (lines: number, of: number) => void;
  readonly stopped: () => boolean;
}

export type FetchOutcome =
  { readonly ok: true; readonly value: HubBackup } | { readonly ok: false; readonly reason: FetchStop };

const AGAIN = 4;
const AGAIN_MS = 500;

/** Leaves the work at any depth; caught in {@link fetchWindow} alone. */
class Stopped extends Error {
  readonly reason: FetchStop;
  constructor(reason: FetchStop) {
    super(reason);
    this.reason = reason;
  }
}

/** Rejects with errno errors of this machine's disk. */
export async function fetchWindow(order: FetchOrder): Promise<FetchOutcome> {
  const address = readHubAddress(order.address);
  if (address === null) return { ok: false, reason: 'address-unfit' };
  const code = readJoinCode(order.code);
  if (!code.ok) return { ok: false, reason: 'code-unreadable' };
  const client = hubClient(address);
  try {
    const about = await client.call('about', null);
    if (!about.ok) return { ok: false, reason: 'way' in about ? about.way : about.problem.code };
    if (!about.value.versions.includes(POST_VERSION)) return { ok: false, reason: 'wrong-version' };
    if (about.value.area !== order.area) return { ok: false, reason: 'wrong-area' };
    const ask = asking(client, await joinSecrets(code.secret), order);
    const written = await writeHubBackup({ ...order, now: order.now(), source: sourceOf(ask, order) });
    return written.ok ? written : { ok: false, reason: written.why };
  } catch (error) {
    if (error instanceof Stopped) return { ok: false, reason: error.reason };
    throw error;
  } finally {
    client.close();
  }
}

type Ask = (part: FetchPart) => Promise<FetchAnswer>;

/** The part that was asked for. */
function partOf<K extends FetchPart['kind']>(
  { part }: FetchAnswer,
  kind: K,
): Extract<FetchAnswer['part'], { readonly kind: K }> {
  if (part.kind !== kind) throw new Stopped('wrong-version');
  return part as Extract<FetchAnswer['part'], { readonly kind: K }>;
}

/** Asks for one part, again where the way broke; believes nothing that the code does not prove. */
function asking(
  client: HubClient,
  { invitation, proofKey }: Awaited<ReturnType<typeof joinSecrets>>,
  { area, stopped }: Pick<FetchOrder, 'area' | 'stopped'>,
): Ask {
  const once: Ask = async (part) => {
    const nonce = randomUUID();
    const request = JSON.stringify({ version: POST_VERSION, area, nonce, part } satisfies FetchWish);
    const proof = await joinProof(proofKey, fetchProofText(request));
    const reply = await client.call('fetch', { version: POST_VERSION, invitation, request, proof });
    if (!reply.ok) throw new Stopped('way' in reply ? reply.way : reply.problem.code);
    const { answer, proof: proved } = reply.value;
    if (!(await keyedDigestFits(proofKey, fetchReplyText(request, answer), proved))) throw new Stopped('not-proved');
    const read = FetchAnswer.safeParse(parsedJson(answer));
    if (!read.success) throw new Stopped('wrong-version');
    if (read.data.nonce !== nonce) throw new Stopped('not-proved');
    return read.data;
  };
  const passes = new Set<FetchStop>(['unreachable', 'timed-out', 'busy', 'unavailable']);
  return async (part) => {
    for (let attempt = 1; ; attempt += 1) {
      if (stopped()) throw new Stopped('stopped');
      try {
        return await once(part);
      } catch (error) {
        if (!(error instanceof Stopped) || !passes.has(error.reason) || attempt === AGAIN) throw error;
        client.anew();
        await new Promise((settle) => setTimeout(settle, AGAIN_MS * attempt));
      }
    }
  };
}

const sourceOf = (ask: Ask, { onProgress }: FetchOrder): Parameters<typeof writeHubBackup>[0]['source'] => ({
  lines: async (onLine) => {
    // What it had when it was asked first is what is fetched: the old machine may still be sending.
    const { held } = (await ask({ kind: 'log' })).log;
    onProgress(0, held);
    for (let after = 0; after < held;) {
      const { lines } = partOf(await ask({ kind: 'lines', after }), 'lines');
      if (lines.length === 0) throw new Stopped('gap');
      for (const { sequence, line } of lines) {
        if (sequence > held) return;
        if (sequence !== after + 1) throw new Stopped('gap');
        after = sequence;
        if (line !== null) await onLine(line);
      }
      onProgress(after, held);
    }
  },
  office: async ({ vault, settings }) => {
    const { body } = partOf(await ask({ kind: 'office', vault: vault.digest, settings: settings.digest }), 'office');
    const read = SealedOffice.safeParse(body === null ? undefined : parsedJson(body));
    return read.success ? read.data : null;
  },
  keys: async () => {
    const all: [string, string][] = [];
    for (;;) {
      const { keys } = partOf(await ask({ kind: 'keys', after: all.at(-1)?.[0] ?? '' }), 'keys');
      all.push(...keys);
      if (keys.length < fetchLimits.keys) return all;
    }
  },
});
