/** From a passphrase, or the recovery key, to the keys of an area. */
import type { Area } from '#shared/contract/channels.ts';
import { failed, success, type Result } from '#shared/contract/failure.ts';
import type { Host } from '#shared/contract/host.ts';
import type { AnyVault } from '#shared/contract/vault.ts';
import type { Officer } from '#shared/domain/officer.ts';
import { noteFailedSignIn } from './access-log/access-log.ts';
import type { CryptoHandle } from './crypto/crypto-client.ts';
import type { Credential } from './crypto/crypto-service.ts';
import { toOfficer } from './vault-access.ts';

/** An officer with the passphrase, or with the recovery key and the passphrase that it gets. */
export type SignIn =
  | (Credential & { readonly kind: 'passphrase' })
  | { readonly kind: 'recovery'; readonly officerId: string; readonly typed: string; readonly passphrase: string };

interface SigningIn {
  readonly host: Host;
  readonly area: Area;
  readonly signIn: SignIn;
}

export interface SignedIn {
  readonly officer: Officer;
  /** Wrong passphrases of this officer in a row before the right one. */
  readonly failedTries: number;
}

/** A wrong passphrase is counted by the host; while a wait runs nothing is tried (`detail`: {@link SignInTries}). */
export async function unlocked(
  vault: AnyVault,
  request: SigningIn,
  crypto: CryptoHandle,
  at: string,
): Promise<Result<SignedIn>> {
  const { host, area, signIn } = request;
  const officer = officersOf(vault).find(({ id, active }) => active && id === signIn.officerId);
  if (officer === undefined) return failed('wrong-passphrase');
  const note = (outcome: 'asked' | 'failed') =>
    host.call('signIn.note', { area, officerId: signIn.officerId, outcome });
  const before = await note('asked');
  // The recovery key proves who this is: a wait after wrong passphrases does not apply to it.
  if (signIn.kind === 'passphrase' && before.ok && before.value.waitMs > 0)
    return failed('wrong-passphrase', before.value);
  const failedTries = before.ok ? before.value.failures : 0;
  const unlocking = await crypto.client.unlock(vault, signIn);
  if (unlocking === 'open') return success({ officer: toOfficer(officer), failedTries });
  if (unlocking === 'foreign') return failed('vault-foreign');
  const tries = await note('failed');
  await noteFailedSignIn(host, area, signIn.officerId, at);
  return failed('wrong-passphrase', tries.ok ? tries.value : undefined);
}

/** Both formats list officers alike, as far as a sign-in goes. */
export const officersOf = (vault: AnyVault): readonly (Officer & { readonly active: boolean })[] => vault.officers;
