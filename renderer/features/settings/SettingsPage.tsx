import { useEffect, useState } from 'react';
import type { CounterStore } from '../../store/counter-store.ts';
import { Landing } from '../../ui/Landing.tsx';
import { AuthorisationPanel } from '../authorisation/index.ts';
import { BackupPanel } from '../backup/index.ts';
import { InspectionPanel } from '../inspection/index.ts';
import { RollPanel } from '../roll/index.ts';
import { OfficersPanel } from '../start/index.ts';
import { PostPanel } from '../post/index.ts';
import { UpdatePanel } from '../update/index.ts';
import { BadRowPanel } from './BadRowPanel.tsx';
import { LedgerEventsPanel } from './LedgerEventsPanel.tsx';
import { OfficeForm } from './OfficeForm.tsx';
import { applyTextSize, TEXT_SIZES, type TextSize } from '../../ui/text-size.ts';
import './settings.css';

function TextSizePanel({ store }: { readonly store: CounterStore }) {
  const [size, setSize] = useState<TextSize>('100');
  useEffect(() => {
    let current = true;
    void store.readPreference('textSize').then((stored) => {
      const known = TEXT_SIZES.find((one) => one === stored);
      if (current && known !== undefined) setSize(known);
    });
    return () => {
      current = false;
    };
  }, [store]);
  return (
    <section className="panel">
      <h2 className="panel__title">显示</h2>
      <fieldset className="settings__sizes">
        <legend className="field__label">文字大小</legend>
        {TEXT_SIZES.map((value) => (
          <label key={value} className="check">
            <input
              type="radio"
              name="text-size"
              autoComplete="off"
              checked={size === value}
              onChange={() => {
                setSize(value);
                applyTextSize(value);
                void store.writePreference('textSize', value);
              }}
            />
            <span className="number">{value} %</span>
          </label>
        ))}
      </fieldset>
    </section>
  );
}

function LedgerPanel({ store }: { readonly store: CounterStore }) {
  const { count, head, missing } = store.cases.ledger();
  const { description, storage } = store;
  return (
    <section className="panel">
      <h2 className="panel__title">本机</h2>
      <dl className="facts">
        <dt>程序版本</dt>
        <dd className="number">{description.appVersion}</dd>
        <dt>运行方式</dt>
        <dd>{description.kind === 'electron' ? '桌面程序' : '浏览器窗口（本机服务）'}</dd>
        <dt>台账</dt>
        <dd className="number">
          {count} 条，{missing.length === 0 ? '连续无缺号' : `缺 ${missing.length} 条`}
        </dd>
        <dt>台账链首</dt>
        <dd className="number settings__hash">{head}</dd>
        <dt>办件副本</dt>
        <dd>
          {storage.kind === 'buckets' ? '与登记数据分开存放' : '与登记数据同处存放（本机浏览器不支持分开），以台账为准'}
        </dd>
        <dt>防清理保护</dt>
        <dd>
          {storage.persisted ? '已受保护' : '未受保护：浏览器可能在磁盘紧张时清理副本，台账不受影响，启动时自动重建'}
        </dd>
      </dl>
    </section>
  );
}

export interface SettingsPageProps {
  readonly store: CounterStore;
  /** The panel that somebody came for: `post`, `authorisation`. */
  readonly wanted?: string;
}

/** 设置: what stands on every paper, text size, the state of this machine, what the ledger holds beside the cases. */
export function SettingsPage({ store, wanted }: SettingsPageProps) {
  return (
    <div className="page settings">
      <div className="page__head">
        <h1>设置</h1>
      </div>
      <OfficeForm store={store} />
      <OfficersPanel store={store} />
      <RollPanel store={store} />
      <Landing here={wanted === 'authorisation'}>
        <AuthorisationPanel store={store} />
      </Landing>
      <BackupPanel store={store} />
      <Landing here={wanted === 'post'}>
        <PostPanel store={store} />
      </Landing>
      <UpdatePanel store={store} />
      <BadRowPanel store={store} />
      <TextSizePanel store={store} />
      <LedgerPanel store={store} />
      <LedgerEventsPanel store={store} />
      <InspectionPanel store={store} />
    </div>
  );
}
