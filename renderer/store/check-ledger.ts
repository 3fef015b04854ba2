/** The ledger checked from within, by the keys of the one signed in: every entry opens, stands in its place and says the truth. */
import { LedgerCheck, type LedgerProblem } from '#shared/casework/ledger-check.ts';
import { fromBase64 } from '#shared/crypto/bytes.ts';
import { entryToOpen } from '#shared/crypto/entry-opening.ts';
import { success, type Result } from '#shared/contract/failure.ts';
import type { StoreParts } from './cases/store-parts.ts';

export interface LedgerFindings {
  readonly entries: number;
  readonly head: string;
  readonly problems: readonly LedgerProblem[];
}

const READ_AT_ONCE = 500;

/** What the host says of the two files as it compares them with the ledger. */
async function checkFiles({ host, area }: StoreParts, check: LedgerCheck): Promise<void> {
  const [vault, settings] = [await host.call('vault.read', { area }), await host.call('settings.read', { area })];
  for (const [name, answer] of [
    ['vault', vault],
    ['settings', settings],
  ] as const)
    if (!answer.ok)
      check.note({
        line: 0,
        sequence: 0,
        code: answer.failure.code === `${name}-behind` ? `${name}-differs` : `${name}-damaged`,
        about: `${name}.json`,
      });
}

/** `onProgress`: entries that were read, of how many. Nothing is written. Fails with what the host fails with. */
export async function checkLedger(
  parts: StoreParts,
  onProgress: (done: number, total: number) => void,
): Promise<Result<LedgerFindings>> {
  const { host, area, crypto } = parts;
  const state = await host.call('journal.state', { area });
  if (!state.ok) return state;
  const answer = await host.call('contentKeys.read', { area });
  if (!answer.ok) return answer;
  const { keys } = answer.value;
  const { count } = state.value;
  const check = new LedgerCheck();
  for (;;) {
    const lot = await host.call('journal.read', { area, after: check.count, limit: READ_AT_ONCE });
    if (!lot.ok) return lot;
    const { entries } = lot.value;
    if (entries.length === 0) break;
    const texts = await crypto.openEntries(
      entries.map((entry) =>
        entryToOpen(entry, fromBase64(entry.sealed) ?? new Uint8Array(0), keys[entry.header.subjectId] ?? null),
      ),
    );
    const judged = await crypto.judgeEntries(entries);
    const altered = await crypto.brokenAt({ count: check.count, head: check.head }, entries);
    const before = check.count;
    for (const [at, entry] of entries.entries()) {
      const { sequence } = entry.header;
      check.take(entry, sequence);
      check.takeContent(entry, sequence, texts[at] ?? null);
      if (judged[at]?.word === 'broken') check.note({ line: sequence, sequence, code: 'signature-broken' });
      if (sequence === altered) check.note({ line: sequence, sequence, code: 'line-unreadable' });
    }
    if (check.count === before) break;
    onProgress(check.count, Math.max(count, check.count));
  }
  for (let lost = check.count + 1; lost <= count && lost <= check.count + READ_AT_ONCE; lost += 1)
    check.note({ line: lost, sequence: lost, code: 'line-missing' });
  check.takeKeys(new Map(Object.entries(keys)), true);
  for (const [subjectId, wrapped] of Object.entries(keys))
    if (!(await crypto.contentKeyOpens(subjectId, wrapped)))
      check.note({ line: 0, sequence: 0, code: 'key-closed', about: subjectId });
  await checkFiles(parts, check);
  return success({ entries: check.count, head: check.head, problems: check.found() });
}
