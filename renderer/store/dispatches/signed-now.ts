import type { WordSignature } from '#shared/casework/dispatches.ts';
import type { StoreParts } from '../cases/store-parts.ts';

/** The signature of whoever is signed in; `null` while no roll names their card. */
export async function signedNow(
  { crypto, officer, now }: Pick<StoreParts, 'crypto' | 'officer' | 'now'>,
  statement: string,
): Promise<WordSignature | null> {
  const at = now();
  const signed = await crypto.signWord(officer.id, at, statement);
  return signed === null ? null : { officerId: officer.id, officerName: officer.name, at, signed };
}
