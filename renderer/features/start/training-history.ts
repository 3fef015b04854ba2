/**
 * The month before a newcomer's first day, as the window would have left it: decided by the policy, printed, exported at the
 * end of each week and handed over. Only the last day is still open, so that the first day's end has something to settle.
 */
import { decidedAction } from '#shared/casework/decided-action.ts';
import { toCaseFile } from '#shared/casework/to-case-file.ts';
import { failed, success, type Result } from '#shared/contract/failure.ts';
import { parseCitizenId } from '#shared/domain/citizen-id.ts';
import { addDays, weekdayOf, type PlainDate } from '#shared/domain/plain-date.ts';
import { decide } from '#shared/policy/decide.ts';
import { shippedHeldCalendar } from '#shared/policy/held-calendar.ts';
import { choosePack, packById } from '#shared/policy/pack-library.ts';
import type { EarlierCase } from '#shared/training/history.ts';
import type { CaseRecord } from '../../store/cases/case-store.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { localInstant } from '../../store/local-instant.ts';
import { exportWaiting } from '../day-close/index.ts';
import { printAsDone } from '../papers/index.ts';

/** The made-up month begins before the city's notice: those days are decided under its pack all the same, with its warning. */
const TRAINING_POLICY = 'zhanjiang-2022';

/** Decides one earlier case by the policy of its day, as the window would have, and records it. */
async function recordEarlier(
  store: CounterStore,
  { application, receivedOn }: EarlierCase,
): Promise<Result<CaseRecord | null>> {
  const citizenIds = application.roster.flatMap(({ citizenId }) => {
    const id = parseCitizenId(citizenId);
    return id.ok ? [id.value.id] : [];
  });
  const { unifiedSocialCreditCode } = application.employer;
  const gathered = await store.registry.gather({ citizenIds, unifiedSocialCreditCode });
  if (!gathered.ok) return gathered;
  const choice = choosePack(receivedOn);
  const held = choice.ok ? choice.held : packById(TRAINING_POLICY);
  const { caseFile } = toCaseFile({
    application,
    date: receivedOn,
    officeDivision: store.office.divisionCode,
    ...(held === null ? {} : { policy: held.pack.id }),
    registries: gathered.value,
    otherApplications: store.cases.otherApplications(citizenIds, null),
  });
  const calendar = shippedHeldCalendar;
  const decided =
    held === null || caseFile === null
      ? null
      : { held, calendar, caseFile, decision: decide(caseFile, held, calendar.table) };
  const { office, officer } = store;
  const context = { application, office, officer, on: receivedOn, at: localInstant(), decided };
  const action = decidedAction(context, decided?.decision.outcome ?? 'received');
  if (action === null) return success(null);
  return await store.cases.record({ entryId: crypto.randomUUID(), caseId: crypto.randomUUID(), action });
}

const weekOf = (day: PlainDate): PlainDate => addDays(day, 1 - weekdayOf(day));

export interface HistorySetup {
  readonly signal: AbortSignal;
  readonly onCase: (done: number) => void;
}

/** Records the cases, which are in the order of their days. A week's batch is dated on its last case. */
export async function recordHistory(
  store: CounterStore,
  history: readonly EarlierCase[],
  { signal, onCase }: HistorySetup,
): Promise<Result<null>> {
  const lastDay = history.at(-1)?.receivedOn;
  let before: PlainDate | null = null;
  for (const [at, earlier] of history.entries()) {
    if (signal.aborted) return failed('cancelled');
    onCase(at);
    const { receivedOn } = earlier;
    const closes = before !== null && before !== receivedOn;
    if (before !== null && closes && (receivedOn === lastDay || weekOf(before) !== weekOf(receivedOn))) {
      const exported = await exportWaiting(store, before, signal);
      if (!exported.ok) return exported;
    }
    before = receivedOn;
    const recorded = await recordEarlier(store, earlier);
    if (!recorded.ok) return recorded;
    if (recorded.value === null || receivedOn === lastDay) continue;
    const printed = await printAsDone(store, recorded.value, receivedOn);
    if (!printed.ok) return printed;
  }
  return success(null);
}
