/** 核查: the lists that came down with their days, each read in from a file, and the way to the monthly check. */
import { useState } from 'react';
import type { AftercareBook } from '#shared/aftercare/book.ts';
import { dueButUnpaidDue } from '#shared/aftercare/due.ts';
import { isListDone, stateOfRow, type InquiryList } from '#shared/aftercare/inquiry/book.ts';
import type { RowState } from '#shared/aftercare/inquiry/transitions.ts';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import type { WorkingCalendar } from '#shared/domain/working-days.ts';
import { shippedHeldCalendar } from '#shared/policy/held-calendar.ts';
import type { PolicyPack } from '#shared/policy/pack.ts';
import { failureText } from '#shared/wording/failures.ts';
import { listKindLabels } from '#shared/wording/inquiry.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { Button } from '../../ui/Button.tsx';
import { ChoiceTable, type ChoiceColumn } from '../../ui/ChoiceTable.tsx';
import { FileButton } from '../../ui/FileButton.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useAftercare } from '../aftercare/index.ts';
import { rulesOn } from '../deadlines/index.ts';
import { useHeldPacks } from '../policy/index.ts';
import { AuditPage } from './AuditPage.tsx';
import { ListPage } from './ListPage.tsx';
import { ReadListDialog } from './ReadListDialog.tsx';
import './findings.css';

export interface FindingsPageProps {
  readonly store: CounterStore;
  readonly businessDate: PlainDate;
  /** A list that is open, or `audit`; empty on the lists. */
  readonly place: string;
  readonly onOpen: (place: string) => void;
  readonly onClose: () => void;
}

/** The place of the monthly check. */
const AUDIT = 'audit';

const countOf = ({ rows }: InquiryList, ...states: readonly RowState[]): number =>
  rows.filter((row) => states.includes(stateOfRow(row))).length;

const columnsOf = (
  parameters: PolicyPack['parameters'],
  calendar: WorkingCalendar,
): readonly ChoiceColumn<InquiryList>[] => {
  const due = ({ begun }: InquiryList) => dueButUnpaidDue(begun.act.issuedOn, parameters, calendar);
  const days = (list: InquiryList, which: 'target' | 'provinceDay' | 'ministryDay') => (
    <span className="number">{due(list)?.[which].day ?? '日历未更新'}</span>
  );
  const count = (id: string, heading: string, ...states: readonly RowState[]): ChoiceColumn<InquiryList> => ({
    id,
    heading,
    width: '5rem',
    align: 'right',
    cell: (list) => countOf(list, ...states),
  });
  return [
    { id: 'kind', heading: '名单', width: '9rem', cell: ({ begun }) => listKindLabels[begun.act.kind] },
    { id: 'file', heading: '文件', yields: 1, cell: ({ begun }) => <span className="firm">{begun.act.fileName}</span> },
    {
      id: 'issued',
      heading: '下发',
      width: '7rem',
      cell: ({ begun }) => <span className="number">{begun.act.issuedOn}</span>,
    },
    { id: 'target', heading: '内部目标', width: '7rem', cell: (list) => days(list, 'target') },
    { id: 'province', heading: '报省（25日）', width: '8rem', cell: (list) => days(list, 'provinceDay') },
    { id: 'ministry', heading: '报部（30日）', width: '8rem', cell: (list) => days(list, 'ministryDay') },
    { id: 'rows', heading: '行', width: '5rem', align: 'right', cell: ({ begun }) => begun.act.rows },
    count('open', '待核', 'open'),
    count('answered', '待复核', 'answered'),
    count('checked', '待报', 'checked'),
    count('pending', '未了', 'pending'),
    count('done', '办结', 'done'),
  ];
};

interface ListsProps extends FindingsPageProps {
  readonly book: AftercareBook;
  readonly calendar: WorkingCalendar;
  readonly parameters: PolicyPack['parameters'];
}

function Lists({ store, businessDate, book, calendar, parameters, onOpen }: ListsProps) {
  const [file, setFile] = useState<File | null>(null);
  const rows = [...book.inquiryLists].sort((one, other) => other.begun.sequence - one.begun.sequence);
  return (
    <>
      <div className="row">
        <span className="soft small">
          部里、省里下发的应发未发和疑似跨省重复名单：逐行核查、复核、答复；25 日报省，30 日报部。
        </span>
        <span className="grow" />
        <Button shortcut="register" onClick={() => onOpen(AUDIT)}>
          对账和抽查
        </Button>
        <FileButton
          look="primary"
          shortcut="chooseFile"
          fileLabel="核查名单文件"
          accept=".xlsx,.xls,.et,.csv,.txt"
          onFile={setFile}
        >
          读入名单
        </FileButton>
      </div>
      <ChoiceTable
        label="核查名单"
        columns={columnsOf(parameters, calendar)}
        rows={rows}
        keyOf={({ listId }) => listId}
        onOpen={({ listId }) => onOpen(listId)}
        groupOf={(list) => (isListDone(list) ? '已办结' : '办理中')}
        empty="还没有读入名单。"
        autoFocus
      />
      {file === null ? null : (
        <ReadListDialog
          {...{ store, book, file, calendar, parameters }}
          on={businessDate}
          onClose={() => setFile(null)}
        />
      )}
    </>
  );
}

export function FindingsPage(props: FindingsPageProps) {
  const { store, businessDate, place, onClose } = props;
  const { book, failure } = useAftercare(store);
  const { state } = useHeldPacks(store);
  const calendar = (state?.calendar ?? shippedHeldCalendar).table;
  const { parameters } = rulesOn(businessDate, state?.held).pack;
  const list = book?.inquiryLists.find(({ listId }) => listId === place);
  if (book !== null && place === AUDIT) return <AuditPage {...{ store, book, onClose }} on={businessDate} />;
  if (book !== null && list !== undefined)
    return <ListPage {...{ store, book, list, calendar, parameters, onClose }} policy={state} on={businessDate} />;
  return (
    <div className="page stack">
      <div className="page__head">
        <h1>核查</h1>
        <span className="soft number">业务日期 {businessDate}</span>
      </div>
      {failure === null ? null : (
        <Notice tone="bad" live="alert">
          {failureText(failure)}
        </Notice>
      )}
      {book === null && failure === null ? (
        <p className="soft" role="status">
          正在读取台账…
        </p>
      ) : null}
      {book === null ? null : <Lists {...props} {...{ book, calendar, parameters }} />}
    </div>
  );
}
