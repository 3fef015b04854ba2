/** Claims of an office in one order, and what a window leaves for another under a code (shared/post/claims.ts, inviting.ts). */
import { joinProof } from '#shared/crypto/join-code.ts';
import { keyedDigestFits } from '#shared/crypto/signing.ts';
import { ClaimRow } from '#shared/casework/claims.ts';
import { claimLimits, claimsPageText, claimsText, type ClaimsLetter, type ClaimsPage } from '#shared/post/claims.ts';
import {
  handedText,
  handoverProofText,
  handoverText,
  inviteText,
  MOST_INVITATIONS,
  type HandedOver,
  type HandoverLetter,
  type Invited,
  type InviteLetter,
} from '#shared/post/inviting.ts';
import { INVITATION_MINUTES } from '#shared/post/joining.ts';
import { POST_VERSION } from '#shared/post/parts.ts';
import { answered, refused, type Answered } from './answered.ts';
import type { Database } from './database.ts';
import type { HubIdentity } from './hub-key.ts';
import { refusedLetter, type LetterOutcome } from './letter-outcome.ts';
import { refusedAsLate } from './told.ts';
import type { WindowKeys } from './window-keys.ts';

export interface ClaimStore {
  /** All of a letter, or nothing; then what changed behind what the window has. `passed`: by stick, an older letter may come late. */
  keepClaims(letter: ClaimsLetter, late?: 'refused' | 'passed'): Promise<Answered<ClaimsPage>>;
  /** The same for a stick, with everything that changed, however many pages that is. */
  claimPages(letter: ClaimsLetter): Promise<Answered<readonly ClaimsPage[]>>;
  inviteBy(letter: InviteLetter): Promise<Answered<Invited>>;
  handOver(letter: HandoverLetter): Promise<Answered<HandedOver>>;
}

interface KeptRow extends LetterOutcome {
  readonly claim_key: string | null;
  readonly instant: Date;
}
interface StoredClaim {
  readonly raised: string;
  readonly change: string;
  readonly window_id: string;
  readonly prefix: string;
  readonly subject: string;
  readonly number: string;
  readonly received_on: string;
  readonly digest: string;
  readonly state: string;
}

/** One row a person and case: of two in one letter the last holds. */
function rowsOf(put: ClaimsLetter['put']) {
  const rows = new Map<string, readonly [string, string, string, string, string]>();
  for (const { subject, number, on, persons } of new Map(put.map((one) => [one.subject, one])).values())
    for (const [digest, state] of persons) rows.set(`${digest} ${subject}`, [subject, number, on, digest, state]);
  return [...rows.values()];
}

