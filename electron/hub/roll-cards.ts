/** Whether a line is signed by the officer whose card it names, by the roll that it names. */
import { isOld } from '#shared/casework/journal.ts';
import { readLine } from '#shared/casework/journal-line.ts';
import { OpenRoll } from '#shared/contract/roll.ts';
import { cardName, entrySignatureHolds } from '#shared/crypto/officer-signing.ts';
import { parsedJson } from '#shared/domain/parsed-json.ts';
import { fastHash } from '#electron/host/journal-file.ts';
import type { Database } from './database.ts';

export interface RollCards {
  /** Whether it is forged. A card that the roll does not list, a roll that is not here yet: nothing can be said. */
  forged(office: string, line: string): Promise<boolean>;
}

type Listed = OpenRoll['officers'];

/** Looked for before a line is parsed at all: most offices have no roll, and what they sign names roll 0. It stands near the end. */
const SIGNED = /"signed":\{"card":"[^"]{1,200}","roll":[1-9]/u;
const END = 1000;

/** For one run, or one check: a roll is read once, and never believed longer than that. */
export function rollCards(database: Database): RollCards {
  const known = new Map<string, Promise<Listed | null>>();
  const read = async (office: string, number: number): Promise<Listed | null> => {
    const [row] = await database.rows<{ open: string }>('SELECT open FROM roll WHERE office = $1 AND number = $2', [
      office,
      number,
    ]);
    const roll = row === undefined ? null : OpenRoll.safeParse(parsedJson(row.open));
    return roll?.success === true ? roll.data.officers : null;
  };
  const listedOn = async (office: string, number: number): Promise<Listed | null> => {
    const name = `${office} ${number}`;
    const listed = known.get(name) ?? read(office, number);
    known.set(name, listed);
    return await listed;
  };
  return {
    forged: async (office, line) => {
      if (!SIGNED.test(line.slice(-END))) return false;
      const reading = readLine(line, fastHash);
      if (reading.state !== 'entry' || isOld(reading.entry) || reading.entry.signed === null) return false;
      const { entry } = reading;
      const { card, roll } = reading.entry.signed;
      const officers = await listedOn(office, roll);
      const signer = officers?.find(({ signing }) => cardName(signing) === card);
      if (signer === undefined) return false;
      const theirs = signer.id === entry.header.officerId && signer.state === 'active';
      return !theirs || !(await entrySignatureHolds(entry, reading.entry.signed, signer.signing));
    },
  };
}
