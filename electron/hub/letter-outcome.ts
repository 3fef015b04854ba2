/** What `may_keep` says of a letter of a window, in the words of the wire. */
import type { LogName } from '#shared/post/heads.ts';
import { refused, type Refused } from './answered.ts';
import type { WindowKeys } from './window-keys.ts';

export interface LetterOutcome {
  readonly outcome: string;
  readonly generation: number | null;
  readonly epoch: string | null;
}

/** `null`: it was kept. */
export function refusedLetter(
  name: LogName,
  row: LetterOutcome | undefined,
  forget: WindowKeys['forget'],
): Refused | null {
  if (row === undefined || row.outcome === 'unknown-window') return refused({ code: 'unknown-window' });
  if (row.outcome === 'retired') return refused({ code: 'retired', generation: row.generation });
  if (row.outcome !== 'key-changed') return null;
  forget(name);
  return refused({ code: 'signature' });
}
