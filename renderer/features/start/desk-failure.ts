import type { Failure } from '#shared/contract/failure.ts';
import { failureText } from '#shared/wording/failures.ts';

/** A failure of a change at the desk; a wrong passphrase there is the signed-in officer's own. */
export function deskFailure(failure: Failure): string {
  return failure.code === 'wrong-passphrase' ? '本人口令不对，没有改动' : failureText(failure);
}
