/**
 * How papers are set: 二号 22 pt titles, 三号 16 pt or 四号 14 pt text, 五号 10.5 pt tables; fonts of the system, Song before
 * FangSong, Noto Serif CJK where there is neither. Black on white, thin rules, nothing that a fax would lose.
 */
import { cssString } from './escape.ts';
import type { PageFormat } from '../domain/letter.ts';

const SERIF =
  "'CESI仿宋-GB2312', 'CESI_FS_GB2312', 'FangSong', '仿宋', 'FangSong_GB2312', 'STFangsong', 'SimSun', '宋体', 'STSong', 'Noto Serif CJK SC', 'Source Han Serif SC', 'SimSun-ExtB', 'Noto Sans CJK SC', serif";
const TITLE =
  "'方正小标宋_GBK', '方正小标宋简体', 'FZXiaoBiaoSong-B05S', 'CESI_XBS_GB2312', 'CESI小标宋-GB2312', 'SimSun', '宋体', 'STSong', 'Songti SC', 'Noto Serif CJK SC', 'Source Han Serif SC', 'SimSun-ExtB', serif";
const SANS =
  "'SimHei', '黑体', 'Microsoft YaHei', 'Noto Sans CJK SC', 'WenQuanYi Micro Hei', 'SimSun-ExtB', sans-serif";

/** What stands in the margins of every page. Empty text leaves its box away. */
export interface PageMargins {
  readonly topLeft: string;
  readonly topRight: string;
  readonly bottomLeft: string;
  /** `data:` address of the QR, or empty. */
  readonly qr: string;
}

const box = (place: string, content: string, rest: string): string =>
  content === '' ? '' : `@${place} { content: ${content}; font: 9pt ${SERIF}; color: #000; ${rest} }`;

function sheetRules(page: Exclude<PageFormat, '80mm'>, margins: PageMargins, setting: number): string {
  const landscape = page === 'A4-landscape';
  const size = landscape ? 'A4 landscape' : 'A4 portrait';
  const left = setting === 1 ? '25mm' : '28mm';
  const top = setting === 1 ? '16mm' : '12mm';
  const margin = landscape ? `${top} 15mm 25mm 15mm` : `18mm 22mm 26mm ${left}`;
  const pageNumber = setting === 1 ? '' : 'font-size: 14pt; ';
  const string = (text: string): string => (text === '' ? '' : cssString(text));
  return `@page { size: ${size}; margin: ${margin};
${box('top-left', string(margins.topLeft), 'white-space: pre; font-weight: bold; text-align: left')}
${box('top-right', string(margins.topRight), 'white-space: pre; text-align: right')}
${box('bottom-left', string(margins.bottomLeft), 'white-space: pre; text-align: left; line-height: 1.5')}
${box('bottom-center', `${cssString('第 ')} counter(page) ${cssString(' 页，共 ')} counter(pages) ${cssString(' 页')}`, `${pageNumber}text-align: center`)}
${margins.qr === '' ? '' : `@bottom-right { content: url("${margins.qr}"); text-align: right; vertical-align: middle }`}
}`;
}

