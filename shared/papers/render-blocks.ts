/** Blocks of a letter to markup. Classes only, no inline styles: the window's content policy would drop them. */
import { chartSvg } from './chart.ts';
import { barsMarkup } from './bars-svg.ts';
import { escapeHtml } from './escape.ts';
import type { LetterBlock } from '../domain/letter.ts';

type Block<T extends LetterBlock['type']> = Extract<LetterBlock, { type: T }>;
type Fact = Block<'facts'>['facts'][number];
type Align = NonNullable<Block<'table'>['align']>[number];

const text = escapeHtml;
const div = (name: string, content: string): string => `<div class="${name}">${content}</div>`;

/** Facts laid out line by line; the last fact of an unfilled line takes the rest of it. */
function factLines(facts: readonly Fact[], columns: number): readonly (readonly { fact: Fact; span: number }[])[] {
  const lines: { fact: Fact; span: number }[][] = [];
  let line: { fact: Fact; span: number }[] = [];
  const close = (): void => {
    const last = line.at(-1);
    if (last !== undefined) {
      last.span += (columns - line.length) * 2;
      lines.push(line);
    }
    line = [];
  };
  for (const fact of facts) {
    if (fact.wide === true) close();
    line.push({ fact, span: 1 });
    if (fact.wide === true || line.length === columns) close();
  }
  close();
  return lines;
}

/** Widths of label and value columns in per cent: a label is about five characters wide whatever stands beside it. */
const LABEL_WIDTH: Readonly<Record<number, number>> = { 1: 22, 2: 20, 3: 12 };

function facts({ facts: all, columns }: Block<'facts'>): string {
  const label = LABEL_WIDTH[columns] ?? 20;
  const value = 100 / columns - label;
  const cols = `<col width="${label}%"><col width="${value}%">`.repeat(columns);
  const rows = factLines(all, columns).map(
    (line) =>
      `<tr>${line
        .map(({ fact, span }) => {
          const wide = span > 1 ? ` colspan="${span}"` : '';
          return `<th scope="row">${text(fact.label)}</th><td${wide}>${text(fact.value)}</td>`;
        })
        .join('')}</tr>`,
  );
  return `<table class="facts"><colgroup>${cols}</colgroup><tbody>${rows.join('')}</tbody></table>`;
}

const alignClass = (align: readonly Align[] | undefined, index: number): string => {
  const wanted = align?.[index] ?? 'left';
  return wanted === 'left' ? '' : ` class="${wanted}"`;
};

/** Each total stands as the column does that it sums up: the last of those it spans. */
function footRow(foot: Block<'table'>['foot'], align: readonly Align[] | undefined): string {
  if (foot === undefined) return '';
  let column = -1;
  const cells = foot.map(({ text: content, span }) => {
    column += span;
    const placed = align?.[column] === 'right' ? alignClass(align, column) : '';
    return `<td colspan="${span}"${placed}>${text(content)}</td>`;
  });
  return `<tbody class="foot"><tr>${cells.join('')}</tr></tbody>`;
}

/** Totals are a second body, not a `tfoot`: a `tfoot` would repeat on every page. */
function table({ caption, headings, widths, rows, align, foot, dense }: Block<'table'>): string {
  const cols = widths.map((width) => `<col width="${width}%">`).join('');
  const head = headings.map((heading) => `<th scope="col">${text(heading)}</th>`).join('');
  const body = rows.map(
    (row) => `<tr>${row.map((cell, index) => `<td${alignClass(align, index)}>${text(cell)}</td>`).join('')}</tr>`,
  );
  return (
    `<table class="list${dense === true ? ' list--dense' : ''}">` +
    (caption === undefined ? '' : `<caption>${text(caption)}</caption>`) +
    `<colgroup>${cols}</colgroup><thead><tr>${head}</tr></thead><tbody>${body.join('')}</tbody>${footRow(foot, align)}</table>`
  );
}

function list({ items, ordered }: Block<'list'>): string {
  const tag = ordered ? 'ol' : 'ul';
  return `<${tag}>${items.map((item) => `<li>${text(item)}</li>`).join('')}</${tag}>`;
}

const signatureLines = (lines: readonly string[]): string =>
  div('signatures', lines.map((line) => div('signatures__line', text(line))).join(''));

function opinions({ boxes }: Block<'opinions'>): string {
  const rows = boxes.map(({ label, text: sentence, signatures, seal }) => {
    const place = seal === undefined ? '' : div('opinion__seal', text(sealPlace(seal)));
    return (
      `<tr><th scope="row">${text(label)}</th><td>${div('opinion__text', text(sentence))}` +
      `${div('opinion__foot', `${place}${signatureLines(signatures)}`)}</td></tr>`
    );
  });
  return `<table class="opinions"><colgroup><col width="9%"><col width="91%"></colgroup><tbody>${rows.join('')}</tbody></table>`;
}

