/** What a window with keys hands to the host for the hub; here nothing opens it. */
import type { Area } from '#shared/contract/channels.ts';
import type { Host } from '#shared/contract/host.ts';
import type { SealedOffice } from '#shared/contract/sealed-office.ts';
import { digestOf } from '#shared/policy/canonical-json.ts';

/** A sealed office of the vault and settings that the ledger names now. */
export async function aSealedOffice(host: Host, area: Area): Promise<SealedOffice> {
  const vault = await host.call('vault.read', { area, older: false });
  const settings = await host.call('settings.read', { area });
  if (!vault.ok || vault.value.vault === null || !settings.ok) throw new Error('nothing to seal');
  const { revision, settings: office } = settings.value;
  return {
    version: 1,
    vault: { revision: vault.value.vault.revision, digest: digestOf(vault.value.vault) },
    settings: { revision, digest: digestOf({ revision, settings: office }) },
    recovery: null,
    sealed: 'c2VhbGVk',
  };
}

/** As the window does after it joined, and after every change of officers or settings. */
export async function keptForHub(host: Host, area: Area): Promise<void> {
  const kept = await host.call('post.keep', { area, office: await aSealedOffice(host, area) });
  if (!kept.ok) throw new Error(JSON.stringify(kept.failure));
}
