import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';

export interface PrintedQuestionProps {
  readonly title: string;
  /** `null`: not answered now; the print stays 已发送 and can be settled in the list. */
  readonly onAnswer: (state: 'printed' | 'failed' | null) => void;
}

/** 已打印？是/否: the system's dialog cannot tell whether paper came out (`afterprint` fires on cancel too). */
export function PrintedQuestion({ title, onAnswer }: PrintedQuestionProps) {
  return (
    <Dialog
      title="已打印？"
      onClose={() => onAnswer(null)}
      actions={
        <>
          <Button onClick={() => onAnswer('failed')}>否，没有打出</Button>
          <Button look="primary" keyHint="open" data-autofocus onClick={() => onAnswer('printed')}>
            是，已打印
          </Button>
        </>
      }
    >
      <p>《{title}》已送去打印。请看纸是否完整打出、字迹清楚。</p>
      <p className="soft small">办件已保存，打印与否都不影响。按 Esc 稍后再答，状态保持“已发送”。</p>
    </Dialog>
  );
}
