/**
 * Seals vault and settings for the hub whenever it waits for them: after joining, after officers or settings changed, at the first
 * sign-in with this program. The host sends lines no further than what is sealed, so that all that the hub has can be opened again.
 */
import { OfficeFilesPair } from '#shared/contract/sealed-office.ts';
import type { Area } from '#shared/contract/channels.ts';
import type { Host } from '#shared/contract/host.ts';
import type { CryptoClient } from './crypto/crypto-client.ts';
import { postWatch } from './post-desk.ts';
import type { Changing } from './read-again.ts';

export interface KeeperParts {
  readonly host: Host;
  readonly area: Area;
  readonly crypto: Pick<CryptoClient, 'sealOffice'>;
  readonly cases: Changing;
}

/** Seals once; a change that comes in between is found at the next one. */
async function sealOnce({ host, area, crypto }: KeeperParts): Promise<boolean> {
  const post = await host.call('post.state', { area });
  if (!post.ok || !post.value.wantsOffice) return false;
  const [vault, settings] = await Promise.all([
    host.call('vault.read', { area, older: false }),
    host.call('settings.read', { area }),
  ]);
  if (!vault.ok || !settings.ok) return false;
  const { revision, settings: office } = settings.value;
  const files = OfficeFilesPair.safeParse({ vault: vault.value.vault, settings: { revision, settings: office } });
  const sealed = files.success ? await crypto.sealOffice(files.data) : null;
  return sealed !== null && (await host.call('post.keep', { area, office: sealed })).ok;
}

export interface OfficeKeeper {
  /** Ends it; resolves when nothing of it is under way. */
  close(): Promise<void>;
}

/** Runs until it is closed. What fails is tried again after the next change. */
export function officeKeeper(parts: KeeperParts): OfficeKeeper {
  const watch = postWatch(parts.host, parts.cases);
  const state: { running: Promise<void> | null; again: boolean; closed: boolean } = {
    running: null,
    again: false,
    closed: false,
  };
  const rounds = async (): Promise<void> => {
    while (state.again && !state.closed) {
      state.again = false;
      if (await sealOnce(parts)) watch.told(null);
    }
  };
  const check = (): void => {
    state.again = true;
    state.running ??= rounds()
      .catch(() => undefined)
      .finally(() => {
        state.running = null;
      });
  };
  const stop = watch.subscribe(check);
  check();
  return {
    close: async () => {
      state.closed = true;
      stop();
      await state.running;
    },
  };
}
