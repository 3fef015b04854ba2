import { useState } from 'react';
import { parsePlainDate } from '#shared/domain/plain-date.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import type { PackInfo } from '../../store/registry/registry-store.ts';
import { tidyDay } from '../../ui/DateField.tsx';
import { usePacks } from './use-packs.ts';
import type { BusinessDate } from './use-business-date.ts';

/** `8月20日` */
const shortDay = (day: string): string => `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`;

function dataState(packs: readonly PackInfo[]): string {
  const insurance = packs.find((pack) => pack.kind === 'insurance');
  if (packs.some((pack) => pack.state === 'damaged')) return '有数据损坏，见“数据”';
  return insurance === undefined ? '无参保数据' : `参保数据 ${shortDay(insurance.asOf)}`;
}

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
  readonly onLock: () => void;
}

/** Who and where, business date, data, what has not left the machine, who is signed in. */
export function TopLine({ store, businessDate, onLock }: TopLineProps) {
  const packs = usePacks(store);
  const training = store.area === 'training';
  const unsent = store.cases.list().filter(({ status }) => status === 'accepted' || status === 'partlyExported').length;
  return (
    <header className="top-line">
      <strong className="top-line__office">
        {store.office.officeName} · {store.office.windowNumber} 号窗口
      </strong>
      {training ? <strong className="top-line__training">培训 · 数据均为虚构</strong> : null}
      <BusinessDay businessDate={businessDate} />
      <span>离线可用</span>
      <span className="number">{dataState(packs)}</span>
      <span className="number">待导出 {unsent}</span>
      <button
        type="button"
        className="top-line__officer"
        aria-keyshortcuts="Control+L"
        title="锁定（Ctrl+L）"
        onClick={onLock}
      >
        {store.officer.name} · 锁定
      </button>
    </header>
  );
}
