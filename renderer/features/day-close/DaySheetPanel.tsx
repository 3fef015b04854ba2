import { useEffect, useRef, useState } from 'react';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import type { BatchState } from '#shared/batches/batch-events.ts';
import { success, type Result } from '#shared/contract/failure.ts';
import { failureText } from '#shared/wording/failures.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { readAgain } from '../../store/read-again.ts';
import { Button } from '../../ui/Button.tsx';
import { useKeys } from '../../ui/keys.ts';
import { Notice } from '../../ui/Notice.tsx';
import { sheetHub, syncedTo, type PostView } from '../post/index.ts';
import { PrintedQuestion } from '../papers/index.ts';
import { dayFigures, type DayFigures } from './day-figures.ts';
import { daySheetContent } from './day-sheet-content.ts';
import {
  daySaid,
  printDaySheet,
  recordSheetOutcome,
  sheetNumber,
  sheetsOfDay,
  type DaySheetContent,
  type PrintedSheet,
} from './day-sheet-print.ts';
import { readBook } from './use-batches.ts';

export interface DaySheetPanelProps {
  readonly store: CounterStore;
  readonly on: PlainDate;
  readonly figures: DayFigures;
  readonly post: PostView;
  /** Batches begun on the day. */
  readonly batches: readonly BatchState[];
  /** A batch is being written: a sheet printed now would be untrue in a moment. */
  readonly exporting: boolean;
}

const stateWords: Readonly<Record<PrintedSheet['state'], string>> = {
  sent: '已发送，未确认',
  printed: '已打印',
  failed: '失败',
};

interface Sheets {
  readonly sheets: readonly PrintedSheet[];
  readonly drafts: number;
}

function useSheets(store: CounterStore, on: PlainDate): Sheets {
  const [read, setRead] = useState<Sheets>({ sheets: [], drafts: 0 });
  useEffect(
    () =>
      readAgain(
        store.cases,
        async () => ({ sheets: await sheetsOfDay(store, on), drafts: (await store.cases.drafts()).length }),
        setRead,
      ),
    [store, on],
  );
  return read;
}

/** The last sheet that came out, or was sent, where it no longer says what the day comes to; `null` where it does, or none was printed. */
function outdatedSheet(sheets: readonly PrintedSheet[], said: string): PrintedSheet | null {
  const last = sheets.findLast(({ state }) => state !== 'failed');
  return last === undefined || last.said === said ? null : last;
}

/** What the sheet says at the moment of printing: read from the ledger, not from what the page drew last. */
async function contentNow(store: CounterStore, on: PlainDate, { desk }: PostView): Promise<Result<DaySheetContent>> {
  const [book, drafts, sent] = await Promise.all([readBook(store), store.cases.drafts(), desk.state()]);
  const post = sent.ok ? sent.value : null;
  if (book.failure !== null) return { ok: false, failure: book.failure };
  const batches = book.batches.filter(({ begun }) => begun.createdOn === on);
  const figures = dayFigures(
    store.cases.list(),
    on,
    new Set(batches.map(({ numberText }) => numberText)),
    syncedTo(post),
  );
  return success(daySheetContent({ store, on, figures, batches, drafts: drafts.length, hub: sheetHub(post) }));
}

/** 窗口日终交接表: journalled, printed, and asked whether it came out. */
export function DaySheetPanel({ store, on, figures, post, batches, exporting }: DaySheetPanelProps) {
  const { sheets, drafts } = useSheets(store, on);
  const [asking, setAsking] = useState<number | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const running = useRef(false);
  const settle = async (sequence: number, state: 'printed' | 'failed'): Promise<void> => {
    const settled = await recordSheetOutcome(store, on, sequence, state);
    if (!settled.ok) setProblem(failureText(settled.failure));
  };
  const print = async (): Promise<void> => {
    if (running.current || exporting || asking !== null) return;
    running.current = true;
    setProblem(null);
    const content = await contentNow(store, on, post);
    const printed = content.ok ? await printDaySheet(store, on, content.value) : content;
    running.current = false;
    if (!printed.ok) setProblem(failureText(printed.failure));
    else if (printed.value.attempt === 'sent') setAsking(printed.value.sequence);
    else {
      setProblem('打印已取消，纸没有打出。可以再次打印。');
      await settle(printed.value.sequence, 'failed');
    }
  };
  useKeys({ print: () => void print() });
  const outdated = outdatedSheet(
    sheets,
    daySaid(daySheetContent({ store, on, figures, batches, drafts, hub: sheetHub(post.state) })),
  );
  return (
    <section className="panel">
      <h2 className="panel__title">窗口日终交接表</h2>
      <p className="small soft">
        四项数字、差异、批次与清单摘要、台账链尾都印在上面，双方签字后留存。以后文件或台账有改动，一对摘要便知。
      </p>
      {sheets.length === 0 ? null : (
        <p className="day-close__after">
          {sheets.map((sheet) => `${sheetNumber(sheet.sequence)}：${stateWords[sheet.state]}`).join('；')}
        </p>
      )}
      {outdated === null ? null : (
        <Notice tone="warn">
          {sheetNumber(outdated.sequence)}打印之后又有办件、打印或导出，内容已变，须重打交接表。
        </Notice>
      )}
      <div className="row day-close__after">
        <Button keyHint="print" unavailable={exporting} onClick={() => void print()}>
          打印交接表
        </Button>
        {exporting ? <span className="small soft">正在导出，写完再打印。</span> : null}
      </div>
      {problem === null ? null : (
        <Notice tone="bad" live="alert">
          {problem}
        </Notice>
      )}
      {asking === null ? null : (
        <PrintedQuestion
          title="窗口日终交接表"
          onAnswer={(state) => {
            setAsking(null);
            if (state !== null) void settle(asking, state);
          }}
        />
      )}
    </section>
  );
}
