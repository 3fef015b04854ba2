/** 同人核对: every person whom another window of the office claims too, who came first, and what was decided. */
import { useState } from 'react';
import type { PostState } from '#shared/contract/post.ts';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import { failureText } from '#shared/wording/failures.ts';
import type { Meeting } from '../../store/claims/claim-desk.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { Button } from '../../ui/Button.tsx';
import { ChoiceTable, type ChoiceColumn } from '../../ui/ChoiceTable.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { claimsWords, momentText, PostTroubles, usePost } from '../post/index.ts';
import { orderWords, otherStateWords, settledWords } from './meeting-words.ts';
import { SettleDialog } from './SettleDialog.tsx';
import { useMeetings } from './use-meetings.ts';

export interface ClaimsPageProps {
  readonly store: CounterStore;
  readonly businessDate: PlainDate;
  /** A case that somebody came for. */
  readonly caseId?: string;
  /** Which of those of that case that nothing was settled about, from 1. */
  readonly place?: number;
  readonly onOpenCase: (caseId: string) => void;
}

const columns: readonly ChoiceColumn<Meeting>[] = [
  { id: 'name', heading: '人员', width: '7rem', cell: ({ name }) => name },
  {
    id: 'ours',
    heading: '本窗口办件',
    width: '10rem',
    cell: ({ summary }) => <span className="number case-no">{summary.number}</span>,
  },
  { id: 'firm', heading: '单位', cell: ({ summary }) => <span className="firm">{summary.employerName}</span> },
  {
    id: 'other',
    heading: '对方办件',
    width: '10rem',
    cell: ({ other }) => <span className="number case-no">{other.number}</span>,
  },
  { id: 'on', heading: '对方收件', width: '7rem', cell: ({ other }) => <span className="number">{other.on}</span> },
  { id: 'state', heading: '对方状态', width: '6rem', yields: 1, cell: otherStateWords },
  { id: 'order', heading: '先后', width: '6rem', cell: orderWords },
  {
    id: 'settled',
    heading: '结果',
    width: '11rem',
    cell: (meeting) => <span className={meeting.settled === null ? '' : 'soft'}>{settledWords(meeting)}</span>,
  },
];

/** What the picture is of: nothing is said of other windows beyond the hub's last word. */
function Known({ state, asOf }: { readonly state: PostState | null; readonly asOf: string | null }) {
  if (state === null) return null;
  const words = claimsWords(state);
  const when = asOf === null ? '还没有得到过其他窗口的情况。' : `其他窗口的情况截至 ${momentText(asOf)}。`;
  const more = words.worry || state.claims.state === 'exchanged' ? '' : words.text;
  return (
    <>
      {words.worry ? <Notice tone="warn">{words.text}</Notice> : null}
      <p className="soft small">
        {when}
        {more}
      </p>
    </>
  );
}

export function ClaimsPage({ store, businessDate, caseId: wanted, place = 1, onOpenCase }: ClaimsPageProps) {
  const found = useMeetings(store);
  const { desk, state } = usePost(store);
  const [chosen, setChosen] = useState<Meeting | null>(null);
  const [asking, setAsking] = useState(false);
  const ofCase = found?.ok === true ? found.value.all.filter(({ caseId }) => caseId === wanted) : [];
  const landing = ofCase.filter(({ settled }) => settled === null)[place - 1] ?? ofCase[0];
  const ask = async () => {
    setAsking(true);
    await desk.send();
    setAsking(false);
  };
  return (
    <div className="page stack">
      <div className="page__head">
        <h1>同人核对</h1>
        <span className="number soft">{businessDate}</span>
        <span className="grow" />
        {state === null || state.hub === null ? null : (
          <Button shortcut="save" unavailable={asking} onClick={() => void ask()}>
            {asking ? '正在核对' : '立即与其他窗口核对'}
          </Button>
        )}
      </div>
      {state?.trouble === null || state === null ? null : <PostTroubles state={state} />}
      {found?.ok === false ? (
        <Notice tone="bad" live="alert">
          {failureText(found.failure)}
        </Notice>
      ) : null}
      {found?.ok === true ? (
        <>
          <Known state={state} asOf={found.value.asOf} />
          <ChoiceTable
            label="同人核对"
            columns={columns}
            rows={found.value.all}
            keyOf={({ caseId, digest, other }) => `${caseId} ${digest} ${other.window} ${other.subject}`}
            onOpen={(meeting) => (meeting.settled === null ? setChosen(meeting) : onOpenCase(meeting.caseId))}
            copies={({ summary }) => ({ number: summary.number, firm: summary.employerName })}
            groupOf={({ settled }) => (settled === null ? '未定，不能导出' : '已定')}
            empty="没有同时在本单位其他窗口申请的人。"
            autoFocus
            landOn={landing === undefined ? undefined : (meeting) => meeting === landing}
          />
        </>
      ) : null}
      {chosen === null ? null : (
        <SettleDialog store={store} meeting={chosen} on={businessDate} onClose={() => setChosen(null)} />
      )}
    </div>
  );
}
