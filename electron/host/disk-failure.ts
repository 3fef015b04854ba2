/** What the operating system says of a disk, as the failure that the clerk is told. */
import { failed, type Result } from '#shared/contract/failure.ts';

const FULL = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);
const NOT_WRITABLE = new Set(['EACCES', 'EPERM', 'EROFS']);

/** The errno code of an operating system's error, else `null`. */
export function errnoOf(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return null;
  return /^E[A-Z0-9]+$/u.test(error.code) ? error.code : null;
}

/** Turns a disk's error into data. Anything that is no errno error is a bug and is thrown on. */
export function diskFailure(error: unknown): Result<never> {
  const errno = errnoOf(error);
  if (errno === null) throw error;
  if (FULL.has(errno)) return failed('disk-full', { errno });
  if (NOT_WRITABLE.has(errno)) return failed('data-folder-not-writable', { errno });
  return failed('disk-error', { errno });
}

/** Runs disk work; a disk's error becomes a failure. */
export async function onDisk<T>(work: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await work();
  } catch (error) {
    return diskFailure(error);
  }
}
