import { useState } from 'react';
import { failureText } from '#shared/wording/failures.ts';
import type { Draft } from '../../store/cases/case-store.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { DangerDialog } from '../../ui/DangerDialog.tsx';
import { savedAtText } from './draft-words.ts';

export interface RemoveDraftDialogProps {
  readonly store: CounterStore;
  readonly draft: Draft;
  readonly onRemoved: () => void;
  readonly onClose: () => void;
}

/** 删除暂存: drafts are in no journal, so what is removed here is gone. */
export function RemoveDraftDialog({ store, draft, onRemoved, onClose }: RemoveDraftDialogProps) {
  const [problem, setProblem] = useState<string | null>(null);
  const { employer, roster } = draft.application;
  const remove = async () => {
    const removed = await store.cases.removeDraft(draft.draftId);
    if (removed.ok) onRemoved();
    else setProblem(failureText(removed.failure));
  };
  return (
    <DangerDialog
      title="删除暂存？"
      keep="不删除"
      confirm="删除暂存"
      problem={problem}
      onConfirm={() => void remove()}
      onClose={onClose}
    >
      <p>
        {employer.name === '' ? '（未填单位）' : employer.name}，{roster.length} 人，最后暂存{' '}
        <span className="number">{savedAtText(draft)}</span>。
      </p>
      <p>
        删除后这次填写不能恢复。{draft.caseId === null ? '它还没有保存为办件，没有编号。' : '已保存的办件不受影响。'}
      </p>
    </DangerDialog>
  );
}
