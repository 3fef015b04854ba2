import { useEffect, useRef } from 'react';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import type { Letter } from '#shared/domain/letter.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { fillFrame } from './paper-frame.ts';
import './papers.css';

export interface PreviewDialogProps {
  readonly letter: Letter;
  readonly copy: number;
  readonly printedOn: PlainDate;
  readonly onClose: () => void;
  /** Left out where the paper may only be looked at. */
  readonly onPrint?: () => void;
}

const PAGE_WIDTH: Readonly<Record<Letter['page'], number>> = { A4: 820, 'A4-landscape': 1150, '80mm': 360 };

/** Shrinks the sheet to the width that the dialog has. */
function fit(frame: HTMLIFrameElement, page: Letter['page']): void {
  const root = frame.contentDocument?.documentElement;
  if (root === undefined) return;
  root.style.zoom = String(Math.min(1, frame.clientWidth / PAGE_WIDTH[page]));
}

/** The paper as it will be printed, in one long sheet; page breaks and page numbers come with the print. */
export function PreviewDialog({ letter, copy, printedOn, onClose, onPrint }: PreviewDialogProps) {
  const frame = useRef<HTMLIFrameElement>(null);
  useEffect(() => {
    const element = frame.current;
    if (element === null) return;
    void fillFrame(element, letter, { copy, printedOn }).then(() => fit(element, letter.page));
  }, [letter, copy, printedOn]);
  return (
    <Dialog
      title={`${letter.title}${copy > 1 ? `（补打第 ${copy - 1} 次）` : ''}`}
      onClose={onClose}
      actions={
        <>
          {/* The focus must not fall into the frame: Esc pressed there does not reach the dialog. */}
          <Button onClick={onClose} keyHint="back" {...(onPrint === undefined ? { 'data-autofocus': '' } : {})}>
            关闭
          </Button>
          {onPrint === undefined ? null : (
            <Button look="primary" keyHint="open" onClick={onPrint} data-autofocus>
              打印
            </Button>
          )}
        </>
      }
    >
      <iframe
        className="paper-frame paper-frame--preview"
        sandbox="allow-same-origin"
        ref={frame}
        title={`${letter.title}预览`}
      />
    </Dialog>
  );
}
