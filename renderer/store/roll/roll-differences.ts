/** How the officers of this window and the roll differ, and the officers that the next roll would list. */
import type { Roll, RollOfficer } from '#shared/contract/roll.ts';
import type { Vault, VaultOfficer } from '#shared/contract/vault.ts';

/**
 * `absent`: here and not on the roll. `left`: on the roll, no longer here. `card`: other keys than the roll says, since somebody else set
 * the passphrase. `changed`: another name or duty. `no-card`: never signed in since officers sign; cannot be listed yet.
 */
export interface RollDifference {
  readonly kind: 'absent' | 'left' | 'card' | 'changed' | 'no-card';
  readonly name: string;
}

const listable = ({ active, card }: VaultOfficer): boolean => active && card?.signing !== undefined;

function differenceOf(own: VaultOfficer, roll: Roll | null): RollDifference | null {
  const listed = roll?.officers.find(({ id, state }) => id === own.id && state === 'active');
  const told = (kind: RollDifference['kind']): RollDifference => ({ kind, name: own.name });
  if (!own.active) return listed === undefined ? null : told('left');
  if (!listable(own)) return told('no-card');
  if (listed === undefined) return told('absent');
  if (own.card?.publicKey !== listed.opening || own.card.signing?.publicKey !== listed.signing) return told('card');
  return own.name === listed.name && own.role === listed.role ? null : told('changed');
}

export const rollDifferences = ({ officers }: Vault, roll: Roll | null): readonly RollDifference[] =>
  officers.flatMap((own) => differenceOf(own, roll) ?? []);

/** Whoever is here, and whoever else was on the roll before. */
export function nextOfficers({ officers }: Vault, roll: Roll | null): readonly RollOfficer[] {
  const listed = roll?.officers ?? [];
  const mine = officers.flatMap((own): RollOfficer[] => {
    const before = listed.find(({ id }) => id === own.id);
    if (!own.active) return before === undefined ? [] : [{ ...before, state: 'left', card: null }];
    const { id, name, role, card } = own;
    if (card?.signing === undefined) return before === undefined ? [] : [before];
    return [{ id, name, role, state: 'active', signing: card.signing.publicKey, opening: card.publicKey, card }];
  });
  const here = new Set(mine.map(({ id }) => id));
  return [...listed.filter(({ id }) => !here.has(id)), ...mine];
}

/** Whether somebody would be left who can do what takes an administrator. */
export const hasAdministrator = (officers: readonly RollOfficer[]): boolean =>
  officers.some(({ state, role, card }) => state === 'active' && role === 'administrator' && card !== null);
