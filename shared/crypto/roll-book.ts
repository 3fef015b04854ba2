/** The rolls that a ledger recorded, and whose word its entries are by them. */
import { isOld, type AnyEntry, type JournalEntry } from '../casework/journal.ts';
import type { SignedRoll } from '../casework/roll.ts';
import { succeeds, type Roll } from '../contract/roll.ts';
import { confirmedText, type Confirmation } from '../domain/confirmation.ts';
import type { OfficerRole } from '../domain/officer.ts';
import { cardName, rollFor, wordOf, type RecordedRoll, type WordOfEntry } from './officer-signing.ts';
import { verifiedRoll } from './roll.ts';
import { verifierOf } from './signing.ts';

/** Rolls as one entry of the ledger recorded them. `anew`: they take the place of another series. */
export interface RollsEntry {
  readonly entry: JournalEntry;
  readonly rolls: readonly SignedRoll[];
  readonly anew: boolean;
}

/** Whose word an entry is, and the duty that the roll gives to its officer; `null` where no roll judges. */
export interface JudgedWord {
  readonly word: WordOfEntry;
  readonly role: OfficerRole | null;
}

/** A word that an officer signed with the own card, elsewhere. */
export interface GivenWord {
  readonly officerId: string;
  readonly at: string;
  readonly signed: { readonly card: string; readonly value: string };
}

const CACHED = 20_000;

export class RollBook {
  protected rolls: readonly RecordedRoll[] = [];
  private readonly judged = new Map<string, JudgedWord>();

  /** Nothing is believed any more. */
  clear(): void {
    this.rolls = [];
    this.judged.clear();
  }

  /** What another entry recorded, behind all before: the rolls of it that hold are believed for the entries after it. */
  async add({ entry, rolls, anew }: RollsEntry): Promise<void> {
    let current: Roll | null = this.rolls.at(-1)?.roll ?? null;
    if (anew && current !== null) {
      // Only an administrator of the roll so far may put another office's in its place.
      const { word, role } = await this.judge(entry);
      if (word !== 'held' || role !== 'administrator') return;
      current = null;
    }
    for (const signed of rolls) {
      const roll = await verifiedRoll(signed);
      if (roll === null || !succeeds(roll, current)) continue;
      current = roll;
      this.rolls = [...this.rolls, { since: entry.header.sequence, roll, signed }];
    }
  }

  /** Whether a second officer's word is signed by the officer's own card; words given before a roll named them need no signature. */
  async wordHolds(confirmation: Confirmation, statement: string): Promise<boolean> {
    const { officerId, at, signed } = confirmation;
    const naming = this.rolls.filter(({ roll }) => roll.officers.some(({ id }) => id === officerId));
    const [first] = naming;
    if (first === undefined || at < first.roll.at) return true;
    const cards = naming.flatMap(({ roll }) => roll.officers.filter(({ id }) => id === officerId));
    const card = cards.find(({ signing }) => cardName(signing) === signed?.card);
    const verify = card === undefined ? null : await verifierOf(card.signing);
    if (verify === null || signed === undefined) return false;
    return verify(confirmedText(confirmation, statement), signed.value);
  }

  /** Whose word it is that was given at another window, by the roll in force now: of whoever is on it, with the card that it names. */
  async judgeWord({ officerId, at, signed }: GivenWord, statement: string): Promise<JudgedWord> {
    const roll = this.rolls.at(-1)?.roll ?? null;
    if (roll === null) return { word: 'before', role: null };
    const own = roll.officers.find(({ id, state }) => id === officerId && state === 'active');
    if (own === undefined || cardName(own.signing) !== signed.card) return { word: 'unlisted', role: null };
    const verify = await verifierOf(own.signing);
    const held = verify !== null && (await verify(confirmedText({ officerId, at }, statement), signed.value));
    return { word: held ? 'held' : 'broken', role: own.role };
  }

  /** Whose word an entry is. Its hash is known to be of its text. */
  async judge(entry: AnyEntry): Promise<JudgedWord> {
    const known = this.judged.get(entry.hash);
    if (known !== undefined) return known;
    const roll = rollFor(this.rolls, entry.header.sequence);
    const word = isOld(entry) ? 'before' : await wordOf(entry, this.rolls);
    const listed = roll?.officers.find(({ id }) => id === entry.header.officerId);
    const made = { word, role: listed?.role ?? null };
    if (this.judged.size >= CACHED) this.judged.clear();
    this.judged.set(entry.hash, made);
    return made;
  }
}
