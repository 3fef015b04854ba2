/**
 * A new data key, step by step, each of which may be the last: first the vault with the new key (the old one stays openable
 * under its number), then the content keys in lots, then the old key is dropped. What was stopped in between goes on at an
 * administrator's next rotation, and nothing is unreadable meanwhile.
 */
import type { OfficeEvent } from '#shared/casework/office-events.ts';
import { failed, success, type Result } from '#shared/contract/failure.ts';
import type { StoreParts } from './cases/store-parts.ts';
import type { Credential } from './crypto/crypto-service.ts';
import { withoutCard } from '#shared/crypto/vault-keys.ts';
import type { VaultChange } from './vault-access.ts';

export interface RotationParts {
  readonly parts: StoreParts;
  readonly credential: Credential;
  readonly change: (make: VaultChange) => Promise<Result<null>>;
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

const LOT = 500;

/** Every content key under the newest data key, in the journal's folder and in the copy. */
async function rewrapAll({ parts, onProgress }: RotationParts): Promise<Result<null>> {
  const { host, area, crypto, db } = parts;
  const answer = await host.call('contentKeys.read', { area });
  if (!answer.ok) return answer;
  const all = Object.entries(answer.value.keys);
  for (let at = 0; at < all.length; at += LOT) {
    const keys = await crypto.rewrap(Object.fromEntries(all.slice(at, at + LOT)));
    const put = await host.call('contentKeys.put', { area, keys, replace: true });
    if (!put.ok) return put;
    await db.contentKeys.bulkPut(Object.entries(keys).map(([caseId, wrapped]) => ({ caseId, wrapped })));
    onProgress?.(Math.min(at + LOT, all.length), all.length);
  }
  return success(null);
}

/** Answers with the names of officers who need a new passphrase now. */
export async function rotateDataKey(rotation: RotationParts): Promise<Result<readonly string[]>> {
  const { parts, credential, change } = rotation;
  let left: readonly string[] = [];
  const event: OfficeEvent = { type: 'dataKeyRotated' };
  const began = await change(async (vault) => {
    left = vault.officers.filter(({ id }) => withoutCard(vault).includes(id)).map(({ name }) => name);
    const next = await parts.crypto.rotate(vault, credential);
    return next === null ? failed('wrong-passphrase') : success({ vault: next, event });
  });
  if (!began.ok) return began;
  await parts.crypto.adoptRotated();
  const rewrapped = await rewrapAll(rotation);
  if (!rewrapped.ok) return rewrapped;
  const ended = await change((vault) =>
    Promise.resolve(success({ vault: { ...vault, olderKeys: [] }, event: { type: 'oldDataKeyDropped' } })),
  );
  return ended.ok ? success(left) : ended;
}
