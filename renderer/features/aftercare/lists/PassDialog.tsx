/** 初审 of everybody who is met: held against the copies once more, then passed in runs; whoever is not met any more stays. */
import { useEffect, useRef, useState } from 'react';
import type { ReviewBasis } from '#shared/aftercare/lists/list-event.ts';
import { PART_ROWS } from '#shared/aftercare/lists/list-event.ts';
import type { TakenList } from '#shared/aftercare/lists/lists.ts';
import { failureText } from '#shared/wording/failures.ts';
import type { AftercareRequest } from '../../../store/aftercare/aftercare-desk.ts';
import type { CounterStore } from '../../../store/counter-store.ts';
import { FormDialog } from '../../../ui/FormDialog.tsx';
import { Progress } from '../../../ui/Progress.tsx';
import { refreshAftercare } from '../use-aftercare.ts';
import { checkAll, type CheckBasis, type CheckedRows } from './list-checking.ts';
import type { ListPerson } from './list-lines.ts';

export interface PassDialogProps {
  readonly store: CounterStore;
  readonly list: TakenList;
  readonly persons: readonly ListPerson[];
  readonly basis: CheckBasis;
  readonly onClose: () => void;
}

/** One entry for each run of persons. */
function passing(persons: readonly ListPerson[], checked: CheckedRows, basis: CheckBasis): readonly AftercareRequest[] {
  const met = new Map(
    checked.rows.filter(({ findings }) => findings.verdict === 'met').map((row) => [row.line, row.findings]),
  );
  const items = persons.flatMap(({ row, item: { source } }) => {
    const findings = met.get(row.line);
    if (findings === undefined) return [];
    const own: ReviewBasis = {
      policy: basis.held.pack.id,
      checkedOn: basis.date,
      copies: checked.copies,
      findings,
    };
    return [{ conclusion: 'passed' as const, source, note: '', basis: own }];
  });
  const requests: AftercareRequest[] = [];
  for (let at = 0; at < items.length; at += PART_ROWS) {
    const entryId = crypto.randomUUID();
    const event = { step: 'reviewed' as const, items: items.slice(at, at + PART_ROWS) };
    requests.push({ entryId, subjectId: entryId, on: basis.date, event });
  }
  return requests;
}

export function PassDialog({ store, list, persons, basis, onClose }: PassDialogProps) {
  const [done, setDone] = useState<number | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const stop = useRef<AbortController | null>(null);
  useEffect(() => () => stop.current?.abort(), []);
  const submit = async () => {
    const aborting = new AbortController();
    stop.current = aborting;
    setDone(0);
    setProblem(null);
    const word = { listDay: list.head.downloadedOn, listLabel: `免申即享${list.label}` };
    const rows = persons.map(({ row }) => row);
    const checked = await checkAll(store, rows, basis, word, setDone, aborting.signal);
    const requests = checked.ok ? passing(persons, checked.value, basis) : [];
    const recorded = checked.ok ? await store.aftercare.recordAll(requests) : checked;
    await refreshAftercare(store);
    setDone(null);
    const passed = requests.reduce((sum, { event }) => sum + ('items' in event ? event.items.length : 0), 0);
    if (!recorded.ok) setProblem(`${failureText(recorded.failure)} 已登记的保留，其余还在待初审。`);
    else if (passed < persons.length)
      setProblem(`通过 ${passed} 人。另有 ${persons.length - passed} 人按现在的数据不再符合，留在待初审，请逐户办理。`);
    else onClose();
  };
  return (
    <FormDialog
      title={`初审通过 ${persons.length} 人`}
      confirm="再核对一次并登记通过"
      busy={done !== null}
      focusConfirm
      problem={problem}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <p>按本机现在的数据再逐人核对一次，仍然符合的登记初审通过；不符合、待核的不动。</p>
      {done === null ? null : (
        <Progress label="正在核对" value={done} max={persons.length} text={`${done} / ${persons.length} 人`} />
      )}
    </FormDialog>
  );
}
