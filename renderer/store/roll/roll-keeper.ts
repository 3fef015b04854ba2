/**
 * Beside the work: asks the hub once in a while whether another window signed a roll that follows ours, and keeps it for the next
 * sign-in, whose passphrase it takes to let the office's officers in here. Also hands the hub what was signed before it was joined.
 */
import { z } from 'zod';
import { MOST_ROLLS, SignedRoll } from '#shared/casework/roll.ts';
import { success, type Result } from '#shared/contract/failure.ts';
import { succeeds, type Roll } from '#shared/contract/roll.ts';
import type { Vault } from '#shared/contract/vault.ts';
import type { StoreParts } from '../cases/store-parts.ts';
import type { Credential } from '../crypto/crypto-service.ts';
import type { RollDesk } from './roll-desk.ts';

const LOOK_MS = 60_000;
const WAITING = 'roll-waiting';
const Waiting = z.array(SignedRoll).min(1).max(MOST_ROLLS);

interface Memory {
  readonly read: (name: string) => Promise<unknown>;
  readonly write: (name: string, value: unknown) => Promise<void>;
}

/** Runs until it is closed. `keyed`: resolves once it is known whether the windows have a key in common. */
export function rollKeeper(
  desk: RollDesk,
  memory: Memory,
  keyed: Promise<void>,
): { readonly close: () => Promise<void> } {
  const state: { closed: boolean; running: Promise<void> } = { closed: false, running: Promise.resolve() };
  const look = async (): Promise<void> => {
    const found = state.closed ? null : await desk.offered();
    if (found?.ok === true && found.value !== null && !found.value.anew) await memory.write(WAITING, found.value.rolls);
  };
  const check = (): void => {
    state.running = state.running.then(look).catch(() => undefined);
  };
  const timer = setInterval(check, LOOK_MS);
  void keyed.then(check);
  return {
    close: async () => {
      state.closed = true;
      clearInterval(timer);
      await state.running;
    },
  };
}

/**
 * At a sign-in: the vault follows what was kept, where it still follows the roll in force. What does not is forgotten. Answers with
 * the vault that holds now.
 */
export async function followWaiting(
  { crypto, rolls, area }: StoreParts,
  desk: RollDesk,
  memory: Memory,
  { vault, credential }: { readonly vault: Vault; readonly credential: Credential },
): Promise<Result<Vault>> {
  const own = rolls.recorded.at(-1)?.roll ?? null;
  const kept = area === 'training' || own === null ? null : Waiting.safeParse(await memory.read(WAITING));
  if (kept?.success !== true) return success(vault);
  await memory.write(WAITING, null);
  let last: Roll | null = own;
  for (const signed of kept.data) {
    const roll = await crypto.readRoll(signed);
    if (roll === null || !succeeds(roll, last)) return success(vault);
    last = roll;
  }
  return last === null ? success(vault) : desk.take({ rolls: kept.data, last, anew: false, matched: [] }, credential);
}
