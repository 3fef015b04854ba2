/** The vault as a roll has its officers: whoever is on it signs in here with the passphrase of any window; whoever left does not. */
import type { Roll, RollOfficer } from '../contract/roll.ts';
import type { KeyCard, Vault, VaultOfficer } from '../contract/vault.ts';
import { isSameOfficerName } from '../domain/officer-name.ts';
import type { Bytes } from './bytes.ts';
import { sealToCard } from './card.ts';
import type { UnplacedVault } from './vault-keys.ts';

const SHUT = { card: null, sealedKey: null, key: null } as const;

/** Officers of this window who are somebody on the roll under another id: theirs → the roll's. */
export function matchedOfficers(vault: Pick<Vault, 'officers'>, roll: Roll): Readonly<Record<string, string>> {
  const ids = new Set(roll.officers.map(({ id }) => id));
  const present = roll.officers.filter(({ state, card }) => state === 'active' && card !== null);
  return Object.fromEntries(
    vault.officers.flatMap((own) => {
      const other = present.find(({ name }) => isSameOfficerName(name, own.name));
      return own.active && !ids.has(own.id) && other !== undefined ? [[own.id, other.id]] : [];
    }),
  );
}

const sameKeys = (one: KeyCard, other: RollOfficer): boolean =>
  one.publicKey === other.opening && one.signing?.publicKey === other.signing;

/**
 * An officer's card here. The roll's, unless the own one has the same keys and did not come by an earlier roll: then the passphrase was
 * changed here since.
 */
function cardFor(own: VaultOfficer | undefined, listed: RollOfficer, earlier: readonly Roll[]): KeyCard | null {
  const mine = own?.card ?? null;
  if (listed.card === null || mine === null || !sameKeys(mine, listed)) return listed.card;
  const text = JSON.stringify(mine);
  const came = earlier.some(({ officers }) => officers.some(({ card }) => JSON.stringify(card) === text));
  return came ? listed.card : mine;
}

/** `earlier`: rolls that this window followed before. The data key is the caller's to clear. */
export async function withRoll(
  vault: Vault,
  dataKey: Bytes,
  roll: Roll,
  earlier: readonly Roll[],
): Promise<UnplacedVault> {
  const matched = matchedOfficers(vault, roll);
  const followed: VaultOfficer[] = [];
  for (const listed of roll.officers) {
    const { id, name, role } = listed;
    const own = vault.officers.find((one) => one.id === id);
    const card = listed.state === 'left' ? null : cardFor(own, listed, earlier);
    if (card === null) followed.push({ id, name, role, active: false, ...SHUT });
    else
      followed.push({ id, name, role, active: true, card, sealedKey: await sealToCard(dataKey, card, id), key: null });
  }
  const ids = new Set(roll.officers.map(({ id }) => id));
  const others = vault.officers
    .filter(({ id }) => !ids.has(id))
    .map((own) => (own.id in matched ? { ...own, active: false, ...SHUT } : own));
  return { ...vault, officers: [...followed, ...others] };
}
