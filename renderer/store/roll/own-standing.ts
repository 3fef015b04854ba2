/** The one who is signing in, as the vault has them. */
import { isOldVault, type AnyVault, type Vault } from '#shared/contract/vault.ts';
import type { Officer } from '#shared/domain/officer.ts';
import type { Credential } from '../crypto/crypto-service.ts';
import type { SignIn } from '../signing-in.ts';

/** What opens the vault from now on: after the recovery key, the passphrase that was set with it. */
export const credentialOf = ({ officerId, passphrase }: SignIn): Credential => ({
  kind: 'passphrase',
  officerId,
  passphrase,
});

/** The public half of the officer's key that signs; `undefined` where there is none. */
export function signingOf(vault: AnyVault, { id }: Pick<Officer, 'id'>): string | undefined {
  return isOldVault(vault) ? undefined : vault.officers.find((one) => one.id === id)?.card?.signing?.publicKey;
}

/** Whether the officer still belongs here: a roll may have said meanwhile that they left. */
export const staysIn = (vault: Vault | null, { id }: Pick<Officer, 'id'>): boolean =>
  vault === null || vault.officers.some((one) => one.id === id && one.active);