const BASE = `
* { box-sizing: border-box; }
html, body { margin: 0; padding: 0; color: #000; }
html { background: #fff; }
body { padding: 0 0.3mm; }
body { font-family: ${SERIF}; font-size: 14pt; line-height: 1.6; overflow-wrap: anywhere; font-variant-numeric: tabular-nums; }
.body--roomy { font-size: 16pt; }
.body--compact { font-size: 12pt; line-height: 1.5; }
.body--form { font-size: 11pt; line-height: 1.45; }
.office { text-align: center; font-size: 1em; margin: 0 0 2mm; }
h1 { font-family: ${TITLE}; font-size: 22pt; line-height: 1.35; text-align: center; font-weight: normal; font-synthesis: none; letter-spacing: 0.04em; margin: 0; }
h1 + table { margin-top: 4mm; }
.number { text-align: center; margin: 1mm 0 4mm; font-size: 12pt; }
p { margin: 0 0 1.5mm; text-align: justify; white-space: pre-line; orphans: 2; widows: 2; }
p.indent { text-indent: 2em; }
.addressee { margin: 0 0 1.5mm; }
.chart { margin: 1mm 0 3mm; break-inside: avoid; }
.chart text { font-family: ${SANS}; }
.note { font-size: 9pt; line-height: 1.45; margin: 2mm 0; white-space: pre-line; }
h2 { font-family: ${SANS}; font-size: 1em; line-height: 1.5; font-weight: bold; margin: 2.5mm 0 1.2mm; break-after: avoid; }
h2.new-page { break-before: page; margin-top: 0; }
ol, ul { margin: 0 0 2mm; padding-left: 2em; }
li { margin: 0 0 0.8mm; break-inside: avoid; white-space: pre-line; }
table { width: 100%; border-collapse: collapse; table-layout: fixed; margin: 1.5mm 0 2.5mm; font-size: 10.5pt; line-height: 1.4; }
caption { text-align: left; font-weight: bold; padding: 0 0 1mm; break-after: avoid; }
th, td { border: 0.2mm solid #000; padding: 0.75mm 1.4mm; text-align: left; vertical-align: middle; white-space: pre-line; overflow-wrap: anywhere; font-weight: normal; }
thead { display: table-header-group; }
thead th { text-align: center; font-family: ${SANS}; font-weight: bold; font-size: 0.95em; }
tr { break-inside: avoid; }
.centre { text-align: center; }
.right { text-align: right; white-space: nowrap; }
.facts th { text-align: center; font-family: ${SANS}; font-size: 0.95em; }
.list--dense { font-size: 9pt; line-height: 1.3; }
.list--dense th, .list--dense td { padding: 0.8mm 0.8mm; }
.foot td { font-weight: bold; }
.foot { break-before: avoid; }
.opinions th { text-align: center; font-family: ${SANS}; }
.opinions td { padding: 1.5mm 2.5mm; }
.opinion__text { white-space: pre-line; }
.opinion__foot { display: flex; justify-content: space-between; align-items: flex-end; gap: 6mm; min-height: 21mm; }
.opinion__seal { color: #000; font-size: 9pt; align-self: center; padding-left: 4mm; }
.opinion__foot .signatures { margin: 0 0 0 auto; text-align: right; }
.opinion__foot .signatures__line { margin: 0.8mm 0; }
.closing { break-inside: avoid; break-before: avoid; }
/* A seal never stands on a page of its own: the end of the list that it seals goes with it, its headings repeated. */
:is(p, .note, ol, ul, table):is(:has(+ .closing), :has(+ * + .closing), :has(+ * + * + .closing), :has(+ * + * + * + .closing)) { break-after: avoid; }
td.closing-cell { border: 0; padding: 0; font-weight: normal; font-size: 11pt; line-height: 1.45; }
.closing__row { display: flex; justify-content: space-between; align-items: flex-end; gap: 6mm; }
.closing__row .signatures { flex: 1 1 auto; }
.signatures { margin: 3mm 0 2mm; }
.signatures__line { white-space: pre-wrap; margin: 2.5mm 0; }
.seal { flex: 0 0 56mm; width: 56mm; margin: 1mm 0 0 auto; text-align: center; break-inside: avoid; }
.seal__box { width: 46mm; height: 46mm; margin: 0 auto; border: 0.2mm dashed #000; font-size: 9pt; display: flex; flex-direction: column; justify-content: space-between; line-height: 1.3; padding: 2mm 2mm 4mm; }
.page--A4-landscape .seal__box { width: 42mm; height: 42mm; }
.page--A4-landscape .seal, .page--A4-landscape .signatures { margin-top: 1mm; margin-bottom: 0; }
.seal__foot { min-height: 20mm; display: flex; flex-direction: column; justify-content: space-evenly; font-size: 11pt; }
.seal__office { line-height: 1.3; text-wrap: balance; }
.seal__day { line-height: 1.4; white-space: nowrap; }
.footer { break-inside: avoid; break-before: avoid; border-top: 0.2mm solid #000; margin-top: 4mm; padding-top: 1.5mm; font-size: 9pt; line-height: 1.5; }
.footer div { white-space: pre-line; }
.key { display: flex; flex-wrap: wrap; gap: 4mm 8mm; justify-content: center; font: bold 20pt/1.5 'Consolas', 'DejaVu Sans Mono', 'Noto Sans Mono CJK SC', monospace; border: 0.3mm solid #000; padding: 6mm; margin: 4mm 0; }
.key small { font: 9pt/1 ${SANS}; vertical-align: super; }
.bars { margin: 3mm 0; break-inside: avoid; }
.bars figcaption { font-family: ${SANS}; font-weight: bold; margin: 0 0 1mm; break-after: avoid; }
.bars__drawing { display: block; width: 150mm; max-width: 100%; height: auto; font-family: ${SANS}; }
.page--A4-landscape .bars { display: inline-block; vertical-align: top; width: 49.5%; }
.watermark { position: fixed; inset: 0; z-index: -1; display: flex; align-items: center; justify-content: center; font: 90pt/1 ${SANS}; letter-spacing: 0.3em; color: #d9d9d9; print-color-adjust: exact; -webkit-print-color-adjust: exact; transform: rotate(-28deg); }
`;

