/**
 * A letter as a page: markup and style sheet apart (the window sets the sheet through the CSSOM, which its content policy
 * allows), or one standalone document for Electron's hidden print window and for tests. No scripts, no network, no drawn seal.
 */
import { formatDayForPaper, type PlainDate } from '../domain/plain-date.ts';
import { letterDigest, qrText, shortDigest } from './digest.ts';
import { escapeHtml } from './escape.ts';
import { paperCss, type PageMargins } from './paper-css.ts';
import { estimateRollHeight, textSize } from './estimate.ts';
import { qrDataUrl, qrSvg } from './qr.ts';
import { renderBlocks } from './render-blocks.ts';
import { settingOf, type Letter } from '../domain/letter.ts';
import { referenceText } from '../domain/paper-reference.ts';

export interface RenderOptions {
  /** 1 the first print; from 2 on the page says 补打第 n−1 次. */
  readonly copy: number;
  readonly printedOn: PlainDate;
  /** Height of 80 mm paper in mm, where it was measured; else it is estimated. */
  readonly rollHeight?: number;
  /** Text of the QR as it was signed; absent: number and digest. */
  readonly proof?: string | undefined;
}

export interface RenderedLetter {
  /** Window title: the kind of paper, never a name or number (it becomes a file name when printed to PDF). */
  readonly title: string;
  readonly css: string;
  readonly bodyClass: string;
  readonly body: string;
}

const TRAINING_MARK = '【培训】练习用纸，不具效力';
const QR_SIZE = 22;
const FORMER_QR_SIZE = 19;
const ROLL_QR_SIZE = 26;
const FORM_PAPERS: ReadonlySet<Letter['paper']> = new Set([
  'applicationForm',
  'roster',
  'daySheet',
  'deliveryReceipt',
  'allocationSheet',
  'officeOverview',
  'monthlyReport',
  'repaymentAgreement',
]);

/** `补打第 1 次 · 2022年8月23日`; empty for a first print. */
export function reprintMark(copy: number, printedOn: PlainDate): string {
  return copy > 1 ? `补打第 ${copy - 1} 次 · ${formatDayForPaper(printedOn)}` : '';
}

/** The number, and what the code says where that is another name. */
const namesOf = ({ number, reference }: Letter): readonly string[] => [
  ...new Set(reference === undefined ? [number] : [number, referenceText(reference)]),
];

function marginsOf(letter: Letter, digest: string, { copy, printedOn, proof }: RenderOptions): PageMargins {
  const known = letter.number !== '';
  return {
    topLeft: letter.training ? TRAINING_MARK : '',
    topRight: reprintMark(copy, printedOn),
    bottomLeft: known ? [...namesOf(letter), `校验码 ${shortDigest(digest)}`].join('\n') : '',
    qr: known ? qrDataUrl(qrText(letter, digest, proof), settingOf(letter) === 1 ? FORMER_QR_SIZE : QR_SIZE) : '',
  };
}

function bodyClassOf(letter: Letter): string {
  if (letter.page === '80mm') return 'page--80mm';
  const size = FORM_PAPERS.has(letter.paper) ? 'form' : textSize(letter);
  return `page--${letter.page} body--${size}`;
}

const line = (name: string, text: string): string =>
  text === '' ? '' : `<div class="${name}">${escapeHtml(text)}</div>`;

function rollMarks(letter: Letter, options: RenderOptions): string {
  if (letter.page !== '80mm') return '';
  return (
    line('mark', letter.training ? TRAINING_MARK : '') + line('mark', reprintMark(options.copy, options.printedOn))
  );
}

function rollQr(letter: Letter, digest: string, { proof }: RenderOptions): string {
  if (letter.page !== '80mm' || letter.number === '') return '';
  return `<div class="qr">${qrSvg(qrText(letter, digest, proof), ROLL_QR_SIZE)}<div>校验码 ${shortDigest(digest)}</div></div>`;
}

/** Markup and style sheet of a letter. Every text in it is escaped. */
export function renderLetter(letter: Letter, options: RenderOptions): RenderedLetter {
  const digest = letterDigest(letter);
  const footer = letter.footer.map((text) => `<div>${escapeHtml(text)}</div>`).join('');
  const body = [
    letter.training ? '<div class="watermark" aria-hidden="true">培训</div>' : '',
    rollMarks(letter, options),
    line('office', letter.office),
    `<h1>${escapeHtml(letter.title)}</h1>`,
    line('number', letter.number),
    renderBlocks(letter.blocks, settingOf(letter)),
    footer === '' ? '' : `<div class="footer">${footer}</div>`,
    rollQr(letter, digest, options),
  ];
  return {
    title: letter.title,
    css: paperCss(
      letter.page,
      marginsOf(letter, digest, options),
      options.rollHeight ?? estimateRollHeight(letter),
      settingOf(letter),
    ),
    bodyClass: bodyClassOf(letter),
    body: body.filter((part) => part !== '').join('\n'),
  };
}

/** One complete document with its style sheet inside; needs neither network nor script. */
export function renderLetterHtml(letter: Letter, options: RenderOptions): string {
  const { title, css, bodyClass, body } = renderLetter(letter, options);
  const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";
  return (
    `<!doctype html>\n<html lang="zh-CN"><head><meta charset="utf-8">` +
    `<meta http-equiv="Content-Security-Policy" content="${policy}">` +
    `<title>${escapeHtml(title)}</title><style>${css}</style></head>\n` +
    `<body class="${bodyClass}">\n${body}\n</body></html>\n`
  );
}
