/** What may go wrong while a file is read and pages are written, as failures of the contract. */
import { failed, type Result } from '#shared/contract/failure.ts';
import { TooMuch } from '#shared/files/too-much.ts';
import { onStore } from '../store-failure.ts';

/** The clerk pressed 取消. */
export class Stopped extends Error {}

/** Name of an error or of what it wraps. */
const named = (error: unknown, name: string): boolean => error instanceof Error && error.name === name;

/** A failure for what is expected; any other throw is a bug and goes on. */
export async function fileOrStoreFailure(error: unknown): Promise<Result<never>> {
  if (error instanceof Stopped) return failed('cancelled');
  // A File whose file was moved, changed or unplugged while read throws these; Dexie wraps its own in other classes.
  if (error instanceof DOMException && named(error, 'NotFoundError')) return failed('file-vanished');
  if (error instanceof DOMException && named(error, 'NotReadableError')) return failed('file-vanished');
  if (error instanceof TooMuch) return failed('file-too-large', { limit: error.fact.replace(/。$/u, '') });
  if (isWorkbookError(error)) return failed('file-unreadable');
  return onStore<never>(() => {
    throw error;
  });
}

/** Errors of the workbook reader: damaged zip, encrypted, no sheet. */
function isWorkbookError(error: unknown): boolean {
  return (
    error instanceof Error &&
    /^(?:ParseError|ZipError|EncryptedFileError|UnsupportedFormatError|HucreError|DefterError)$/u.test(error.name)
  );
}
