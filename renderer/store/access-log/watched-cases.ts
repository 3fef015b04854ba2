/** What is recorded through the case store stands in the access log as well: prints, exports, deletions, corrections. */
import type { CaseStore } from '../cases/case-store.ts';
import type { AccessLog } from './access-log.ts';

type RecordRequest = Parameters<CaseStore['record']>[0];
type EventRequest = Parameters<CaseStore['recordEvent']>[0];

/** Kinds of entries of no case that an inspector asks for; officers and settings are read from the ledger itself. */
const TOLD: ReadonlySet<EventRequest['kind']> = new Set<EventRequest['kind']>([
  'export',
  'purge',
  'verification',
  'registry',
]);

const textIn = (content: unknown, ...names: readonly string[]): string => {
  if (typeof content !== 'object' || content === null) return '';
  const found = names.map((name): unknown => (content as Record<string, unknown>)[name]);
  return found.find((value) => typeof value === 'string')?.slice(0, 200) ?? '';
};

export function watchedCases<Store extends CaseStore>(cases: Store, log: AccessLog): Store {
  const record = async (request: RecordRequest): ReturnType<CaseStore['record']> => {
    const { caseId, action } = request;
    const before = cases.list().find((line) => line.caseId === caseId);
    const done = await cases.record(request);
    if (!done.ok) return done;
    const { number, lastSequence: sequence } = done.value.summary;
    const correction =
      before !== undefined && before.decidedOn !== null && 'application' in action && action.kind !== 'supplemented';
    log.note({ type: 'recorded', caseId, number, action: action.kind, correction, sequence });
    return done;
  };
  const recordEvent = async (request: EventRequest): ReturnType<CaseStore['recordEvent']> => {
    const done = await cases.recordEvent(request);
    if (!done.ok || !TOLD.has(request.kind)) return done;
    const step = textIn(request.content, 'step', 'type');
    const what = textIn(request.content, 'folder', 'kind') || request.subjectId.slice(0, 200);
    log.note({ type: 'entered', kind: request.kind, step, what, sequence: done.value.sequence });
    return done;
  };
  const purge = async (request: Parameters<CaseStore['purge']>[0]): ReturnType<CaseStore['purge']> => {
    const numbers = cases.list().flatMap((line) => (request.caseIds.includes(line.caseId) ? [line.number] : []));
    const done = await cases.purge(request);
    const { count: sequence } = cases.ledger();
    for (const number of done.ok ? numbers : [])
      log.note({ type: 'entered', kind: 'purge', step: 'destroyed', what: number, sequence });
    return done;
  };
  return { ...cases, record, recordEvent, purge };
}
