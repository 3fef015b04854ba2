/** Vault and settings sealed for a place outside of the folder, and opened again by the printed recovery key alone. */
import type { FileMark } from '../casework/journal.ts';
import { OfficeFilesPair, type SealedOffice } from '../contract/sealed-office.ts';
import { fromBase64, fromUtf8, toBase64, utf8, type Bytes } from './bytes.ts';
import { officeKeyOf } from './data-key.ts';
import { open, place, seal } from './sealing.ts';
import { recoveredDataKey } from './vault-keys.ts';

const whereOf = (vault: FileMark, settings: FileMark): Bytes => place('sealed office', vault.digest, settings.digest);

/** `key`: {@link officeKeyOf} of the data key that the vault names; `marks`: what the ledger records of the two. */
export async function sealOffice(
  key: CryptoKey,
  files: OfficeFilesPair,
  { vault, settings }: Pick<SealedOffice, 'vault' | 'settings'>,
): Promise<SealedOffice> {
  const sealed = await seal(key, whereOf(vault, settings), utf8(JSON.stringify(files)));
  return { version: 1, vault, settings, recovery: files.vault.recovery, sealed: toBase64(sealed) };
}

/** `wrong`: another recovery key, or none belongs to it. `damaged`: the key is right, and what it opens is not what was sealed. */
export async function openSealedOffice(
  { vault, settings, recovery, sealed }: SealedOffice,
  typed: string,
): Promise<OfficeFilesPair | 'wrong' | 'damaged'> {
  const dataKey = recovery === null ? null : await recoveredDataKey(recovery, typed);
  if (dataKey === null) return 'wrong';
  const key = await officeKeyOf(dataKey);
  dataKey.fill(0);
  const bytes = fromBase64(sealed);
  const plain = bytes === null ? null : await open(key, whereOf(vault, settings), bytes);
  const files = plain === null ? null : OfficeFilesPair.safeParse(JSON.parse(fromUtf8(plain)));
  return files?.success === true ? files.data : 'damaged';
}
