/** What the parts of the case store share. */
import type { Area, WritingWindow } from '#shared/contract/channels.ts';
import type { Host } from '#shared/contract/host.ts';
import type { RecordedRoll } from '#shared/crypto/officer-signing.ts';
import type { EntryAuthor, Officer } from '#shared/domain/officer.ts';
import type { CryptoClient } from '../crypto/crypto-client.ts';
import type { CasesDatabase } from '../database.ts';
import type { CaseIndex } from './case-index.ts';

export interface StoreParts {
  readonly host: Host;
  readonly area: Area;
  readonly officer: Officer;
  readonly db: CasesDatabase;
  readonly crypto: CryptoClient;
  readonly index: CaseIndex;
  /** Local wall-clock instant, ISO 8601 with offset. */
  readonly now: () => string;
  /** The day on which this program was built, `YYYY-MM-DD`; empty where nobody knows. */
  readonly builtOn: string;
  /** Whether the one signed in said that a strange clock is right. */
  readonly clock: { believed: boolean };
  /** The rolls that the ledger recorded and that hold (renderer/store/roll); entries behind the first are judged by them. */
  readonly rolls: { recorded: readonly RecordedRoll[] };
}

/** What lies sealed in an entry of the journal. `by`, `at`: absent in an entry that another program wrote. */
export type EntryContent =
  { readonly action: unknown } | { readonly event: unknown; readonly by?: unknown; readonly at?: unknown };

/** Who this window is in its ledger; `null` where that names none yet. */
export async function thisWindow({ host, area }: Pick<StoreParts, 'host' | 'area'>): Promise<WritingWindow | null> {
  const ledger = await host.call('journal.state', { area });
  return ledger.ok ? ledger.value.writer : null;
}

/** Who makes the entries of this window: in training everybody practises everything. */
export function authorOf({ area, officer }: Pick<StoreParts, 'area' | 'officer'>): EntryAuthor {
  const { id, name, role } = officer;
  return { id, name, capacity: area === 'training' ? 'administrator' : role };
}
