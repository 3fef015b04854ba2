/**
 * Wrong passphrases in a row, for each officer, kept on the disk: neither a reload of the window nor a new start gives a
 * guesser fresh tries. The host cannot check a passphrase itself; the window says how a try ended.
 */
import { z } from 'zod';
import type { SignInTries } from '#shared/contract/channels.ts';
import { success, type Result } from '#shared/contract/failure.ts';
import { onDisk } from './disk-failure.ts';
import type { FileLayer } from './file-layer.ts';
import { readJsonFile, writeJson } from './json-file.ts';

const FREE_TRIES = 5;
const FIRST_WAIT_S = 5;
const LONGEST_WAIT_S = 300;

const Tries = z.record(z.string(), z.object({ failures: z.number().int(), until: z.number() }));

/** Seconds to wait after this many failures in a row. */
export function waitAfter(failures: number): number {
  return failures < FREE_TRIES ? 0 : Math.min(LONGEST_WAIT_S, FIRST_WAIT_S * 2 ** (failures - FREE_TRIES));
}

export type TryOutcome = 'asked' | 'failed' | 'succeeded';

/** Notes how a try of this officer ended; the answer to `succeeded` says how many had failed before it. `now`: milliseconds. */
export async function noteTry(
  layer: FileLayer,
  path: string,
  { officerId, outcome, now }: { readonly officerId: string; readonly outcome: TryOutcome; readonly now: number },
): Promise<Result<SignInTries>> {
  return await onDisk(async () => {
    const read = await readJsonFile(layer, path, Tries);
    const all = read.state === 'good' ? read.value : {};
    // An id may be a word that every object knows (`constructor`, `__proto__`).
    const before = (Object.hasOwn(all, officerId) ? all[officerId] : undefined) ?? { failures: 0, until: 0 };
    const failures = outcome === 'failed' ? before.failures + 1 : before.failures;
    const until = outcome === 'failed' ? now + waitAfter(failures) * 1000 : before.until;
    const { [officerId]: _, ...others } = all;
    if (outcome === 'failed') await writeJson(layer, path, { ...all, [officerId]: { failures, until } });
    if (outcome === 'succeeded' && before.failures > 0) await writeJson(layer, path, others);
    // A clock that was set back must not lock anybody out for longer than the longest wait.
    const waitMs = outcome === 'succeeded' ? 0 : Math.min(Math.max(0, until - now), waitAfter(failures) * 1000);
    return success({ failures, triesLeft: Math.max(0, FREE_TRIES - failures), waitMs });
  });
}
