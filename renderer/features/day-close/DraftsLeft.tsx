import { useEffect, useState } from 'react';
import type { Draft } from '../../store/cases/case-store.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { draftFirm, lastFirst, savedAtText } from '../worklist/index.ts';

export interface DraftsLeftProps {
  readonly store: CounterStore;
  /** Changes with every action: the drafts are then read again. */
  readonly version: string;
}

const lineOf = (draft: Draft): string =>
  `${draftFirm(draft)}，${draft.application.roster.length} 人，${savedAtText(draft)} 暂存`;

/** 暂存: begun and not saved, so in no figure and no journal; whoever goes home should know of them. */
export function DraftsLeft({ store, version }: DraftsLeftProps) {
  const [drafts, setDrafts] = useState<readonly Draft[]>([]);
  useEffect(() => {
    let current = true;
    void store.cases.drafts().then((found) => {
      if (current) setDrafts(lastFirst(found));
    });
    return () => {
      current = false;
    };
  }, [store, version]);
  if (drafts.length === 0) return null;
  return (
    <section className="panel" aria-label="暂存">
      <h2 className="panel__title">
        暂存 <span className="soft small">{drafts.length} 份，没有保存为办件，不在各项数字内</span>
      </h2>
      <ul className="day-batches day-close__scroll">
        {drafts.map((draft) => (
          <li key={draft.draftId} className="day-batches__item">
            <a href={`#/intake/${draft.draftId}`}>{lineOf(draft)}</a>
          </li>
        ))}
      </ul>
    </section>
  );
}