export function claimStore(database: Database, hub: HubIdentity, { signedBy, forget }: WindowKeys): ClaimStore {
  const pageBehind = async (office: string, after: number): Promise<ClaimRow[]> => {
    const found = await database.rows<StoredClaim>(
      `SELECT c.raised, c.change, c.window_id, l.prefix, c.subject, c.number, c.received_on, c.digest, c.state
        FROM claim c JOIN log l USING (office, window_id)
        WHERE c.office = $1 AND c.change > $2 ORDER BY c.change LIMIT ${claimLimits.rows}`,
      [office, after],
    );
    return found.map(({ raised, change, window_id: window, received_on: on, ...rest }) =>
      ClaimRow.parse({ ...rest, order: Number(raised), change: Number(change), window, on }),
    );
  };

  const keepClaims: ClaimStore['keepClaims'] = async (letter, late = 'refused') => {
    const signed = await signedBy(letter, claimsText(letter), letter.signature);
    if (!signed.ok) return signed;
    const { office, area, window, generation, key, put, drop, after, nonce, told } = letter;
    const rows = rowsOf(put);
    const column = (at: number): string[] => rows.map((row) => row[at] ?? '');
    const [row] = await database.rows<KeptRow>(
      'SELECT * FROM keep_claims($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)',
      [
        office,
        window,
        generation,
        signed.value.publicKey,
        key,
        [...new Set(put.map(({ subject }) => subject))],
        column(0),
        column(1),
        column(2),
        column(3),
        column(4),
        [...new Set(drop)],
        told,
      ],
    );
    if (row?.outcome === 'key-differs') return refused({ code: 'claim-key-differs', key: row.claim_key ?? '' });
    const problem = refusedLetter(letter, row, forget);
    if (problem !== null || row === undefined) return problem ?? refused({ code: 'unknown-window' });
    const isLate = late === 'refused' ? await refusedAsLate(database, 'claims_told', letter, told) : null;
    if (isLate !== null) return isLate;
    // Digests say nothing to whoever has no key.
    const found = key === null ? [] : await pageBehind(office, after);
    const unsigned = {
      office,
      area,
      window,
      generation,
      nonce,
      hub: hub.hub,
      epoch: row.epoch ?? '',
      key: row.claim_key,
      rows: found,
      upTo: found.at(-1)?.change ?? after,
      more: found.length === claimLimits.rows,
      at: row.instant.toISOString(),
    };
    return answered({ version: POST_VERSION, ...unsigned, signature: await hub.sign(claimsPageText(unsigned)) });
  };

  const claimPages: ClaimStore['claimPages'] = async (letter) => {
    const first = await keepClaims(letter, 'passed');
    if (!first.ok) return first;
    const pages = [first.value];
    for (let last = first.value; last.more;) {
      const rows = await pageBehind(letter.office, last.upTo);
      const { version, signature: _, ...rest } = last;
      const upTo = rows.at(-1)?.change ?? last.upTo;
      const unsigned = { ...rest, rows, upTo, more: rows.length === claimLimits.rows };
      last = { version, ...unsigned, signature: await hub.sign(claimsPageText(unsigned)) };
      pages.push(last);
    }
    return answered(pages);
  };

  const inviteBy: ClaimStore['inviteBy'] = async (letter) => {
    const signed = await signedBy(letter, inviteText(letter), letter.signature);
    if (!signed.ok) return signed;
    const { office, window, generation, invitation, proofKey, sealed } = letter;
    const [row] = await database.rows<LetterOutcome & { readonly until: Date | null }>(
      'SELECT * FROM invite_window($1, $2, $3, $4, $5, $6, $7, $8, $9)',
      [
        office,
        window,
        generation,
        signed.value.publicKey,
        invitation,
        Buffer.from(proofKey, 'base64'),
        sealed,
        INVITATION_MINUTES,
        MOST_INVITATIONS,
      ],
    );
    const problem = refusedLetter(letter, row, forget);
    if (problem !== null) return problem;
    return row?.until instanceof Date
      ? answered({ until: row.until.toISOString() })
      : refused({ code: 'code-refused' });
  };

  const handOver: ClaimStore['handOver'] = async (letter) => {
    const signed = await signedBy(letter, handoverText(letter), letter.signature);
    if (!signed.ok) return signed;
    const [invited] = await database.rows<{ proof_key: Buffer }>(
      'SELECT proof_key FROM invitation WHERE invitation = $1 AND office = $2 AND until > clock_timestamp()',
      [letter.invitation, letter.office],
    );
    if (invited === undefined) return refused({ code: 'code-refused' });
    const proofKey = Uint8Array.from(invited.proof_key);
    if (!(await keyedDigestFits(proofKey, handoverProofText(letter), letter.proof)))
      return refused({ code: 'code-refused' });
    const [row] = await database.rows<{ handed: boolean; sealed: string | null }>(
      'SELECT * FROM hand_over($1, $2, $3)',
      [letter.office, letter.window, letter.invitation],
    );
    if (row?.handed !== true) return refused({ code: 'code-refused' });
    return answered({ sealed: row.sealed, proof: await joinProof(proofKey, handedText(letter, row.sealed)) });
  };

  return { keepClaims, claimPages, inviteBy, handOver };
}
