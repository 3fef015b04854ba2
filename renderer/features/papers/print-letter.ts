/** Sends one letter to a printer, by the host where it can print itself, else by the browser's dialog. Records nothing. */
import type { HostDescription } from '#shared/contract/channels.ts';
import { success, type Result } from '#shared/contract/failure.ts';
import type { Host } from '#shared/contract/host.ts';
import type { Letter } from '#shared/domain/letter.ts';
import { renderLetterHtml, type RenderOptions } from '#shared/papers/render-letter.ts';
import { fillFrame } from './paper-frame.ts';
import './papers.css';

/** Who prints: the open connection to the host. A counter store is one. */
export interface PrintPlace {
  readonly host: Host;
  readonly description: HostDescription;
}

/** `sent`: the printer or the dialog had it. Only the clerk knows whether paper came out. */
export type PrintAttempt = 'sent' | 'cancelled';

/** How long after `print()` came back `afterprint` may still follow, ms. */
const AFTER_PRINT_WAIT = 300;

function hiddenFrame(): HTMLIFrameElement {
  const frame = document.createElement('iframe');
  frame.className = 'paper-frame paper-frame--hidden';
  frame.setAttribute('aria-hidden', 'true');
  frame.tabIndex = -1;
  document.body.append(frame);
  return frame;
}

async function dialog(frame: HTMLIFrameElement): Promise<void> {
  const inside = frame.contentWindow;
  if (inside === null) return;
  await new Promise<void>((resolve) => {
    inside.addEventListener('afterprint', () => resolve(), { once: true });
    inside.focus();
    inside.print();
    setTimeout(resolve, AFTER_PRINT_WAIT);
  });
}

async function sendToHost(place: PrintPlace, letter: Letter, options: RenderOptions): Promise<Result<PrintAttempt>> {
  const result = await place.host.call('print.send', { html: renderLetterHtml(letter, options), page: letter.page });
  return result.ok ? success(result.value.state) : result;
}

/** Prints a letter that belongs to no case (day sheet, recovery key), or one whose `printSent` is already recorded. */
export async function printLetter(
  place: PrintPlace,
  letter: Letter,
  options: RenderOptions,
): Promise<Result<PrintAttempt>> {
  const direct = place.description.capabilities.directPrint;
  if (direct && letter.page !== '80mm') return sendToHost(place, letter, options);
  const before = document.activeElement;
  const frame = hiddenFrame();
  try {
    const rollHeight = await fillFrame(frame, letter, options);
    if (direct) return await sendToHost(place, letter, rollHeight === null ? options : { ...options, rollHeight });
    await dialog(frame);
    return success('sent');
  } finally {
    frame.remove();
    if (before instanceof HTMLElement) before.focus();
  }
}
