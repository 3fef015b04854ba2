/** Wrapped keys and officers of one area: without them nothing opens. The ledger says which revision holds. */
import { type AnyVault, isOldVault, AnyVault as AnyVaultSchema } from '#shared/contract/vault.ts';
import type { FileLayer } from './file-layer.ts';
import type { MarkedFile } from './marked-file.ts';

export function vaultFile(
  layer: FileLayer,
  path: string,
  onRestored: MarkedFile<AnyVault>['onRestored'],
): MarkedFile<AnyVault> {
  return {
    layer,
    path,
    schema: AnyVaultSchema,
    // A vault of today's form comes after any older one, also where somebody counted further there.
    revision: (vault) => (isOldVault(vault) ? vault.revision : vault.revision + 0.5),
    damaged: 'vault-damaged',
    behind: 'vault-behind',
    onRestored,
  };
}
