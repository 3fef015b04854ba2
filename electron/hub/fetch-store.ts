/** A window's log given back under a code that was printed for restoring it (shared/post/fetching.ts). */
import { parsedJson } from '#shared/domain/parsed-json.ts';
import { joinProof } from '#shared/crypto/join-code.ts';
import { keyedDigestFits } from '#shared/crypto/signing.ts';
import {
  FetchWish,
  fetchLimits,
  fetchProofText,
  fetchReplyText,
  type FetchAnswer,
  type FetchLetter,
  type FetchPart,
  type FetchReply,
} from '#shared/post/fetching.ts';
import { POST_VERSION } from '#shared/post/parts.ts';
import { answered, refused, type Answered } from './answered.ts';
import type { Database } from './database.ts';
import type { HubIdentity } from './hub-key.ts';
import { keysOf, officeBodyOf, pageOf, type LogRow } from './read-log.ts';

export interface FetchStore {
  fetch(letter: FetchLetter): Promise<Answered<FetchReply>>;
}

interface InvitedRow extends LogRow {
  readonly proof_key: Buffer;
}

export function fetchStore(database: Database, hub: HubIdentity): FetchStore {
  const partOf = async (log: LogRow, part: FetchPart): Promise<FetchAnswer['part']> => {
    switch (part.kind) {
      case 'log':
        return { kind: 'log' };
      case 'lines':
        return { kind: 'lines', lines: [...(await pageOf(database, log, part.after))] };
      case 'keys':
        return { kind: 'keys', keys: await keysOf(database, log, part.after, fetchLimits.keys) };
      case 'office':
        return { kind: 'office', body: await officeBodyOf(database, log, part) };
    }
  };

  return {
    fetch: async ({ invitation, request, proof }) => {
      const [invited] = await database.rows<InvitedRow>(
        `SELECT i.proof_key, l.office, l.window_id, l.generation, l.prefix, l.held
          FROM invitation i JOIN log l ON l.office = i.office AND l.window_id = i.restores
          WHERE i.invitation = $1 AND i.until > clock_timestamp()`,
        [invitation],
      );
      if (invited === undefined) return refused({ code: 'code-refused' });
      const proofKey = Uint8Array.from(invited.proof_key);
      if (!(await keyedDigestFits(proofKey, fetchProofText(request), proof))) return refused({ code: 'code-refused' });
      const wish = FetchWish.safeParse(parsedJson(request));
      if (!wish.success) return refused({ code: 'malformed', path: 'request' });
      if (wish.data.area !== hub.area) return refused({ code: 'wrong-area' });
      const { office, window_id: window, generation, prefix, held } = invited;
      const given: FetchAnswer = {
        version: POST_VERSION,
        nonce: wish.data.nonce,
        log: { office, window, generation, prefix, held: Number(held) },
        part: await partOf(invited, wish.data.part),
      };
      const answer = JSON.stringify(given);
      return answered({ answer, proof: await joinProof(proofKey, fetchReplyText(request, answer)) });
    },
  };
}
