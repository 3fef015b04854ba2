/** 日终: four figures that must agree, what differs, the pre-flight, the export, the sheet to sign. */
import { useEffect, useMemo, useState } from 'react';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import type { BatchState } from '#shared/batches/batch-events.ts';
import { WINDOW_INTAKE_LAYOUT } from '#shared/layouts/index.ts';
import { layoutDigest, type CodeChoice, type Layout } from '#shared/layouts/layout.ts';
import { failureText } from '#shared/wording/failures.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { Button } from '../../ui/Button.tsx';
import { keyName } from '../../ui/key-table.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Progress } from '../../ui/Progress.tsx';
import { AuthorisationNotice } from '../authorisation/index.ts';
import { DayBackup } from '../backup/index.ts';
import { layoutChoice } from '../layouts/index.ts';
import { syncedTo, usePost } from '../post/index.ts';
import { HeldBackNotice } from '../reviews/index.ts';
import { RollChanges } from '../roll/index.ts';
import { PlainFilesPanel, RevealFolder } from '../plain-files/index.ts';
import { BatchList } from './BatchList.tsx';
import { exportBatch, finishBatch, isUnfinished, noteEvent, voidBatch, type BatchOutcome } from './batch-work.ts';
import { dayFigures } from './day-figures.ts';
import { DaySheetPanel } from './DaySheetPanel.tsx';
import { DifferenceList } from './DifferenceList.tsx';
import { DraftsLeft } from './DraftsLeft.tsx';
import { ExportPanel } from './ExportPanel.tsx';
import { FigureStrip } from './FigureStrip.tsx';
import { ReceivedPanel, ReleasedPanel } from './HallPanels.tsx';
import { LayoutLoader } from './LayoutLoader.tsx';
import { SyncPanel } from './SyncPanel.tsx';
import { progressWords, troubleText } from './trouble-words.ts';
import { UnfinishedBatches } from './UnfinishedBatches.tsx';
import { useBatches } from './use-batches.ts';
import { useBatchWork, type RunningBatch } from './use-batch-work.ts';
import { useHall, type HallView } from './use-hall.ts';
import { usePrepared } from './use-prepared.ts';
import { useRelease } from './use-release.ts';
import './day-close.css';

export interface DayClosePageProps {
  readonly store: CounterStore;
  readonly businessDate: PlainDate;
  /** How much is still to be done, as 待办 counts it; `null` until it was counted. */
  readonly tasks: number | null;
}

/** Re-renders after each change of the cases; the value changes with every action. */
function useCaseVersion(store: CounterStore): string {
  const [version, setVersion] = useState(0);
  useEffect(() => store.cases.subscribe(() => setVersion((now) => now + 1)), [store]);
  return `${version} ${store.cases.ledger().head}`;
}

function useLayoutChoice(layouts: readonly Layout[]) {
  const [chosen, setChosen] = useState({ id: WINDOW_INTAKE_LAYOUT, codes: 'printed' as CodeChoice });
  const choice = useMemo(() => layoutChoice(layouts, chosen.id), [layouts, chosen.id]);
  return { ...choice, codes: chosen.codes, setChosen };
}

const NOTHING_RELEASED: HallView['received']['waiting'] = [];

