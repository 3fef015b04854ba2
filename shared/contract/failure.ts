/**
 * Expected failures are data: a code, and facts that the sentence needs. The Chinese sentence for each code stands in
 * wording/failures.ts (what happened, what is safe, what to do). A throw is a bug and never crosses a boundary as such.
 */
import { z } from 'zod';

export const FailureCode = z.enum([
  'bad-request',
  'bad-response',
  'unknown-channel',
  'internal-error',
  'not-authorised',
  'host-unreachable',
  'host-restarted',
  'contract-version-differs',
  'data-folder-locked',
  'data-folder-not-writable',
  'disk-full',
  'disk-error',
  'journal-damaged',
  'journal-moved',
  'entry-differs',
  'entry-too-large',
  'writing-stopped',
  'keys-left',
  'newer-format',
  'area-exists',
  'prefix-used',
  'vault-behind',
  'vault-foreign',
  'settings-behind',
  'clock-suspect',
  'vault-changed-meanwhile',
  'vault-damaged',
  'settings-damaged',
  'port-busy',
  'browser-not-found',
  'browser-too-old',
  'office-not-allowed-as-root',
  'export-exists',
  'export-differs',
  'export-not-open',
  'print-failed',
  'print-unanswered',
  'wrong-passphrase',
  'store-quota-exceeded',
  'store-blocked',
  'area-open-elsewhere',
  'store-damaged',
  'journal-behind-store',
  'case-not-found',
  'case-purged',
  'action-not-allowed',
  'draft-outdated',
  'supplement-not-open',
  'supplement-settles-nobody',
  'supplement-changes-application',
  'administrator-only',
  'confirmation-missing',
  'passphrase-weak',
  'officer-name-taken',
  'answer-differs',
  'purge-not-due',
  'aftercare-refused',
  'backup-place-unfit',
  'backup-place-gone',
  'backup-place-full',
  'backup-place-none',
  'backup-stopped',
  'backup-not-found',
  'backup-not-whole',
  'backup-newer',
  'backup-forked',
  'update-unsupported',
  'update-not-found',
  'update-not-trusted',
  'update-not-whole',
  'update-unfit',
  'update-stick-gone',
  'update-no-space',
  'update-read-only',
  'update-not-runnable',
  'update-nothing-kept',
  'file-unreadable',
  'file-too-large',
  'file-vanished',
  'cancelled',
]);
export type FailureCode = z.infer<typeof FailureCode>;

/** `detail` never holds personal data: paths relative to the data folder, counts, ports, codes. */
export const Failure = z.object({
  code: FailureCode,
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
});
export type Failure = z.infer<typeof Failure>;

export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure };

export const success = <T>(value: T): Result<T> => ({ ok: true, value });
export const failed = (code: FailureCode, detail?: Failure['detail']): Result<never> => ({
  ok: false,
  failure: detail === undefined ? { code } : { code, detail },
});