/** What the first papers looked like where that was otherwise: their reprints have the same text and pages. */
const FORMER = `
h1 { font-size: 18pt; line-height: 1.4; font-weight: bold; font-synthesis: weight; letter-spacing: 0.06em; }
.seal { flex: 0 0 74mm; width: 74mm; margin: 3mm 0 2mm auto; }
.seal__box { height: 25mm; margin: 0 auto 1.5mm; justify-content: center; gap: 1mm; padding: 0 2mm; }
.seal__name { text-wrap: balance; }
.seal__office, .seal__day { line-height: 1.4; }
`;

const ROLL = `
body { font-family: ${SANS}; font-size: 9.5pt; line-height: 1.4; width: 72mm; }
h1 { font-size: 13pt; letter-spacing: 0; }
.number { font-size: 10.5pt; font-weight: bold; margin: 1mm 0 2mm; }
table { font-size: 9pt; margin: 1mm 0 2mm; }
th, td { padding: 0.6mm 0.8mm; }
.note, .footer { font-size: 8pt; line-height: 1.35; }
.closing__row { display: block; }
.seal { width: 100%; }
.seal__box { height: 46mm; }
.qr { text-align: center; margin: 2mm 0 0; }
.qr div { font-size: 8pt; }
.mark { text-align: center; font-weight: bold; border: 0.3mm solid #000; margin: 0 0 2mm; padding: 0.5mm; }
.watermark { display: none; }
`;

const SCREEN = `
@media screen {
  html { background: #e9edf1; }
  body { background: #fff; margin: 6mm auto; padding: 18mm 22mm 16mm 25mm; width: 210mm; box-shadow: 0 1px 4px rgb(0 0 0 / 25%); }
  body.page--A4-landscape { width: 297mm; padding: 15mm; }
  body.page--80mm { width: 80mm; padding: 3mm 4mm; }
  .watermark { position: absolute; inset: 60mm 0 auto; z-index: 0; opacity: 0.6; pointer-events: none; }
}
`;

/** The whole style sheet of one letter. `rollHeight` in mm counts for 80 mm paper only. `setting`: see {@link FORMER}. */
export function paperCss(page: PageFormat, margins: PageMargins, rollHeight: number, setting: number): string {
  const former = setting === 1 ? FORMER : '';
  if (page === '80mm')
    return `@page { size: 80mm ${rollHeight}mm; margin: 3mm 4mm; }${BASE}${former}${ROLL}${setting === 1 ? '.seal__box { height: 24mm; }' : ''}${SCREEN}`;
  return `${sheetRules(page, margins, setting)}${BASE}${former}${SCREEN}`;
}
