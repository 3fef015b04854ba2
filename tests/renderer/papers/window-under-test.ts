/** Entry of a small window for the frame test: the product's own printing, without the rest of the product. */
import { printLetter } from '#renderer/features/papers/print-letter.ts';
import { fillFrame } from '#renderer/features/papers/paper-frame.ts';
import type { Letter } from '#shared/domain/letter.ts';
import type { RenderOptions } from '#shared/papers/render-letter.ts';
import type { PrintPlace } from '#renderer/features/papers/print-letter.ts';

const place = (directPrint: boolean, sent: unknown[]): PrintPlace => ({
  description: {
    contractVersion: 2,
    kind: directPrint ? 'electron' : 'loopback',
    appVersion: '0',
    trainingOnly: false,
    installationId: '00000000-0000-4000-8000-000000000000',
    capabilities: { directPrint, revealFolder: false },
    areas: [],
    storesCreated: [],
    machine: 'unknown',
    lostAreas: [],
  },
  host: {
    call: async (channel, request) => {
      sent.push({ channel, request });
      return { ok: true, value: { state: 'sent' } } as never;
    },
  },
});

Object.assign(window, {
  printHere: async (letter: Letter, options: RenderOptions, directPrint: boolean) => {
    const sent: unknown[] = [];
    const result = await printLetter(place(directPrint, sent), letter, options);
    return { result, sent, frames: document.querySelectorAll('iframe').length };
  },
  showHere: async (letter: Letter, options: RenderOptions) => {
    const frame = document.createElement('iframe');
    frame.setAttribute('sandbox', 'allow-same-origin');
    document.body.append(frame);
    await fillFrame(frame, letter, options);
    const title = frame.contentDocument?.querySelector('h1') ?? null;
    return title === null ? null : getComputedStyle(title).textAlign;
  },
});
