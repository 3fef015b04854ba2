/** The rolls of an office, in one order (shared/post/rolls.ts). */
import { fastHash } from '#electron/host/journal-file.ts';
import { OpenRoll, rollStatement, type SentRoll } from '#shared/contract/roll.ts';
import { verifierOf } from '#shared/crypto/signing.ts';
import { parsedJson } from '#shared/domain/parsed-json.ts';
import { rollLimits, rollsText, type RollsAnswer, type RollsLetter } from '#shared/post/rolls.ts';
import { answered, refused, type Answered } from './answered.ts';
import type { Database } from './database.ts';
import type { HubIdentity } from './hub-key.ts';
import { refusedLetter, type LetterOutcome } from './letter-outcome.ts';
import type { WindowKeys } from './window-keys.ts';

export interface RollStore {
  /** Keeps a roll that follows, and answers with those that the window lacks. */
  exchangeRolls(letter: RollsLetter): Promise<Answered<RollsAnswer>>;
}

/** The open part, if it is signed by the office key that it names and of this hub's area; else `null`. */
async function openPart({ area }: HubIdentity, { open, signature }: SentRoll): Promise<OpenRoll | null> {
  const read = OpenRoll.safeParse(parsedJson(open));
  if (!read.success || read.data.area !== area) return null;
  const verify = await verifierOf(read.data.officeKey);
  return verify !== null && (await verify(rollStatement(open), signature)) ? read.data : null;
}

export function rollStore(database: Database, hub: HubIdentity, { signedBy, forget }: WindowKeys): RollStore {
  return {
    exchangeRolls: async (letter) => {
      const signed = await signedBy(letter, rollsText(letter), letter.signature);
      if (!signed.ok) return signed;
      const { office, window, generation, put, after } = letter;
      const part = put === null ? null : await openPart(hub, put);
      if (put !== null && part === null) return refused({ code: 'roll-unsigned' });
      const [row] = await database.rows<LetterOutcome>(
        'SELECT * FROM keep_roll($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)',
        [
          office,
          window,
          generation,
          signed.value.publicKey,
          part?.number ?? null,
          part?.before ?? null,
          put === null ? null : fastHash(put.open),
          part?.officeKey ?? null,
          put?.open ?? null,
          put?.sealed ?? null,
          put?.signature ?? null,
        ],
      );
      if (row?.outcome === 'roll-differs') return refused({ code: 'roll-differs' });
      const problem = refusedLetter(letter, row, forget);
      if (problem !== null) return problem;
      const [last] = await database.rows<{ number: number }>(
        'SELECT coalesce(max(number), 0)::integer AS number FROM roll WHERE office = $1',
        [office],
      );
      const rolls = await database.rows<SentRoll>(
        'SELECT open, sealed, signature FROM roll WHERE office = $1 AND number > $2 ORDER BY number LIMIT $3',
        [office, after, rollLimits.rolls],
      );
      return answered({ rolls, last: last?.number ?? 0 });
    },
  };
}
