/** One list: what waits for 初审, firms of which something is missing, 缓缴, rows that were not taken, and everybody. */
import { useMemo, useState, type ReactNode } from 'react';
import type { AftercareBook, GrantItem } from '#shared/aftercare/book.ts';
import { deferredFirms, type DeferredFirm } from '#shared/aftercare/lists/deferrals.ts';
import { gapsOf, type FirmGap } from '#shared/aftercare/lists/gaps.ts';
import { isWhole, type TakenList } from '#shared/aftercare/lists/lists.ts';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import type { CounterStore } from '../../../store/counter-store.ts';
import { Button } from '../../../ui/Button.tsx';
import { ChoiceTable } from '../../../ui/ChoiceTable.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { FileButton } from '../../../ui/FileButton.tsx';
import { panelOf, Tabs } from '../../../ui/Tabs.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { noteOpened } from '../note-opened.ts';
import { PersonList } from '../PersonList.tsx';
import { AccountsDialog } from './AccountsDialog.tsx';
import { DeferralPanel } from './DeferralPanel.tsx';
import { FirmReviewDialog } from './FirmReviewDialog.tsx';
import { GapFirmPanel } from './GapFirmPanel.tsx';
import { deferredColumns, gapColumns, personColumns, reviewColumns } from './list-columns.tsx';
import type { CheckBasis } from './list-checking.ts';
import { firmsOf, isMet, personsOf, type ListFirm, type ListPerson } from './list-lines.ts';
import type { ListWork } from './list-print.ts';
import { conclusionFile, deferralFile, gapFiles, ListFiles } from './ListFiles.tsx';
import { PassDialog } from './PassDialog.tsx';
import { ProblemTable } from './ProblemTable.tsx';

export interface ListPageProps {
  readonly store: CounterStore;
  readonly book: AftercareBook;
  readonly items: ReadonlyMap<string, GrantItem>;
  readonly list: TakenList;
  readonly on: PlainDate;
  readonly basis: CheckBasis | null;
  readonly obstacle: string | null;
  readonly onOpenCase: (caseId: string) => void;
  readonly onClose: () => void;
}

type TabId = 'review' | 'gaps' | 'deferred' | 'problems' | 'all';
const tabs: readonly { readonly id: TabId; readonly label: string }[] = [
  { id: 'review', label: '待初审' },
  { id: 'gaps', label: '收款信息' },
  { id: 'deferred', label: '缓缴' },
  { id: 'problems', label: '未采用的行' },
  { id: 'all', label: '全部' },
];

type Open =
  | { readonly kind: 'pass' }
  | { readonly kind: 'review'; readonly firm: ListFirm }
  | { readonly kind: 'person'; readonly person: ListPerson }
  | { readonly kind: 'gap' | 'deferred'; readonly firmKey: string }
  | { readonly kind: 'accounts'; readonly file: File };

function useLines({ store, book, items, list }: ListPageProps) {
  return useMemo(() => {
    const persons = personsOf(list, items);
    const waiting = persons.filter(({ item }) => item.state === 'toReview');
    return {
      persons,
      waiting,
      met: waiting.filter(isMet),
      firms: firmsOf(waiting),
      gaps: gapsOf(book, list.head.listId),
      deferred: deferredFirms(list, items, book.lists.told, store.cases.list()),
    };
  }, [store, book, items, list]);
}

/** Where something is still to be done. */
function firstTab({ waiting, gaps, deferred }: ReturnType<typeof useLines>): TabId {
  if (waiting.length > 0) return 'review';
  if (gaps.some(({ items }) => items.some(({ state }) => state === 'toComplete'))) return 'gaps';
  return deferred.some(({ persons }) => persons.every(({ told }) => told.length === 0)) ? 'deferred' : 'review';
}

