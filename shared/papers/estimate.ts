/**
 * How high a letter will be, without a layout engine: for the size of its text (三号 16 pt, 四号 14 pt, 小四 12 pt, the largest
 * that keeps it on one page) and for the length of 80 mm paper. Errs on the high side.
 */
import { drawBars } from '../domain/bar-chart.ts';
import { settingOf, type Letter, type LetterBlock } from '../domain/letter.ts';

interface Measure {
  /** Width of the text, mm. */
  readonly width: number;
  /** Width of one Chinese character of running text and of table text, mm. */
  readonly em: number;
  readonly tableEm: number;
  readonly line: number;
  /** Height of a seal box with what stands under it, mm. */
  readonly seal: number;
}

const POINT = 0.3528;
const A4_WIDTH = 159;
/** As paper-css.ts sets it. */
const CHART_WIDTH = 150;
/** Of the first papers. */
const FORMER_WIDTH = 162;
const SEAL = 52;
const ROLL: Measure = { width: 71, em: 9.5 * POINT, tableEm: 9 * POINT, line: 9.5 * POINT * 1.4, seal: SEAL };

/** Latin letters and figures are about half as wide. */
const widthOf = (text: string, em: number): number =>
  Array.from(text).reduce((sum, character) => sum + (character.charCodeAt(0) < 0x2000 ? 0.56 : 1) * em, 0);

const linesOf = (text: string, em: number, width: number): number =>
  text.split('\n').reduce((sum, part) => sum + Math.max(1, Math.ceil(widthOf(part, em) / Math.max(width, em))), 0);

const rowHeight = (cells: readonly string[], widths: readonly number[], { tableEm, width }: Measure): number => {
  const lines = cells.map((cell, index) => linesOf(cell, tableEm, (width * (widths[index] ?? 100)) / 100 - 3.2));
  return Math.max(1, ...lines) * tableEm * 1.4 + 1.7;
};

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

function blockHeight(block: LetterBlock, measure: Measure): number {
  const { em, line, width } = measure;
  switch (block.type) {
    case 'addressee':
    case 'paragraph':
      return linesOf(`　　${block.text}`, em, width) * line + 1.5;
    case 'heading':
      return line + 4.5;
    case 'note':
      return linesOf(block.text, 9 * POINT, width) * 9 * POINT * 1.45 + 4;
    case 'list':
      return sum(block.items.map((item) => linesOf(item, em, width - 2 * em) * line + 0.8)) + 2;
    case 'facts': {
      const rows = block.facts.reduce((count, { wide }) => count + (wide === true ? 1 : 1 / block.columns), 0);
      const long = block.facts.map(({ value, wide }) =>
        rowHeight([value], [wide === true || block.columns === 1 ? 78 : 80 / block.columns], measure),
      );
      return Math.max(Math.ceil(rows) * (measure.tableEm * 1.4 + 1.7), sum(long) / block.columns) + 4.5;
    }
    case 'table':
      return (
        sum([block.headings, ...block.rows].map((row) => rowHeight(row, block.widths, measure))) +
        4.5 +
        (block.foot ? 8 : 0)
      );
    case 'signatures':
      return block.lines.length * (line + 5) + 5;
    case 'opinions':
      return sum(block.boxes.map(({ text }) => linesOf(text, measure.tableEm, width * 0.85) * 5.2 + 26)) + 4.5;
    case 'seal':
      return measure.seal;
    case 'key':
      return 40;
    case 'chart':
      return 60;
    case 'bars': {
      const { width: units, height } = drawBars(block.bars);
      return (height / units) * CHART_WIDTH + 12;
    }
  }
}

/** Signatures stand beside the seal that follows them, so only the higher of the two counts. */
function blocksHeight(blocks: readonly LetterBlock[], measure: Measure): number {
  return sum(
    blocks.map((block, index) => {
      const beside = block.type === 'signatures' && blocks[index + 1]?.type === 'seal' && measure !== ROLL;
      return beside ? 0 : blockHeight(block, measure);
    }),
  );
}

/** Between the margins of A4 lie 253 mm, and the estimate is some 8 mm high; title and number take TITLE_HEIGHT of it. */
const PAGE_HEIGHT = 255;
const TITLE_HEIGHT = 31;
const SIZES = {
  roomy: { points: 16, leading: 1.6 },
  normal: { points: 14, leading: 1.6 },
  compact: { points: 12, leading: 1.5 },
} as const;
type TextSize = keyof typeof SIZES;

/** Height in mm of the letter without annexed pages, set in one of the sizes. */
export function letterHeight(letter: Letter, size: TextSize): number {
  const annex = letter.blocks.findIndex((block) => block.type === 'heading' && block.newPage === true);
  const blocks = annex < 0 ? letter.blocks : letter.blocks.slice(0, annex);
  const footer = annex < 0 ? 7 + letter.footer.length * 5 : 0;
  const { points, leading } = SIZES[size];
  const em = points * POINT;
  const line = em * leading;
  const first = settingOf(letter) === 1;
  const [sheet, seal] = first ? [FORMER_WIDTH, 31 + 2 * line] : [A4_WIDTH, SEAL];
  return TITLE_HEIGHT + blocksHeight(blocks, { width: sheet, tableEm: 10.5 * POINT, em, line, seal }) + footer;
}

/** The largest text that keeps the letter (annexed pages apart) on one page; 小四 where no size does, to save pages. */
export function textSize(letter: Letter): TextSize {
  const fitting = (['roomy', 'normal'] as const).find((size) => letterHeight(letter, size) <= PAGE_HEIGHT);
  return fitting ?? 'compact';
}

/** Whether what is signed and sealed does not fit on the first page, however small the text. */
export const isOverfull = (letter: Letter): boolean => letterHeight(letter, 'compact') > PAGE_HEIGHT;

const ROLL_EXTRA = 62;

/** Generous height of 80 mm paper in mm: text, title, QR and margins. */
export function estimateRollHeight(letter: Letter): number {
  const footer = sum(letter.footer.map((text) => linesOf(text, 8 * POINT, ROLL.width) * 4 + 0.5));
  const marks = letter.training ? 8 : 0;
  return Math.ceil(blocksHeight(letter.blocks, ROLL) + footer + marks + ROLL_EXTRA);
}
