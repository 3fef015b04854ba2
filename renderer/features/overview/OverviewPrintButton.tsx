import { useRef, useState } from 'react';
import type { ChartSpec } from '#shared/domain/letter.ts';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import type { OverviewReport } from '#shared/papers/overview-report.ts';
import { failureText } from '#shared/wording/failures.ts';
import { paperTitles } from '#shared/wording/letters.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { Button } from '../../ui/Button.tsx';
import { PrintedQuestion } from '../papers/index.ts';
import { printOverview, recordOverviewOutcome } from './overview-print.ts';

interface OverviewPrintProps {
  readonly store: CounterStore;
  readonly on: PlainDate;
  readonly report: OverviewReport;
  readonly charts: readonly ChartSpec[];
  readonly onProblem: (words: string | null) => void;
}

/** What stands on the page, printed; then whether it came out. */
export function OverviewPrintButton({ store, on, report, charts, onProblem }: OverviewPrintProps) {
  const [asked, setAsked] = useState<number | null>(null);
  const running = useRef(false);
  const settle = async (sequence: number, state: 'printed' | 'failed'): Promise<void> => {
    const settled = await recordOverviewOutcome(store, on, sequence, state);
    if (!settled.ok) onProblem(failureText(settled.failure));
  };
  const print = async (): Promise<void> => {
    if (running.current || asked !== null) return;
    running.current = true;
    onProblem(null);
    const printed = await printOverview(store, on, { report, charts });
    running.current = false;
    if (!printed.ok) onProblem(failureText(printed.failure));
    else if (printed.value.attempt === 'sent') setAsked(printed.value.sequence);
    else {
      onProblem('打印已取消，纸没有打出。可以再次打印。');
      await settle(printed.value.sequence, 'failed');
    }
  };
  return (
    <>
      <Button shortcut="print" onClick={() => void print()}>
        打印
      </Button>
      {asked === null ? null : (
        <PrintedQuestion
          title={paperTitles.officeOverview}
          onAnswer={(state) => {
            setAsked(null);
            if (state !== null) void settle(asked, state);
          }}
        />
      )}
    </>
  );
}
