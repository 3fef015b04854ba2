/** 任职名单 of an open office: how it stands, signing the next one, and taking over what other windows signed. */
import type { OfficeEvent } from '#shared/casework/office-events.ts';
import { MOST_ROLLS, type SignedRoll } from '#shared/casework/roll.ts';
import { failed, success, type Result } from '#shared/contract/failure.ts';
import { rollChanges, type RollChange } from '#shared/contract/roll-changes.ts';
import { succeeds, type Roll } from '#shared/contract/roll.ts';
import { isOldVault, type Vault } from '#shared/contract/vault.ts';
import { officeKeyPrint, type OfficeKey } from '#shared/crypto/roll.ts';
import { matchedOfficers } from '#shared/crypto/vault-roll.ts';
import { plainDate, type PlainDate } from '#shared/domain/plain-date.ts';
import type { OwnedCaseStore } from '../cases/sealed-case-store.ts';
import { loadRolls, ROLL_SUBJECT } from '../cases/recorded-rolls.ts';
import { authorOf, thisWindow, type StoreParts } from '../cases/store-parts.ts';
import type { Credential } from '../crypto/crypto-service.ts';
import { changeVault, readVault } from '../vault-access.ts';
import { hasAdministrator, nextOfficers, rollDifferences, type RollDifference } from './roll-differences.ts';

export type { RollDifference } from './roll-differences.ts';

/** What other windows of the office signed and this one has not taken over. */
export interface OfferedRolls {
  readonly rolls: readonly SignedRoll[];
  readonly last: Roll;
  /** They are of another office key than the own roll's, or the first that come here: an administrator compares the key. */
  readonly anew: boolean;
  /** Names of this window's officers who are somebody on the roll. */
  readonly matched: readonly string[];
}

export interface RollState {
  /** The one in force; `null` while none was signed. */
  readonly roll: Roll | null;
  /** What is read aloud to compare the office key. */
  readonly print: string | null;
  readonly differences: readonly RollDifference[];
  readonly joined: boolean;
  /** Whether this window is the one that exports for the whole office. */
  readonly exportsHere: boolean;
}

/** As the roll says so far, this window for all, or each window its own. */
export type ExportingChoice = 'as-before' | 'here' | 'each';

export interface RollDesk {
  state(): Promise<Result<RollState>>;
  /** New keys and duties that are said on a day; `null` while no roll was signed. */
  changes(on: PlainDate): readonly RollChange[] | null;
  /** What the hub has beyond the own roll; `null` where that is nothing, or no hub was joined. `roll-not-sent`, `roll-untrue`. */
  offered(): Promise<Result<OfferedRolls | null>>;
  /** A new office key to print; nothing is kept of it before the first roll is signed with it. */
  newOfficeKey(): Promise<{ readonly printed: string; readonly officeKey: OfficeKey }>;
  /**
   * Signs who is here as the next roll. `typed`: the printed office key; `officeKey`: the new one, for the first roll. In an office with
   * a hub the hub takes it first, so that two windows never sign the same number. `exporting`: which window is to export for all.
   */
  sign(typed: string, officeKey: OfficeKey | null, exporting?: ExportingChoice): Promise<Result<Roll>>;
  /** Follows what was offered. By an administrator where the key had to be compared. */
  take(offered: OfferedRolls, credential: Credential): Promise<Result<Vault>>;
}

export interface RollDeskParts {
  readonly parts: StoreParts;
  readonly cases: Pick<OwnedCaseStore, 'recordMarked' | 'recordEvent'>;
  /** The vault was changed by what is done here. */
  readonly onVault: (vault: Vault) => Promise<void>;
}

/** Answers in pages of twenty; an office signs a few in a year. */
const MOST_PAGES = 10;