const unwrittenDay = '　　年　月　日';

/** What is pressed here: the kind of seal; a kind in brackets of its own（培训）（1）is not put into a second pair. */
function sealPlace(kind: string): string {
  if (/^[（(].*[）)]$/u.test(kind)) return `盖章处${kind}`;
  return `（${kind}盖章处）`;
}

/** Room for a whole seal; office and day stand in its lower half, so that the seal presses on both. No name stands twice. */
function seal({ officeName, day, sealName }: Block<'seal'>): string {
  const kind = sealName.startsWith(officeName) ? sealName.slice(officeName.length) : sealName;
  return div(
    'seal',
    div(
      'seal__box',
      div('seal__place', text(sealPlace(kind))) +
        div(
          'seal__foot',
          div('seal__office', text(officeName)) + div('seal__day', text(day === '' ? unwrittenDay : day)),
        ),
    ),
  );
}

/** As the first papers had it: a low box with the seal's name, office and day under it. */
function formerSeal({ officeName, day, sealName }: Block<'seal'>): string {
  return div(
    'seal',
    div('seal__box', `${div('seal__place', '（盖章处）')}${div('seal__name', text(sealName))}`) +
      div('seal__office', text(officeName)) +
      div('seal__day', text(day === '' ? unwrittenDay : day)),
  );
}

/** Markup of one block; every text in it is escaped. */
export function renderBlock(block: LetterBlock, setting: number): string {
  switch (block.type) {
    case 'addressee':
      return `<p class="addressee">${text(block.text)}</p>`;
    case 'paragraph':
      return `<p${block.indent === false ? '' : ' class="indent"'}>${text(block.text)}</p>`;
    case 'heading':
      return `<h2${block.newPage === true ? ' class="new-page"' : ''}>${text(block.text)}</h2>`;
    case 'facts':
      return facts(block);
    case 'table':
      return table(block);
    case 'list':
      return list(block);
    case 'note':
      return `<p class="note">${text(block.text)}</p>`;
    case 'signatures':
      return signatureLines(block.lines);
    case 'opinions':
      return opinions(block);
    case 'seal':
      return setting === 1 ? formerSeal(block) : seal(block);
    case 'chart':
      return div('chart', chartSvg(block.chart));
    case 'bars':
      return barsMarkup(block.bars);
    case 'key':
      return div(
        'key',
        block.groups.map((group, index) => `<span><small>${index + 1}</small> ${text(group)}</span>`).join(' '),
      );
  }
}

const isClosing = (block: LetterBlock | undefined): boolean => block?.type === 'signatures' || block?.type === 'seal';
const isSentence = (block: LetterBlock | undefined): boolean => block?.type === 'paragraph' || block?.type === 'note';

/** Signatures at the left of the seal where both are there. */
function closingRow(run: readonly LetterBlock[], setting: number): string {
  const parts = run.map((block) => renderBlock(block, setting)).join('');
  return run.length > 1 && run.some(({ type }) => type === 'seal') ? div('closing__row', parts) : parts;
}

/** The last row of the list before it: a browser parts a list from what follows it, but not a total from the row behind it. */
function insideTable(rendered: string, closing: string, columns: number): string {
  const row = `<tr><td colspan="${columns}" class="closing-cell">${closing}</td></tr>`;
  return rendered.replace(/<\/tbody><\/table>$/u, `${row}</tbody></table>`);
}

/** Blocks in order; what is signed stays together with the sentence before it, so that no seal stands alone on a page. */
export function renderBlocks(blocks: readonly LetterBlock[], setting: number): string {
  const parts: string[] = [];
  let index = 0;
  while (index < blocks.length) {
    let end = index;
    if (isSentence(blocks[index]) && isClosing(blocks[index + 1])) end += 1;
    const sentence = end;
    while (isClosing(blocks[end])) end += 1;
    const block = blocks[index];
    if (end > sentence) {
      const lead = blocks
        .slice(index, sentence)
        .map((one) => renderBlock(one, setting))
        .join('');
      const closing = div('closing', lead + closingRow(blocks.slice(sentence, end), setting));
      const before = setting === 1 ? undefined : blocks[index - 1];
      if (lead === '' && before?.type === 'table' && before.foot !== undefined)
        parts.push(insideTable(parts.pop() ?? '', closing, before.headings.length));
      else parts.push(closing);
      index = end;
    } else {
      if (block !== undefined) parts.push(renderBlock(block, setting));
      index += 1;
    }
  }
  return parts.join('\n');
}
