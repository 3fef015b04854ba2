/** Markup of letters: everything typed is text, nothing runs, nothing is fetched. */
import { assert, property, string } from 'fast-check';
import { parse } from 'parse5';
import { describe, expect, it } from 'vitest';
import { plainDate } from '#shared/domain/plain-date.ts';
import { cssString, escapeHtml } from '#shared/papers/escape.ts';
import { estimateRollHeight, textSize } from '#shared/papers/estimate.ts';
import type { Letter, LetterBlock } from '#shared/domain/letter.ts';
import { buildPaper } from '#shared/papers/papers-of-case.ts';
import { renderLetter, renderLetterHtml, reprintMark } from '#shared/papers/render-letter.ts';
import { recoverySheet } from '#shared/papers/recovery-sheet.ts';
import { aCasePaper, anApplication, aRosterEntry } from '#tests/builders/a-case-paper.ts';

const options = { copy: 1, printedOn: plainDate('2022-08-23') };
const HOSTILE = `<script>alert(1)</script><img src=x onerror="a()">&amp;'"</style>`;

const everyBlock = (text: string): LetterBlock[] => [
  { type: 'addressee', text },
  { type: 'paragraph', text },
  { type: 'heading', text },
  { type: 'facts', columns: 2, facts: [{ label: text, value: text }] },
  { type: 'table', caption: text, headings: [text], widths: [100], rows: [[text]], foot: [{ text, span: 1 }] },
  { type: 'list', items: [text], ordered: true },
  { type: 'note', text },
  { type: 'signatures', lines: [text] },
  { type: 'opinions', boxes: [{ label: text, text, signatures: [text], seal: text }] },
  { type: 'seal', officeName: text, day: text, sealName: text },
  { type: 'key', groups: [text] },
];

const letterOf = (text: string, page: Letter['page'] = 'A4'): Letter => ({
  paper: 'receipt',
  template: 'receipt@1',
  page,
  office: text,
  title: text,
  number: text,
  training: true,
  blocks: everyBlock(text),
  footer: [text],
});

interface Node {
  readonly nodeName: string;
  readonly value?: string;
  readonly attrs?: readonly { readonly name: string; readonly value: string }[];
  readonly childNodes?: readonly Node[];
}
const nodes = (node: Node): Node[] => [node, ...(node.childNodes ?? []).flatMap(nodes)];

