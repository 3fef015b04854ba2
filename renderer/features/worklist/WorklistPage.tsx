import { useCallback, useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import type { CaseStore, CaseSummary, Draft } from '../../store/cases/case-store.ts';
import { searchableDrafts, searchDrafts } from '../../store/cases/draft-search.ts';
import { Button } from '../../ui/Button.tsx';
import { ChoiceTable } from '../../ui/ChoiceTable.tsx';
import { TextField } from '../../ui/Field.tsx';
import { keyName } from '../../ui/key-table.ts';
import { useKeys } from '../../ui/keys.ts';
import { panelOf, Tabs } from '../../ui/Tabs.tsx';
import { namesStage } from '#shared/wording/returns.ts';
import { ClaimsNotice } from '../claims/index.ts';
import { HeldBackNotice } from '../reviews/index.ts';
import { ReturnedNotice } from '../returns/index.ts';
import { caseColumns, sentColumns } from './case-columns.tsx';
import { ChangedNotice } from './ChangedNotice.tsx';
import { DraftTable } from './DraftTable.tsx';
import { lastFirst } from './draft-words.ts';
import { inOrder, orders, type Order } from './orders.ts';
import { queues } from './queues.ts';
import { RemoveDraftDialog } from './RemoveDraftDialog.tsx';
import { contactOf } from './use-contact.ts';
import './worklist.css';

export interface WorklistPageProps {
  readonly store: CounterStore;
  readonly businessDate: PlainDate;
  readonly onOpenCase: (caseId: string) => void;
  readonly onOpenDraft: (draftId: string) => void;
  readonly onNew: () => void;
}

/** More than anybody reads; a filter that finds more is no filter. */
const MOST_FOUND = 2000;

/** The drafts, read anew after each change of the cases and when asked to: drafts are in no journal, nothing tells of them. */
function useDrafts(store: CounterStore): readonly [readonly Draft[], () => void] {
  const [drafts, setDrafts] = useState<readonly Draft[]>([]);
  const [version, setVersion] = useState(0);
  const reread = useCallback(() => setVersion((before) => before + 1), []);
  useEffect(() => store.cases.subscribe(reread), [store, reread]);
  useEffect(() => {
    let current = true;
    void store.cases.drafts().then((found) => {
      if (current) setDrafts(lastFirst(found));
    });
    return () => {
      current = false;
    };
  }, [store, version]);
  return [drafts, reread];
}

/** What the clerk looked at last, for the way back from a case. */
const looked = new WeakMap<CaseStore, { readonly queue: string; readonly order: number }>();

/** Today's cases, or all of them while there is none today. */
const firstQueue = (cases: readonly CaseSummary[], today: PlainDate): string =>
  cases.some((entry) => queues.find(({ id }) => id === 'today')?.holds(entry, today)) ? 'today' : 'all';

function useView({ store, businessDate }: WorklistPageProps, cases: readonly CaseSummary[]) {
  const [view, setView] = useState(
    () => looked.get(store.cases) ?? { queue: firstQueue(cases, businessDate), order: 0 },
  );
  useEffect(() => {
    looked.set(store.cases, view);
  }, [store, view]);
  return {
    ...view,
    choose: (queue: string) => setView((before) => ({ ...before, queue })),
    nextOrder: () => setView((before) => ({ ...before, order: (before.order + 1) % orders.length })),
  };
}

/** How many cases each queue holds: counted when a case or the day changes, not with each letter of the filter. */
function countsOf(cases: readonly CaseSummary[], today: PlainDate): readonly number[] {
  const counts = queues.map(() => 0);
  for (const entry of cases)
    queues.forEach((queue, place) => {
      if (queue.holds(entry, today)) counts[place] = (counts[place] ?? 0) + 1;
    });
  return counts;
}

/** Cases that the filter lets through: by the words of 查找, or by phone or clerk where those are on screen. */
function useFiltered(store: CounterStore, entries: readonly CaseSummary[], text: string): readonly CaseSummary[] {
  const typed = text.trim();
  if (typed === '') return entries;
  const hits = new Set(store.cases.search(typed, MOST_FOUND).map(({ caseId }) => caseId));
  return entries.filter((entry) => {
    const contact = contactOf(store, entry);
    const said = contact === null ? '' : `${contact.phone} ${contact.agent} ${contact.clerk}`;
    return hits.has(entry.caseId) || said.includes(typed) || namesStage(entry, typed);
  });
}

function useFilteredDrafts(drafts: readonly Draft[], text: string): readonly Draft[] {
  const [found, setFound] = useState<{ readonly text: string; readonly ids: ReadonlySet<string> } | null>(null);
  const typed = text.trim();
  useEffect(() => {
    let current = true;
    if (typed === '') return () => undefined;
    void searchableDrafts(drafts).then((lines) => {
      if (current) setFound({ text: typed, ids: new Set(searchDrafts(lines, typed).map(({ draftId }) => draftId)) });
    });
    return () => {
      current = false;
    };
  }, [drafts, typed]);
  if (typed === '' || found?.text !== typed) return drafts;
  return drafts.filter(
    ({ draftId, application }) => found.ids.has(draftId) || application.employer.agent.mobile.includes(typed),
  );
}

interface HeadProps {
  readonly text: string;
  readonly order: Order;
  readonly onType: (text: string) => void;
  readonly onLeave: () => void;
  readonly onOrder: () => void;
  readonly onNew: () => void;
}

/** Filter and order. Esc empties the filter first, ↓ and Enter go on into the list. */
function Head({ text, order, onType, onLeave, onOrder, onNew }: HeadProps) {
  const box = useRef<HTMLInputElement>(null);
  useKeys({ filter: () => box.current?.focus() });
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape' && text !== '') onType('');
    else if (event.key === 'ArrowDown' || event.key === 'Enter' || event.key === 'Escape') onLeave();
    else return;
    event.preventDefault();
  };
  return (
    <div className="page__head worklist__head">
      <h1>办件</h1>
      <TextField
        ref={box}
        className="worklist__filter"
        label={`筛选（${keyName('filter')}，或直接键入）`}
        value={text}
        data-filter=""
        onChange={(event) => onType(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <Button shortcut="order" onClick={onOrder}>
        排列：{order.label}
      </Button>
      <span className="grow" />
      <Button look="primary" keyHint="newIntake" onClick={onNew}>
        新受理
      </Button>
    </div>
  );
}

/** 办件: the queues as tabs, each line one case; drafts are a queue like the others. */
export function WorklistPage(props: WorklistPageProps) {
  const { store, businessDate, onOpenCase, onOpenDraft, onNew } = props;
  const cases = store.cases.list();
  const view = useView(props, cases);
  const [text, setText] = useState('');
  const [drafts, reread] = useDrafts(store);
  const [removing, setRemoving] = useState<Draft | null>(null);
  const list = useRef<HTMLDivElement>(null);
  const queue = queues.find((one) => one.id === view.queue);
  const order = orders[view.order] ?? orders[0];
  const inQueue = useMemo(
    () => cases.filter((entry) => queue?.holds(entry, businessDate) ?? false),
    [cases, queue, businessDate],
  );
  const filtered = useFiltered(store, inQueue, text);
  const shownDrafts = useFilteredDrafts(drafts, text);
  const counts = useMemo(() => countsOf(cases, businessDate), [cases, businessDate]);
  const tabs = [
    { id: 'drafts', label: '暂存', count: drafts.length },
    ...queues.map(({ id, label }, place) => ({ id, label, count: counts[place] ?? 0 })),
  ];
  const toList = () => list.current?.querySelector<HTMLElement>('tr[tabindex="0"]')?.focus();
  const choose = (id: string) => {
    view.choose(id);
    (document.activeElement as HTMLElement | null)?.blur();
  };
  /** A letter while the list has the focus begins a filter with it. */
  const onListKey = (event: KeyboardEvent) => {
    const letter = event.key.length === 1 && !event.ctrlKey && !event.altKey && !event.metaKey && event.key !== ' ';
    if (letter || event.keyCode === 229) document.querySelector<HTMLElement>('[data-filter]')?.focus();
  };
  if (order === undefined) return null;
  return (
    <div className="page worklist">
      <Head text={text} order={order} onType={setText} onLeave={toList} onOrder={view.nextOrder} onNew={onNew} />
      <ClaimsNotice store={store} />
      <HeldBackNotice store={store} />
      <ReturnedNotice store={store} />
      <ChangedNotice store={store} />
      <Tabs name="worklist" label="队列" tabs={tabs} chosen={view.queue} onChoose={choose} />
      <div ref={list} {...panelOf('worklist', view.queue)} onKeyDownCapture={onListKey}>
        {queue === undefined ? (
          <DraftTable
            key="drafts"
            drafts={shownDrafts}
            cases={cases}
            onOpen={(draft) => onOpenDraft(draft.draftId)}
            onRemove={setRemoving}
          />
        ) : (
          <ChoiceTable
            key={`${queue.id} ${order.id}`}
            label={queue.label}
            columns={view.queue === 'exported' ? sentColumns(store, businessDate) : caseColumns(store, businessDate)}
            rows={order.id === 'recent' ? filtered : inOrder(filtered, order)}
            keyOf={(entry) => entry.caseId}
            onOpen={(entry) => onOpenCase(entry.caseId)}
            copies={(entry) => ({
              number: entry.number,
              firm: entry.employerName,
              phone: contactOf(store, entry)?.phone,
            })}
            empty={text.trim() === '' ? queue.empty : `“${queue.label}”中没有符合“${text.trim()}”的办件。`}
            autoFocus
          />
        )}
      </div>
      {removing === null ? null : (
        <RemoveDraftDialog
          store={store}
          draft={removing}
          onRemoved={() => {
            setRemoving(null);
            reread();
          }}
          onClose={() => setRemoving(null)}
        />
      )}
    </div>
  );
}
