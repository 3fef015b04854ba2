import { useState } from 'react';
import { parsePlainDate, type PlainDate } from '#shared/domain/plain-date.ts';
import { neededRegistries } from '#shared/policy/needed-registries.ts';
import type { PolicyPack } from '#shared/policy/pack.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { tidyDay } from '../../ui/DateField.tsx';
import { BackupMark } from '../backup/index.ts';
import { PostMark } from '../post/index.ts';
import { ariaKey, keyName } from '../../ui/key-table.ts';
import { waitsForExport } from '../worklist/index.ts';
import { dataState, machineMarks, type FrameMark } from './frame-marks.ts';
import { useRegistryCopies } from './use-registry-copies.ts';
import type { BusinessDate } from './use-business-date.ts';

function BusinessDay({ businessDate }: { readonly businessDate: BusinessDate }) {
  const [typed, setTyped] = useState<string | null>(null);
  const { day, set } = businessDate;
  if (set === null) return <span className="number">业务日期 {day}</span>;
  const take = () => {
    const chosen = typed === null ? null : parsePlainDate(tidyDay(typed));
    if (chosen !== null) set(chosen);
    setTyped(null);
  };
  return (
    <label className="top-line__date">
      业务日期
      <input
        className="top-line__input number"
        type="text"
        autoComplete="off"
        spellCheck={false}
        value={typed ?? day ?? ''}
        title="培训模式可改业务日期，如 20220822"
        onChange={(event) => setTyped(event.target.value)}
        onBlur={take}
        onKeyDown={(event) => {
          if (event.key === 'Enter') take();
        }}
      />
    </label>
  );
}

export interface TopLineProps {
  readonly store: CounterStore;
  readonly businessDate: BusinessDate;
  /** The rules of the day: which registers they need, how old these may be. */
  readonly pack: PolicyPack;
  readonly onLock: () => void;
}

function Mark({ text, path }: FrameMark) {
  return (
    <a className="top-line__mark number" href={`#${path}`}>
      <span aria-hidden="true">！</span>
      {text}
    </a>
  );
}

function DataState({
  store,
  day,
  pack,
}: {
  readonly store: CounterStore;
  readonly day: PlainDate;
  readonly pack: PolicyPack;
}) {
  const copies = useRegistryCopies(store);
  if (copies === null) return null;
  const state = dataState(copies, {
    needed: neededRegistries(pack),
    date: day,
    staleAfterDays: pack.parameters.staleAfterDays.value,
  });
  return 'mark' in state ? <Mark {...state.mark} /> : <span className="number">{state.well}</span>;
}

/** Who and where, business date, whether the data is good enough, what has not left the machine, who is signed in. */
export function TopLine({ store, businessDate, pack, onLock }: TopLineProps) {
  const training = store.area === 'training';
  const unsent = store.cases.list().filter(waitsForExport).length;
  return (
    <header className="top-line">
      <strong className="top-line__office">
        {store.office.officeName} · {store.office.windowNumber} 号窗口
      </strong>
      {training ? <strong className="top-line__training">培训 · 数据均为虚构</strong> : null}
      <BusinessDay businessDate={businessDate} />
      {businessDate.day === null ? null : <DataState store={store} day={businessDate.day} pack={pack} />}
      {machineMarks(store).map((mark) => (
        <Mark key={mark.text} {...mark} />
      ))}
      <BackupMark store={store} />
      <PostMark store={store} />
      <span className="number">待导出 {unsent}</span>
      <button
        type="button"
        className="top-line__officer"
        aria-keyshortcuts={ariaKey('lock')}
        title={`锁定（${keyName('lock')}）`}
        onClick={onLock}
      >
        {store.officer.name} · 锁定
      </button>
    </header>
  );
}