describe('a letter as a page', () => {
  it.each(['A4', 'A4-landscape', '80mm'] as const)('keeps hostile text as text on %s', (page) => {
    const all = nodes(parse(renderLetterHtml(letterOf(HOSTILE, page), options)));
    const names = new Set(all.map(({ nodeName }) => nodeName));
    for (const forbidden of ['script', 'img', 'iframe', 'object', 'link', 'a']) expect(names).not.toContain(forbidden);
    const attributes = all.flatMap(({ attrs }) => attrs ?? []).map(({ name }) => name);
    expect(
      attributes.filter((name) => name.startsWith('on') || name === 'style' || name === 'href' || name === 'src'),
    ).toEqual([]);
    expect(all.filter(({ nodeName }) => nodeName === 'style')).toHaveLength(1);
    const texts = all.filter(({ nodeName }) => nodeName === '#text').map(({ value }) => value ?? '');
    expect(texts.filter((text) => text.includes(HOSTILE)).length).toBeGreaterThanOrEqual(21);
  });

  it('lies on the sheet that its format names', () => {
    const sheet = (page: Letter['page']) =>
      /@page \{ size: ([^;]+); margin: ([^;]+);/u.exec(
        renderLetterHtml({ ...letterOf('x', page), template: 'receipt@2' }, options),
      );
    expect(sheet('A4')?.slice(1)).toEqual(['A4 portrait', '18mm 22mm 26mm 28mm']);
    expect(sheet('A4-landscape')?.slice(1)).toEqual(['A4 landscape', '12mm 15mm 25mm 15mm']);
  });

  it('fetches nothing: no address but data', () => {
    const html = renderLetterHtml(letterOf('x'), options);
    expect([...html.matchAll(/url\("([^"]{0,20})/gu)].map((match) => match[1])).toEqual(['data:image/svg+xml,%']);
    expect(html).not.toMatch(/@import|https?:\/\/(?!www\.w3\.org)/u);
  });

  it.each([
    ['湛江就业中心', '（盖章处）'],
    ['湛江就业中心业务专用章', '（业务专用章盖章处）'],
    ['湛江就业中心（培训）', '盖章处（培训）'],
    ['湛江就业中心(1)', '盖章处(1)'],
    ['湛江就业中心业务专用章（1）', '（业务专用章（1）盖章处）'],
  ])('names the place of the seal %s once, in one pair of brackets around the whole', (sealName, place) => {
    const letter = { ...letterOf('x'), template: 'receipt@2' };
    const seal = { type: 'seal', officeName: '湛江就业中心', day: '', sealName } as const;
    const { body } = renderLetter({ ...letter, blocks: [seal] }, options);
    expect(/seal__place">([^<]*)</u.exec(body)?.[1]).toBe(place);
  });

  it('has no inline style in the markup that the window sets', () => {
    expect(renderLetter(letterOf('x'), options).body).not.toMatch(/style=|<style|<script/u);
  });

  it('is titled by the kind of paper alone, since the title becomes a file name', () => {
    const letter = buildPaper(
      'acceptance',
      aCasePaper(anApplication([aRosterEntry(0)]), { kind: 'accepted', outcome: 'accept' }),
    );
    expect(renderLetter(letter, options).title).toBe('受理通知书');
  });

  it('marks a reprint with its count and day, a first print with nothing', () => {
    expect(reprintMark(1, options.printedOn)).toBe('');
    expect(reprintMark(3, options.printedOn)).toBe('补打第 2 次 · 2022年8月23日');
    expect(renderLetter(letterOf('x', '80mm'), { ...options, copy: 3 }).body).toContain('补打第 2 次');
    expect(renderLetter(letterOf('x'), { ...options, copy: 3 }).css).toContain(
      cssString('补打第 2 次 · 2022年8月23日'),
    );
  });

  it('gives the recovery key no QR and no number', () => {
    const sheet = recoverySheet({
      officeName: '中心',
      windowNumber: '3',
      on: options.printedOn,
      training: false,
      groups: ['ABCD', 'EFGH'],
    });
    const html = renderLetterHtml(sheet, options);
    expect(html).not.toContain('svg');
    expect(html).toContain('<span><small>1</small> ABCD</span>');
  });
});

describe('escaping', () => {
  it('gives back any text through an HTML parser, controls and hidden marks aside (security review, point 9)', () => {
    assert(
      property(string({ unit: 'binary' }), (text) => {
        const kept = text.replace(/[^\P{Cc}\n]|\p{Cf}/gu, '');
        const body = nodes(parse(`<!doctype html><body><p>|${escapeHtml(text)}`));
        const found = body
          .filter(({ nodeName }) => nodeName === '#text')
          .map(({ value }) => value ?? '')
          .join('');
        expect(found).toBe(`|${kept.replaceAll('\0', '\ufffd')}`);
      }),
      { numRuns: 40 },
    );
  });

  it('leaves nothing in a CSS string that could end it', () => {
    assert(
      property(string({ unit: 'binary' }), (text) => {
        expect(cssString(text)).toMatch(/^"(?:[\w .:,]|\\[0-9a-f]{1,6} )*"$/u);
      }),
    );
  });
});

describe('size of text', () => {
  const receipt = (rows: number) =>
    buildPaper(
      'acceptance',
      aCasePaper(anApplication(Array.from({ length: rows }, (_, index) => aRosterEntry(index))), {
        kind: 'accepted',
        outcome: 'accept',
      }),
    );

  it('is the largest that keeps the letter on one page', () => {
    expect([1, 4, 6, 40].map((rows) => textSize(receipt(rows)))).toEqual(['roomy', 'normal', 'compact', 'compact']);
  });

  it('gives 80 mm paper more length for more text', () => {
    const short = estimateRollHeight(letterOf('短', '80mm'));
    expect(estimateRollHeight(letterOf('长'.repeat(200), '80mm'))).toBeGreaterThan(short + 100);
  });
});
