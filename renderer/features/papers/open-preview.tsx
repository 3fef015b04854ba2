/** Preview from anywhere, without a place of its own in the screen that asks for it. */
import { createRoot } from 'react-dom/client';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import type { Letter } from '#shared/papers/letter.ts';
import { PreviewDialog } from './PreviewDialog.tsx';

/** Shows a letter; resolves with whether the clerk chose to print it. */
export async function openPreview(letter: Letter, copy: number, printedOn: PlainDate): Promise<'print' | 'closed'> {
  const place = document.createElement('div');
  document.body.append(place);
  const root = createRoot(place);
  try {
    return await new Promise((resolve) => {
      root.render(
        <PreviewDialog
          letter={letter}
          copy={copy}
          printedOn={printedOn}
          onClose={() => resolve('closed')}
          onPrint={() => resolve('print')}
        />,
      );
    });
  } finally {
    root.unmount();
    place.remove();
  }
}
