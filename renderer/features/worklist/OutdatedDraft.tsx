import { useState } from 'react';
import type { Draft } from '../../store/cases/case-store.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { savedAtText } from './draft-words.ts';
import { RemoveDraftDialog } from './RemoveDraftDialog.tsx';

export interface OutdatedDraftProps {
  readonly store: CounterStore;
  readonly draft: Draft;
  readonly onOpen: () => void;
  readonly onRemoved: () => void;
}

/** The case has a draft from before its last decision: to look at, or to remove before a new one is begun. */
export function OutdatedDraft({ store, draft, onOpen, onRemoved }: OutdatedDraftProps) {
  const [removing, setRemoving] = useState(false);
  return (
    <Notice tone="warn" live="alert">
      此件有一份更早的暂存（<span className="number">{savedAtText(draft)}</span>
      ），此后办件又作过决定，不能再保存。可先查看，删除后再重新开始。
      <div className="row">
        <Button onClick={onOpen}>查看暂存</Button>
        <Button look="danger" onClick={() => setRemoving(true)}>
          删除暂存
        </Button>
      </div>
      {removing ? (
        <RemoveDraftDialog store={store} draft={draft} onRemoved={onRemoved} onClose={() => setRemoving(false)} />
      ) : null}
    </Notice>
  );
}