export function DayClosePage({ store, businessDate, tasks }: DayClosePageProps) {
  const version = useCaseVersion(store);
  const { book, reread } = useBatches(store);
  const { offered, layout, codes, setChosen } = useLayoutChoice(book.layouts);
  const hall = useHall(store);
  const prepared = usePrepared(
    store,
    layout,
    codes,
    version,
    // Another window exports for the office by now: what came here before goes back.
    hall.role.role === 'elsewhere' ? NOTHING_RELEASED : hall.received.waiting,
  );
  const release = useRelease(store, businessDate);
  const running = useBatchWork(store, businessDate, reread);
  const ofDay = book.batches.filter(({ begun }) => begun.createdOn === businessDate);
  const post = usePost(store);
  const figures = dayFigures(
    store.cases.list(),
    businessDate,
    new Set(ofDay.map(({ numberText }) => numberText)),
    syncedTo(post.state),
  );
  const unfinished = running.progress === null ? book.batches.filter((batch) => isUnfinished(batch, store)) : [];
  const [noteFailure, setNoteFailure] = useState<string | null>(null);
  const note = async (subject: string, event: Parameters<typeof noteEvent>[2]): Promise<boolean> => {
    const failure = await noteEvent({ store, on: businessDate, newId: () => crypto.randomUUID() }, subject, event);
    setNoteFailure(failure === null ? null : failureText(failure));
    reread();
    return failure === null;
  };
  const statuses = store.cases.list().map(({ status }) => status);
  return (
    <div className="page day-close">
      <div className="page__head">
        <h1>日终</h1>
        <span className="number soft">{businessDate}</span>
        <span className="grow" />
        {tasks === null || tasks === 0 ? null : (
          <a className="number" href="#/tasks">
            待办 {tasks} 项（{keyName('openTasks')}）
          </a>
        )}
      </div>
      <AuthorisationNotice store={store} on={businessDate} />
      <RollChanges store={store} on={businessDate} />
      <HeldBackNotice store={store} />
      <FigureStrip figures={figures} />
      <DayBackup store={store} />
      <UnfinishedBatches
        batches={unfinished}
        busy={running.progress !== null}
        onFinish={(batch) => running.run((work) => finishBatch(work, batch, book.layouts))}
        onVoid={(batch) =>
          void voidBatch({ store, on: businessDate, newId: () => crypto.randomUUID() }, batch, '未完成').then(
            (failure) => {
              setNoteFailure(failure === null ? null : failureText(failure));
              reread();
            },
          )
        }
      />
      {book.failure === null ? null : <Notice tone="bad">{failureText(book.failure)}</Notice>}
      {noteFailure === null ? null : (
        <Notice tone="bad" live="alert">
          {noteFailure}
        </Notice>
      )}
      {release.said === null ? null : (
        <Notice tone={release.said.tone} live={release.said.tone === 'bad' ? 'alert' : 'status'}>
          {release.said.text}
        </Notice>
      )}
      <BatchProgressPanel running={running} />
      <BatchEnd outcome={running.outcome} batches={book.batches} store={store} />
      <div className="day-close__columns">
        <div>
          <ReleasedPanel store={store} />
          <ReceivedPanel store={store} on={businessDate} view={hall} busy={running.progress !== null} />
          <ExportPanel
            prepared={prepared}
            layouts={offered}
            layout={layout}
            codes={codes}
            training={store.area === 'training'}
            comesFirst={unfinished.length === 0}
            obstacle={release.busy ? '正在交出' : obstacleOf(book.read, running, unfinished)}
            onLayout={({ id }) => setChosen({ id, codes })}
            onCodes={(wanted) => setChosen({ id: layout.id, codes: wanted })}
            onExport={(batch, formats) => running.run((work) => exportBatch(work, batch, formats))}
            hall={
              hall.role.role === 'elsewhere'
                ? { prefix: hall.role.window.prefix, onRelease: (batch) => release.start(batch, hall.role) }
                : null
            }
          />
          <DifferenceList figures={figures} />
          <DraftsLeft store={store} version={version} />
        </div>
        <div>
          <DaySheetPanel
            store={store}
            on={businessDate}
            figures={figures}
            post={post}
            batches={ofDay}
            exporting={running.progress !== null}
          />
          <SyncPanel
            administrator={store.capacity === 'administrator'}
            post={post}
            waiting={statuses.filter((status) => status === 'accepted' || status === 'partlyExported').length}
            exported={statuses.filter((status) => status === 'exported').length}
          />
          <PlainFilesPanel store={store} on={businessDate} />
          <BatchList batches={book.batches.toReversed()} />
          {store.capacity === 'administrator' ? (
            <LayoutLoader
              store={store}
              on={businessDate}
              onLoad={(loaded) =>
                note(`layout:${loaded.id}`, { step: 'layoutLoaded', layout: loaded, digest: layoutDigest(loaded) })
              }
            />
          ) : null}
        </div>
      </div>
    </div>
  );
}

function obstacleOf(read: boolean, running: RunningBatch, unfinished: readonly BatchState[]): string | null {
  if (!read) return '正在读取批次记录';
  if (running.progress !== null) return '正在导出';
  return unfinished.length > 0 ? '请先续做或作废未完成的批次' : null;
}

function BatchProgressPanel({ running }: { readonly running: RunningBatch }) {
  const { progress, cancel } = running;
  if (progress === null) return null;
  const words = progressWords[progress.step];
  return (
    <div className="panel row">
      <div className="grow">
        <Progress
          label={words}
          value={progress.done}
          max={progress.total}
          text={`${progress.done} / ${progress.total}`}
        />
      </div>
      <Button unavailable={progress.step === 'recording'} onClick={cancel}>
        取消
      </Button>
    </div>
  );
}

interface BatchEndProps {
  readonly outcome: BatchOutcome | null;
  readonly batches: readonly BatchState[];
  readonly store: CounterStore;
}

function BatchEnd({ outcome, batches, store }: BatchEndProps) {
  if (outcome === null) return null;
  if (!outcome.ok) {
    return (
      <Notice tone="bad" live="alert">
        {troubleText(outcome.trouble)}
      </Notice>
    );
  }
  const number = batches.find(({ batchId }) => batchId === outcome.batchId)?.numberText ?? '';
  return (
    <Notice tone="good" live="status">
      <strong>
        已导出 <span className="number">批次 {number}</span>，{outcome.manifest.cases} 件 {outcome.manifest.persons} 人
      </strong>
      <div className="day-batches__path">{outcome.folder}</div>
      <div className="small">文件是明文，含公民身份号码和账号。导入省系统后请在“明文文件”中删除。</div>
      <RevealFolder store={store} folder={outcome.folder} />
    </Notice>
  );
}