export function rollDesk({ parts, cases, onVault }: RollDeskParts): RollDesk {
  const { host, area, crypto, now } = parts;
  const current = (): Roll | null => parts.rolls.recorded.at(-1)?.roll ?? null;
  const today = () => plainDate(now().slice(0, 10));
  const vault = async (): Promise<Vault | null> => {
    const read = await readVault(host, area);
    return read.ok && !isOldVault(read.value) ? read.value : null;
  };
  const joined = async (): Promise<boolean> => {
    const post = await host.call('post.state', { area });
    return post.ok && post.value.hub !== null;
  };

  /** All that the hub has behind a number, opened. */
  const behind = async (after: number): Promise<Result<readonly SignedRoll[]>> => {
    const found: SignedRoll[] = [];
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const answer = await host.call('post.rolls', { area, put: null, after: after + found.length });
      if (!answer.ok) return answer;
      for (const sent of answer.value.rolls) {
        const signed = await crypto.openRoll(sent);
        if (signed === null) return failed('roll-untrue');
        found.push(signed);
      }
      if (answer.value.rolls.length === 0 || after + found.length >= answer.value.last) break;
    }
    return success(found);
  };

  /** The last of rolls that follow each other from `base`; `null` where they do not. */
  const lastOf = async (rolls: readonly SignedRoll[], base: Roll | null): Promise<Roll | null> => {
    let last = base;
    for (const signed of rolls) {
      const roll = await crypto.readRoll(signed);
      if (roll === null || !succeeds(roll, last)) return null;
      last = roll;
    }
    return last;
  };

  /** The hub has a roll, where it follows its last one. */
  const hand = async (signed: SignedRoll, after: number): Promise<Result<null>> => {
    const sent = await crypto.sealRoll(signed);
    if (sent === null) return failed('roll-not-sent', { reason: 'key-missing' });
    const answer = await host.call('post.rolls', { area, put: sent, after });
    return answer.ok ? success(null) : answer;
  };

  /** What was signed before the hub was joined, or what a hub lost that was put back to an older state. */
  const handAll = async (last: Roll | null): Promise<Result<null>> => {
    for (const { roll, signed } of parts.rolls.recorded) {
      if (roll.series !== current()?.series || roll.number <= (last?.number ?? 0)) continue;
      const handed = await hand(signed, roll.number);
      if (!handed.ok) return handed;
    }
    return success(null);
  };

  const offered: RollDesk['offered'] = async () => {
    if (!(await joined())) return success(null);
    const own = current();
    const found = await behind(0);
    if (!found.ok) return found;
    const last = await lastOf(found.value, null);
    if (last === null && found.value.length > 0) return failed('roll-untrue');
    const follows = own !== null && (last === null || (own.series === last.series && own.officeKey === last.officeKey));
    if (follows && (last?.number ?? 0) < own.number) return handAll(last);
    if (last === null || (follows && last.number === own.number))
      return last === null || last.hash === own?.hash ? success(null) : failed('roll-untrue');
    const rolls = follows ? found.value.slice(own.number) : found.value;
    if (follows && (await lastOf(rolls, own)) === null) return failed('roll-untrue');
    const { officers = [] } = (await vault()) ?? {};
    const matched = Object.keys(matchedOfficers({ officers: [...officers] }, last));
    const names = officers.filter(({ id }) => matched.includes(id)).map(({ name }) => name);
    return success({ rolls: rolls.slice(-MOST_ROLLS), last, anew: !follows, matched: names });
  };

  const record = async (event: OfficeEvent): Promise<Result<null>> => {
    const entryId = globalThis.crypto.randomUUID();
    const recorded = await cases.recordEvent({
      entryId,
      kind: 'office',
      subjectId: ROLL_SUBJECT,
      on: today(),
      content: event,
      takeBatchNumber: false,
    });
    return recorded.ok ? loadRolls(parts) : recorded;
  };

  const chosen = async (wanted: ExportingChoice, own: Roll | null): Promise<Roll['exporting']> => {
    if (wanted === 'as-before') return own?.exporting ?? null;
    const writer = wanted === 'here' ? await thisWindow(parts) : null;
    return writer === null ? null : { window: writer.window, prefix: writer.prefix };
  };

  const sign: RollDesk['sign'] = async (typed, officeKey, wanted = 'as-before') => {
    const [own, here] = [current(), await vault()];
    if (authorOf(parts).capacity !== 'administrator') return failed('administrator-only');
    const key = own === null ? officeKey : { publicKey: own.officeKey, sealed: own.sealedOfficeKey };
    if (key === null || here === null) return failed('roll-unready', { why: 'no-roll' });
    const officers = nextOfficers(here, own);
    if (!hasAdministrator(officers)) return failed('roll-unready', { why: 'no-administrator' });
    const waiting = await offered();
    if (!waiting.ok) return waiting;
    if (waiting.value !== null) return failed('roll-unready', { why: 'behind' });
    const exporting = await chosen(wanted, own);
    const signed = await crypto.signRoll(typed, { area, current: own, officeKey: key, at: now(), officers, exporting });
    const roll = signed === null ? null : await crypto.readRoll(signed);
    if (signed === null || roll === null) return failed('office-key-wrong');
    const handed = (await joined()) ? await hand(signed, roll.number) : success(null);
    if (!handed.ok) return handed;
    const recorded = await record({ type: 'rollSigned', roll: signed });
    return recorded.ok ? success(roll) : recorded;
  };

  const take: RollDesk['take'] = async ({ rolls, last, anew }, credential) => {
    if (anew && authorOf(parts).capacity !== 'administrator') return failed('administrator-only');
    const earlier = parts.rolls.recorded.map(({ roll }) => roll);
    const changed = await changeVault(
      { host, area, on: today(), recordMarked: (request) => cases.recordMarked(request), subjectId: ROLL_SUBJECT },
      async (before) => {
        const next = await crypto.withRoll(before, credential, last, earlier);
        if (next === null) return failed('wrong-passphrase');
        if (!next.officers.some(({ active, role }) => active && role === 'administrator'))
          return failed('roll-unready', { why: 'no-administrator' });
        const matched = matchedOfficers(before, last);
        return success({ vault: next, event: { type: 'rollsTaken', rolls: [...rolls], anew, matched } });
      },
    );
    if (!changed.ok) return changed;
    await onVault(changed.value);
    const loaded = await loadRolls(parts);
    return loaded.ok ? changed : loaded;
  };

  return {
    changes: (on) => {
      const rolls = parts.rolls.recorded.map(({ roll }) => roll);
      return rolls.length === 0 ? null : rollChanges(rolls, on);
    },
    state: async () => {
      const [own, here] = [current(), await vault()];
      return success({
        roll: own,
        print: own === null ? null : officeKeyPrint(own.officeKey),
        differences: here === null ? [] : rollDifferences(here, own),
        joined: await joined(),
        exportsHere: (own?.exporting?.window ?? null) === ((await thisWindow(parts))?.window ?? ''),
      });
    },
    offered,
    newOfficeKey: () => crypto.makeOfficeKey(area === 'training' ? 1 : undefined),
    sign,
    take,
  };
}
