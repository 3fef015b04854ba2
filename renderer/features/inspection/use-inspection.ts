/** What was asked of the access log, what was found, and its hand-over. */
import { useState } from 'react';
import { parsePlainDate, plainDate, type PlainDate } from '#shared/domain/plain-date.ts';
import { failureText } from '#shared/wording/failures.ts';
import {
  exportInspection,
  inspect,
  type HandedOver,
  type InspectionFilter,
  type InspectionFound,
} from '../../store/access-log/inspection.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { localInstant } from '../../store/local-instant.ts';

/** The form as it is typed. */
export interface Asked {
  readonly from: string;
  readonly to: string;
  /** Empty: everybody. */
  readonly officerId: string;
  /** Empty: every case. */
  readonly caseNumber: string;
}

const today = (): PlainDate => plainDate(localInstant().slice(0, 10));

function filterOf({ from, to, officerId, caseNumber }: Asked): InspectionFilter | string {
  const [begin, end] = [parsePlainDate(from), parsePlainDate(to)];
  if (begin === null || end === null) return '日期填 8 位数字，如 20220822';
  if (begin > end) return '起始日期在截止日期之后，请核对';
  const number = caseNumber.normalize('NFKC').trim().toUpperCase();
  const wanted = number === '' ? null : number.replace(/^[[(〔]?(\d{4})[\])〕]?/u, '〔$1〕');
  return { from: begin, to: end, officerId: officerId === '' ? null : officerId, caseNumber: wanted };
}

export function useInspection(store: CounterStore) {
  const [asked, setAsked] = useState<Asked>(() => ({ from: today(), to: today(), officerId: '', caseNumber: '' }));
  const [found, setFound] = useState<{ readonly filter: InspectionFilter; readonly found: InspectionFound } | null>(
    null,
  );
  const [handed, setHanded] = useState<HandedOver | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const change = (part: Partial<Asked>): void => {
    setAsked((before) => ({ ...before, ...part }));
    // What is shown and handed over is what stands in the fields.
    setFound(null);
    setHanded(null);
  };
  const look = async () => {
    const filter = filterOf(asked);
    setProblem(typeof filter === 'string' ? filter : null);
    if (typeof filter === 'string' || busy) return;
    setBusy(true);
    const result = await inspect(store, filter);
    setBusy(false);
    setHanded(null);
    if (result.ok) setFound({ filter, found: result.value });
    else setProblem(failureText(result.failure));
  };
  const handOver = async () => {
    if (found === null || busy) return;
    setBusy(true);
    const result = await exportInspection(store, found.filter, found.found, today());
    setBusy(false);
    if (result.ok) setHanded(result.value);
    else setProblem(failureText(result.failure));
  };
  return { asked, change, found: found?.found ?? null, handed, problem, busy, look, handOver };
}
