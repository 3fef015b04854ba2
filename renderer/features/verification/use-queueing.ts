/** F8: the selected persons whose status only the interface can tell go into the queue. */
import { useMemo, useState } from 'react';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import type { CaseFile } from '#shared/policy/case-file.ts';
import type { HeldPack } from '#shared/policy/pack.ts';
import type { Decision, EntryDecision } from '#shared/policy/verdict.ts';
import { extractForVerification, isOpenGraduate } from '#shared/policy/verification-queue.ts';
import { failureText } from '#shared/wording/failures.ts';
import { queuedWords } from '#shared/wording/verification.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { staleAfterDaysUnder } from './use-verification.ts';
import { queuePersons } from './verification-work.ts';
import { keyName } from '../../ui/key-table.ts';

export interface QueueingOptions {
  readonly store: CounterStore;
  readonly on: PlainDate;
  /** Of the case, or of the draft while there is no case. */
  readonly caseId: string;
  /** The pack of the day. */
  readonly held: HeldPack | null;
  readonly caseFile: CaseFile | null;
  readonly decision: Decision | null;
  /** False while registers are being read: nobody is asked about on half the facts. */
  readonly settled: boolean;
  readonly byEntry: ReadonlyMap<string, EntryDecision>;
  readonly entryIds: readonly string[];
}

export interface Queueing {
  /** Selected persons whose graduation is 待核. */
  readonly open: number;
  /** What came of the last press on this selection. */
  readonly note: string | null;
  readonly enqueue: () => void;
}

const isOpen = (entry: EntryDecision): boolean => entry.checks.some(isOpenGraduate);

async function enqueued(options: QueueingOptions, selected: readonly EntryDecision[]): Promise<string> {
  const { store, on, caseId, held, caseFile, decision, settled } = options;
  if (held === null || caseFile === null || decision === null || !settled)
    return `正在查对登记数据，稍候再按 ${keyName('enqueue')}`;
  const chosen = new Set(selected.map(({ citizenId }) => citizenId));
  const names = caseFile.roster.map(({ name }) => name);
  const persons = extractForVerification(caseId, decision, names).filter(({ citizenId }) => chosen.has(citizenId));
  const queued = await queuePersons({ store, on, staleAfterDays: staleAfterDaysUnder(held) }, persons);
  if (!queued.ok) return failureText(queued.failure);
  const distinct = new Set(persons.map(({ citizenId }) => citizenId)).size;
  return queuedWords(chosen.size, queued.value.added, distinct - queued.value.added);
}

export function useQueueing(options: QueueingOptions): Queueing {
  const { byEntry, entryIds } = options;
  const selected = useMemo(() => entryIds.flatMap((entryId) => byEntry.get(entryId) ?? []), [byEntry, entryIds]);
  const selection = entryIds.join(' ');
  const [said, setSaid] = useState({ selection, note: '' });
  const say = (note: string): void => setSaid({ selection, note });
  const enqueue = (): void => {
    if (selected.length === 0) say(`先在花名册中选中要核验的人员，再按 ${keyName('enqueue')}`);
    else void enqueued(options, selected).then(say);
  };
  const note = said.selection === selection && said.note !== '' ? said.note : null;
  return { open: selected.filter(isOpen).length, note, enqueue };
}
