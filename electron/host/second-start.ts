/** A second start: asks the host that holds the data folder for a window instead of starting another one. */
import { SECRET_HEADER, WINDOW_PATH } from '#shared/contract/http.ts';
import { readLock } from './folder-lock.ts';

const ANSWER_WITHIN_MS = 5000;

/** Whether a browser host is running there and opened a window. */
export async function askForWindow(folder: string): Promise<boolean> {
  const lock = await readLock(folder);
  if (lock === null || lock === 'unreadable' || lock.port === null || lock.secret === null) return false;
  try {
    const response = await fetch(`http://127.0.0.1:${lock.port}${WINDOW_PATH}`, {
      method: 'POST',
      headers: { [SECRET_HEADER]: lock.secret },
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    return response.ok;
  } catch {
    return false;
  }
}
