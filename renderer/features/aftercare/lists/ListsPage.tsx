/** 名单: 免申即享 lists of the provincial system, read, checked and reviewed row by row; below 后续. */
import { useEffect, useMemo, useRef, useState } from 'react';
import type { AftercareBook } from '#shared/aftercare/book.ts';
import { gapsOf } from '#shared/aftercare/lists/gaps.ts';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import { failureText } from '#shared/wording/failures.ts';
import type { CounterStore } from '../../../store/counter-store.ts';
import { Button } from '../../../ui/Button.tsx';
import { ChoiceTable } from '../../../ui/ChoiceTable.tsx';
import { FileButton } from '../../../ui/FileButton.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { refreshAftercare, useAftercare } from '../use-aftercare.ts';
import { listColumns, type ListLine } from './list-columns.tsx';
import { useCheckBasis } from './list-checking.ts';
import { itemsById, personsOf } from './list-lines.ts';
import { keepMapping, readListFile, type ListRead } from './list-work.ts';
import { ListPage } from './ListPage.tsx';
import { ListPreview } from './ListPreview.tsx';
import { MappingForm } from './MappingForm.tsx';
import '../aftercare.css';
import './lists.css';

/** In the place of a list: to the file that is to be read in. */
const READ = 'read';

export interface ListsPageProps {
  readonly store: CounterStore;
  readonly businessDate: PlainDate;
  /** The list that is open; empty on the page of all. */
  /** A list, or {@link READ} for whoever comes to read one in. */
  readonly listId: string;
  readonly onOpenList: (listId: string) => void;
  readonly onOpenCase: (caseId: string) => void;
  readonly onClose: () => void;
}

/** Reading, one file at a time; it can be stopped. */
function useReading(store: CounterStore) {
  const [shown, setShown] = useState<ListRead | null>(null);
  const [busy, setBusy] = useState(false);
  const stop = useRef<AbortController | null>(null);
  useEffect(() => () => stop.current?.abort(), []);
  const read = (file: File): void => {
    stop.current?.abort();
    const own = new AbortController();
    stop.current = own;
    setBusy(true);
    setShown(null);
    void readListFile(store, file, own.signal).then((found) => {
      if (stop.current !== own) return;
      setBusy(false);
      if (!own.signal.aborted) setShown(found);
    });
  };
  return { shown, setShown, busy, read, cancel: () => stop.current?.abort() };
}

function linesOf(book: AftercareBook, items: ReturnType<typeof itemsById>): readonly ListLine[] {
  return book.lists.taken
    .map((list) => {
      const persons = personsOf(list, items);
      const count = (holds: (person: (typeof persons)[number]) => boolean): number => persons.filter(holds).length;
      return {
        list,
        toReview: count(({ item }) => item.state === 'toReview'),
        passed: count(({ item }) => item.review?.conclusion === 'passed'),
        rejected: count(({ item }) => item.review?.conclusion === 'rejected'),
        gaps: gapsOf(book, list.head.listId).length,
      };
    })
    .toReversed();
}

export function ListsPage(props: ListsPageProps) {
  const { store, businessDate, listId, onOpenList, onOpenCase, onClose } = props;
  const { book, failure } = useAftercare(store);
  const { basis, obstacle } = useCheckBasis(store, businessDate);
  const items = useMemo(() => (book === null ? new Map() : itemsById(book)), [book]);
  const list = book?.lists.taken.find(({ head }) => head.listId === listId);
  if (book !== null && list !== undefined)
    return (
      <ListPage
        key={listId}
        {...{ store, book, items, list, basis, obstacle, onOpenCase }}
        on={businessDate}
        onClose={onClose}
      />
    );
  return (
    <div className="page stack">
      <div className="page__head">
        <h1>名单</h1>
        <span className="soft number">业务日期 {businessDate}</span>
      </div>
      {failure === null ? null : (
        <Notice tone="bad" live="alert">
          {failureText(failure)}
        </Notice>
      )}
      {book === null ? (
        <p className="soft" role="status">
          正在读取台账…
        </p>
      ) : (
        <>
          <Reading {...{ store, businessDate, book, basis, obstacle, onOpenList }} />
          <ChoiceTable
            label="已登记的名单"
            columns={listColumns}
            rows={linesOf(book, items)}
            keyOf={({ list: one }) => one.head.listId}
            onOpen={({ list: one }) => onOpenList(one.head.listId)}
            empty="还没有登记过免申即享名单。"
            autoFocus={listId !== READ}
          />
        </>
      )}
    </div>
  );
}

type ReadingProps = Pick<ListsPageProps, 'store' | 'businessDate' | 'onOpenList'> &
  ReturnType<typeof useCheckBasis> & { readonly book: AftercareBook };

function Reading({ store, businessDate, book, basis, obstacle, onOpenList }: ReadingProps) {
  const { shown, busy, read, cancel } = useReading(store);
  const recorded = async (listId: string) => {
    await refreshAftercare(store);
    onOpenList(listId);
  };
  return (
    <section className="panel stack" aria-label="读入名单">
      <div className="row">
        <FileButton
          shortcut="chooseFile"
          data-landing=""
          unavailable={busy}
          fileLabel="名单文件"
          accept=".xlsx,.xls,.et,.csv,.txt"
          onFile={read}
        >
          {busy ? '正在读取' : '读入名单'}
        </FileButton>
        {busy ? <Button onClick={cancel}>停下</Button> : null}
        <span className="soft small">
          从省系统下载的“免申即享”名单。先列出采用和不采用的行，再逐人与本机数据核对登记；同一份读两次不会重复。
        </span>
      </div>
      {shown?.kind === 'refused' ? (
        <Notice tone="bad" live="alert">
          文件没有读入，没有登记任何内容：{shown.sentence}
        </Notice>
      ) : null}
      {shown?.kind === 'failure' ? (
        <Notice tone="bad" live="alert">
          {failureText(shown.failure)}
        </Notice>
      ) : null}
      {shown?.kind === 'unclear' ? (
        <MappingForm
          fileName={shown.file.name}
          reading={shown.reading}
          onSaid={(mapping) => void keepMapping(store, mapping).then(() => read(shown.file))}
        />
      ) : null}
      {shown?.kind === 'read' ? (
        <ListPreview
          key={shown.digest}
          {...{ store, businessDate, book, basis, obstacle }}
          read={shown}
          onRecorded={(listId) => void recorded(listId)}
        />
      ) : null}
    </section>
  );
}