export function ListPage(props: ListPageProps) {
  const { store, book, items, list, on, basis, obstacle, onOpenCase, onClose } = props;
  const lines = useLines(props);
  const { persons, waiting, met, firms, gaps, deferred } = lines;
  const [tab, setTab] = useState<TabId>(() => firstTab(lines));
  const [open, setOpen] = useState<Open | null>(null);
  const work: ListWork = { store, list, on };
  const close = () => setOpen(null);
  const choose = (id: TabId) => {
    setOpen(null);
    setTab(id);
  };
  const heldByWords = (itemId: string): string => {
    const held = items.get(itemId)?.source;
    return held === undefined
      ? '另一件'
      : `${held.channel === 'window' ? '办件' : ''}${held.reference}（${held.employerName}）`;
  };
  const counts = {
    review: waiting.length,
    gaps: gaps.length,
    deferred: deferred.reduce((sum, firm) => sum + firm.persons.length, 0),
    problems: list.problems.length,
    all: persons.length,
  };
  const review = (firm: ListFirm) => {
    if (basis === null) return;
    noteOpened(
      store,
      firm.persons.map(({ item }) => item),
    );
    setOpen({ kind: 'review', firm });
  };
  const panel = (kind: 'gap' | 'deferred', firmKey: string, shown: readonly GrantItem[]) => {
    noteOpened(store, shown);
    setOpen({ kind, firmKey });
  };
  const opened = (key: string): FirmGap | DeferredFirm | undefined =>
    open?.kind === 'gap'
      ? gaps.find(({ firmKey }) => firmKey === key)
      : deferred.find(({ firmKey }) => firmKey === key);
  const body = (): ReactNode => {
    if (open?.kind === 'gap' || open?.kind === 'deferred') {
      const firm = opened(open.firmKey);
      if (firm !== undefined && 'gap' in firm)
        return <GapFirmPanel work={work} book={book} firm={firm} onClose={close} />;
      if (firm !== undefined && !('gap' in firm))
        return <DeferralPanel work={work} firm={firm} onOpenCase={onOpenCase} onClose={close} />;
    }
    switch (tab) {
      case 'review':
        return (
          <ChoiceTable
            key="review"
            label="待初审的单位"
            columns={reviewColumns}
            rows={firms}
            keyOf={({ firmKey }) => firmKey}
            onOpen={review}
            empty="没有待初审的人员。"
            autoFocus
          />
        );
      case 'gaps':
        return (
          <ChoiceTable
            key="gaps"
            label="缺收款信息的单位"
            columns={gapColumns}
            rows={gaps}
            keyOf={({ firmKey }) => firmKey}
            onOpen={(firm) => panel('gap', firm.firmKey, firm.items)}
            empty="每户都有经两人核对的收款信息。"
            autoFocus
          />
        );
      case 'deferred':
        return (
          <ChoiceTable
            key="deferred"
            label="缓缴的单位"
            columns={deferredColumns}
            rows={deferred}
            keyOf={({ firmKey }) => firmKey}
            onOpen={(firm) =>
              panel(
                'deferred',
                firm.firmKey,
                firm.persons.map(({ item }) => item),
              )
            }
            empty="没有因缓缴暂不能发放的人员。"
            autoFocus
          />
        );
      case 'problems':
        return list.problems.length === 0 ? (
          <p className="panel soft">每一行都采用了。</p>
        ) : (
          <ProblemTable problems={list.problems} />
        );
      case 'all':
        return (
          <ChoiceTable
            key="all"
            label="名单人员"
            columns={personColumns}
            rows={persons}
            keyOf={({ item }) => item.source.itemId}
            onOpen={(person) => {
              noteOpened(store, [person.item]);
              setOpen({ kind: 'person', person });
            }}
            empty="名单里没有采用的行。"
            autoFocus
          />
        );
    }
  };
  const isPanel = open?.kind === 'gap' || open?.kind === 'deferred';
  return (
    <div className="page stack">
      <div className="page__head">
        <h1>{list.label}</h1>
        <span className="soft">
          {list.head.downloadedOn} 下载，{list.by.name} {list.on} 登记，{list.head.fileName}
        </span>
        <span className="grow" />
        <Button keyHint="back" onClick={onClose}>
          返回
        </Button>
      </div>
      {isWhole(list) ? null : (
        <Notice tone="warn">
          名单只登记到 {list.parts.size} / {list.head.parts} 段。请在“名单”页重新读入同一份文件，会从那里接着登记。
        </Notice>
      )}
      {obstacle === null ? null : <Notice tone="bad">{obstacle}</Notice>}
      <Tabs
        name="list"
        label="名单的部分"
        tabs={tabs.map(({ id, label }) => ({ id, label, count: counts[id] }))}
        chosen={tab}
        onChoose={choose}
      />
      <div className="stack" {...panelOf('list', tab)}>
        {isPanel ? null : (
          <div className="row">
            {tab === 'review' && met.length > 0 ? (
              <Button
                look="primary"
                shortcut="save"
                unavailable={basis === null}
                onClick={() => setOpen({ kind: 'pass' })}
              >
                符合的全部初审通过（{met.length} 人）
              </Button>
            ) : null}
            {tab === 'gaps' ? (
              <FileButton
                shortcut="chooseFile"
                fileLabel="补来的账户文件"
                accept=".xlsx,.xls,.et,.csv,.txt"
                onFile={(file) => setOpen({ kind: 'accounts', file })}
              >
                读入补来的账户
              </FileButton>
            ) : null}
            {tab === 'review' || tab === 'all' ? (
              <ListFiles key="all" work={work} files={[conclusionFile(work, items)]} />
            ) : null}
            {tab === 'gaps' ? <ListFiles key="gaps" work={work} files={gapFiles(gaps)} /> : null}
            {tab === 'deferred' ? (
              <ListFiles key="deferred" work={work} files={[deferralFile(work, deferred)]} />
            ) : null}
          </div>
        )}
        {body()}
      </div>
      {open?.kind === 'pass' && basis !== null ? (
        <PassDialog store={store} list={list} persons={met} basis={basis} onClose={close} />
      ) : null}
      {open?.kind === 'review' && basis !== null ? (
        <FirmReviewDialog
          store={store}
          list={list}
          firm={open.firm}
          basis={basis}
          heldByWords={heldByWords}
          onClose={close}
        />
      ) : null}
      {open?.kind === 'accounts' ? (
        <AccountsDialog work={work} book={book} gaps={gaps} file={open.file} onClose={close} />
      ) : null}
      {open?.kind === 'person' ? (
        <Dialog
          title={open.person.row.name}
          onClose={close}
          actions={
            <Button keyHint="back" onClick={close}>
              关闭
            </Button>
          }
          readOnly
        >
          <PersonList items={[open.person.item]} />
          {open.person.item.heldBy === null ? null : <p>此人已由{heldByWords(open.person.item.heldBy)}办理。</p>}
        </Dialog>
      ) : null}
    </div>
  );
}
