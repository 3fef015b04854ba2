import type { VerificationBatch } from '#shared/verification/verification-events.ts';
import { DangerDialog } from '../../ui/DangerDialog.tsx';

export interface GiveUpDialogProps {
  readonly batch: VerificationBatch;
  readonly onGiveUp: () => void;
  readonly onClose: () => void;
}

/** Asks once: whoever goes back into the queue will be asked about a second time. */
export function GiveUpDialog({ batch, onGiveUp, onClose }: GiveUpDialogProps) {
  return (
    <DangerDialog
      title={`把 ${batch.open} 人退回队列？`}
      keep="不退回"
      confirm="退回队列"
      onConfirm={() => {
        onGiveUp();
        onClose();
      }}
      onClose={onClose}
    >
      <p>
        {batch.on} 送出的文件中没有返回结果的 {batch.open}{' '}
        人会重新等待查询，再送出时另占限额；这个文件以后返回的结果将不能导入。文件确已丢失或不会返回时才退回。
      </p>
    </DangerDialog>
  );
}
