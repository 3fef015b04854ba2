/** What the hub keeps beside the lines: wrapped content keys, and vault and settings sealed (shared/post/keeping.ts). */
import { wrappedBy } from '#shared/crypto/content-key.ts';
import type { LogName } from '#shared/post/heads.ts';
import { keysText, officeText, type Kept, type KeysLetter, type OfficeLetter } from '#shared/post/keeping.ts';
import { answered, type Answered } from './answered.ts';
import type { Database } from './database.ts';
import { refusedLetter, type LetterOutcome } from './letter-outcome.ts';
import type { WindowKeys } from './window-keys.ts';

export interface KeepStore {
  /** All of a letter, or nothing. A later data key's wrap takes the place of an earlier's, never the other way round. */
  keepKeys(letter: KeysLetter): Promise<Answered<Kept>>;
  keepOffice(letter: OfficeLetter): Promise<Answered<Kept>>;
}

export function keepStore(
  database: Database,
  signedBy: WindowKeys['signedBy'],
  forget: WindowKeys['forget'],
): KeepStore {
  const answerTo = (name: LogName, row: LetterOutcome | undefined): Answered<Kept> => {
    const problem = refusedLetter(name, row, forget);
    if (problem !== null) return problem;
    if (row?.epoch === null || row?.epoch === undefined) throw new Error('kept without an epoch');
    return answered({ epoch: row.epoch });
  };

  return {
    keepKeys: async (letter) => {
      const signed = await signedBy(letter, keysText(letter), letter.signature);
      if (!signed.ok) return signed;
      const { office, window, generation, drop } = letter;
      // One row a subject: of two in one letter the last holds.
      const put = [...new Map(letter.put)];
      const [row] = await database.rows<LetterOutcome>('SELECT * FROM keep_keys($1, $2, $3, $4, $5, $6, $7, $8)', [
        office,
        window,
        generation,
        signed.value.publicKey,
        put.map(([subject]) => subject),
        put.map(([, wrapped]) => wrapped),
        put.map(([, wrapped]) => wrappedBy(wrapped).number),
        [...new Set(drop)],
      ]);
      return answerTo(letter, row);
    },
    keepOffice: async (letter) => {
      const signed = await signedBy(letter, officeText(letter), letter.signature);
      if (!signed.ok) return signed;
      const { office, window, generation, vault, settings, body } = letter;
      const [row] = await database.rows<LetterOutcome>(
        'SELECT * FROM keep_office($1, $2, $3, $4, $5, $6, $7, $8, $9)',
        [
          office,
          window,
          generation,
          signed.value.publicKey,
          vault.revision,
          vault.digest,
          settings.revision,
          settings.digest,
          body,
        ],
      );
      return answerTo(letter, row);
    },
  };
}
