/** IndexedDB's errors as failures of the contract. */
import { failed, type Result } from '#shared/contract/failure.ts';

function namesOf(error: unknown): string[] {
  const names: string[] = [];
  let current: unknown = error;
  for (let depth = 0; depth < 5 && typeof current === 'object' && current !== null; depth += 1) {
    const { name, inner, failures } = current as { name?: unknown; inner?: unknown; failures?: unknown };
    if (typeof name === 'string') names.push(name);
    current = inner ?? (Array.isArray(failures) ? (failures as unknown[])[0] : undefined);
  }
  return names;
}

const OF_STORAGE =
  /^(?:AbortError|UnknownError|DataError|ConstraintError|InvalidStateError|TimeoutError|TransactionInactiveError|OpenFailedError|DatabaseClosedError|VersionError|BulkError|NotFoundError|QuotaExceededError|MissingAPIError|NotReadableError|ReadOnlyError|VersionChangeError|UpgradeError)$/u;

/** Runs work on IndexedDB. Its own errors come back as data; any other throw is a bug and goes on. */
export async function onStore<T>(work: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await work();
  } catch (error) {
    const names = namesOf(error);
    if (names.includes('QuotaExceededError')) return failed('store-quota-exceeded');
    if (names.includes('VersionChangeError') || names.includes('TimeoutError')) return failed('store-blocked');
    const name = names.find((candidate) => OF_STORAGE.test(candidate));
    if (name !== undefined) return failed('store-damaged', { error: name });
    throw error;
  }
}
