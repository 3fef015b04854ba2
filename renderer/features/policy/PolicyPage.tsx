import { useRef, useState } from 'react';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import { choosePack, packById, type PackChoice } from '#shared/policy/pack-library.ts';
import type { PolicyState } from '#shared/policy/policy-events.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { Landing } from '../../ui/Landing.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { ReceivedPanel, SentPanel, useOpened, type OpenedDocument } from '../documents/index.ts';
import { CalendarPanel } from './CalendarPanel.tsx';
import { ChangedCases } from './ChangedCases.tsx';
import { PackImport } from './PackImport.tsx';
import { PackPanel } from './PackPanel.tsx';
import { PackTable } from './PackTable.tsx';
import { useHeldPacks } from './use-held-packs.ts';
import './policy.css';

export interface PolicyPageProps {
  readonly store: CounterStore;
  readonly businessDate: PlainDate;
  /** A pack, or `calendar`, that somebody came for. */
  readonly wanted?: string;
}

/** Which pack decides on the day, or that none or several would. */
function InForce({
  choice,
  state,
  date,
}: {
  readonly choice: PackChoice;
  readonly state: PolicyState;
  readonly date: PlainDate;
}) {
  if (choice.ok)
    return (
      <Notice tone="good">
        {date} 适用“{choice.held.pack.title}”。
      </Notice>
    );
  const titles = choice.ids.map((id) => `“${packById(id, state.held)?.pack.title ?? id}”`);
  if (choice.reason === 'by-hire')
    return (
      <Notice tone="good">
        {date} 有 {titles.length} 个政策包的受理期重叠：{titles.join('、')}
        。按每人的招用日（在本单位的参保日期）适用其一；一份花名册里分属两个包的，读入时分成两件。
      </Notice>
    );
  if (choice.reason === 'none')
    return <Notice tone="warn">{date} 没有适用的政策包：可收件、可暂存，不能判定。可核定或导入适用的参数包。</Notice>;
  return (
    <Notice tone="bad">
      {date} 有 {choice.ids.length} 个政策包同时生效：{titles.join('、')}
      。在写明由谁接替之前，可收件、可暂存，不能判定。请导入更正了受理期或接替关系的参数包。
    </Notice>
  );
}

const DOCUMENTS = ['policyPack', 'calendar'] as const;

interface PacksProps extends PolicyPageProps {
  readonly state: PolicyState;
}

function Packs({ store, businessDate, wanted, state }: PacksProps) {
  const choice = choosePack(businessDate, state.held);
  const [chosenId, setChosenId] = useState<string | null>(packById(wanted ?? '', state.held)?.pack.id ?? null);
  const panel = useRef<HTMLDivElement>(null);
  // The figures stand below the table and the list of changes: whoever asked for them is taken there.
  const choose = (packId: string) => {
    setChosenId(packId);
    setTimeout(() => panel.current?.scrollIntoView({ block: 'start' }));
  };
  const shownId =
    chosenId ?? (choice.ok ? choice.held.pack.id : (choice.ids.at(-1) ?? state.held.at(-1)?.pack.id ?? ''));
  const shown = packById(shownId, state.held);
  const mayManage = store.capacity === 'administrator';
  const opening = useOpened(store, businessDate);
  const openedAs = (kind: 'policyPack' | 'calendar'): OpenedDocument | null =>
    opening.opened?.of.document.contents.kind === kind ? opening.opened : null;
  const onTaken = ({ of }: OpenedDocument) => void opening.takenIn(of);
  return (
    <div className="stack">
      <ReceivedPanel
        store={store}
        kinds={DOCUMENTS}
        opening={opening}
        mayTake={mayManage}
        wanted={wanted === 'documents'}
        onOpen={(of) => void opening.open(of)}
      />
      <InForce choice={choice} state={state} date={businessDate} />
      {state.unreadable === 0 ? null : (
        <Notice tone="warn">
          台账中有 {state.unreadable} 条政策记录由更新版本的程序写入，本版读不懂，未予采用。请升级程序后再判定。
        </Notice>
      )}
      {state.refused === 0 ? null : (
        <Notice tone="bad">台账中有 {state.refused} 条政策记录不是管理员办理的，未予采用。请管理员核对台账。</Notice>
      )}
      <PackTable held={state.held} choice={choice} date={businessDate} chosenId={shownId} onChoose={choose} />
      <ChangedCases store={store} />
      {shown === null ? null : (
        <div ref={panel} className="policy__panel">
          <Landing here={wanted === shown.pack.id}>
            <PackPanel store={store} state={state} held={shown} on={businessDate} mayManage={mayManage} />
          </Landing>
        </div>
      )}
      {mayManage ? (
        <PackImport
          store={store}
          state={state}
          on={businessDate}
          onImported={setChosenId}
          opened={openedAs('policyPack')}
          onTaken={onTaken}
        />
      ) : (
        <p className="soft">导入参数包由管理员登录后办理。</p>
      )}
      <Landing here={wanted === 'calendar'}>
        <CalendarPanel
          store={store}
          calendar={state.calendar}
          on={businessDate}
          mayManage={mayManage}
          opened={openedAs('calendar')}
          onTaken={onTaken}
        />
      </Landing>
      <SentPanel store={store} kinds={DOCUMENTS} />
    </div>
  );
}

/** 政策: the packs of this window, what decides today, confirming and taking in, and what would now differ. */
export function PolicyPage({ store, businessDate, wanted }: PolicyPageProps) {
  const { state, problem } = useHeldPacks(store);
  return (
    <div className="page policy">
      <div className="page__head">
        <h1>政策</h1>
        <span className="soft">每个数值都写明出处；待本地核定的，核定前不用于判定</span>
      </div>
      {problem === null ? null : (
        <Notice tone="bad" live="alert">
          政策记录读不出来，暂不能判定。{problem}
        </Notice>
      )}
      {state === null ? null : (
        <Packs key={wanted} store={store} businessDate={businessDate} {...(wanted ? { wanted } : {})} state={state} />
      )}
    </div>
  );
}
