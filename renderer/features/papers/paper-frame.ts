/**
 * A letter set inside a frame of its own. The window's content policy allows no inline style, so the style sheet comes in
 * through the CSSOM (a constructed sheet); the markup holds classes only. Nothing in the frame can run: it has no script.
 */
import type { Letter } from '#shared/domain/letter.ts';
import { renderLetter, type RenderedLetter, type RenderOptions } from '#shared/papers/render-letter.ts';
import { escapeHtml } from '#shared/papers/escape.ts';

const MM_PER_PIXEL = 25.4 / 96;
/** Margins at the top and bottom of 80 mm paper, and a little for rounding. */
const ROLL_MARGIN = 8;

type FrameWindow = Window & { readonly CSSStyleSheet: typeof CSSStyleSheet };

function documentOf({ title, bodyClass, body }: RenderedLetter): string {
  return (
    `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title></head>` +
    `<body class="${bodyClass}">${body}</body></html>`
  );
}

function setSheet(frame: HTMLIFrameElement, css: string): void {
  const inside = frame.contentWindow as FrameWindow | null;
  if (inside === null) return;
  const sheet = new inside.CSSStyleSheet();
  sheet.replaceSync(css);
  inside.document.adoptedStyleSheets = [sheet];
}

/** Height in mm that a letter on 80 mm paper takes, measured in the frame that holds it. */
function measuredRoll(frame: HTMLIFrameElement): number {
  const height = frame.contentDocument?.body.scrollHeight ?? 0;
  return Math.ceil(height * MM_PER_PIXEL) + ROLL_MARGIN;
}

async function loaded(frame: HTMLIFrameElement, content: string): Promise<void> {
  await new Promise<void>((resolve) => {
    frame.addEventListener('load', () => resolve(), { once: true });
    frame.srcdoc = content;
  });
}

/** Sets the letter in a frame that is in the document. Answers with the paper's height in mm for 80 mm paper, else `null`. */
export async function fillFrame(
  frame: HTMLIFrameElement,
  letter: Letter,
  options: RenderOptions,
): Promise<number | null> {
  const rendered = renderLetter(letter, options);
  await loaded(frame, documentOf(rendered));
  setSheet(frame, rendered.css);
  if (letter.page !== '80mm') return null;
  const rollHeight = measuredRoll(frame);
  setSheet(frame, renderLetter(letter, { ...options, rollHeight }).css);
  return rollHeight;
}
