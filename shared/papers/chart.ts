/**
 * A chart as shapes, for the window and for paper alike: black on white, parts told apart by filling, every value written beside its bar.
 * Nothing in it needs a script, a style sheet or a colour.
 */
import type { ChartSpec } from '../domain/letter.ts';
import { escapeHtml } from './escape.ts';

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly filled: boolean;
}
interface Words {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly anchor: 'start' | 'middle' | 'end';
}

export interface ChartShapes {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly Box[];
  /** Stripes, and the line that bars stand on, as one path. */
  readonly strokes: string;
  readonly words: readonly Words[];
}

const WIDTH = 680;
const TEXT = 12;
const LABEL = 76;
/** Of the words behind a bar. */
const BEHIND = 220;
const BAR = 14;
const ROW = 22;
const COLUMN_AREA = 90;
const STRIPE = 4;
const LEGEND = 20;
/** `08-22` and a gap. */
const DAY_LABEL = 40;

interface Part {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly place: number;
}

/** Stripes across a part, none on its edge. */
function stripes({ x, y, width, height }: Part): string {
  const along = Math.max(0, Math.ceil(width / STRIPE) - 1);
  return Array.from({ length: along }, (_, at) => `M${round(x + (at + 1) * STRIPE)} ${round(y)}v${round(height)}`).join(
    '',
  );
}

const round = (value: number): number => Math.round(value * 100) / 100;

function drawn(parts: readonly Part[]): Pick<ChartShapes, 'boxes' | 'strokes'> {
  const shown = parts.filter(({ width, height }) => width > 0 && height > 0);
  return {
    boxes: shown.map(({ place, x, y, width, height }) => ({
      x: round(x),
      y: round(y),
      width: round(width),
      height: round(height),
      filled: place === 0,
    })),
    strokes: shown.flatMap((part) => (part.place === 1 ? [stripes(part)] : [])).join(''),
  };
}

/** What filled, striped and empty stand for; nothing where there is one part. */
function legend({ parts }: ChartSpec): { readonly parts: readonly Part[]; readonly words: readonly Words[] } {
  if (parts.length < 2) return { parts: [], words: [] };
  let x = 1;
  const places = parts.map((text, place) => {
    const at = x;
    x += 24 + text.length * TEXT + 20;
    return { at, text, place };
  });
  return {
    parts: places.map(({ at, place }) => ({ x: at, y: 3, width: 18, height: 11, place })),
    words: places.map(({ at, text }) => ({ x: at + 24, y: 13, text, anchor: 'start' })),
  };
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const largest = ({ rows }: ChartSpec): number => Math.max(1, ...rows.map(({ values }) => sum(values)));
const top = ({ parts }: ChartSpec): number => (parts.length < 2 ? 0 : LEGEND);

function bars(spec: ChartSpec): ChartShapes {
  const scale = (WIDTH - LABEL - BEHIND) / largest(spec);
  const rows = spec.rows.map(({ label, values, text }, at) => {
    const y = top(spec) + at * ROW + (ROW - BAR) / 2;
    let x = LABEL;
    const parts = values.map((value, place): Part => {
      const part = { x, y, width: value * scale, height: BAR, place };
      x += part.width;
      return part;
    });
    const words: Words[] = [
      { x: LABEL - 8, y: y + 11, text: label, anchor: 'end' },
      { x: x + 8, y: y + 11, text, anchor: 'start' },
    ];
    return { parts, words };
  });
  const key = legend(spec);
  return {
    width: WIDTH,
    height: top(spec) + Math.max(1, spec.rows.length) * ROW,
    ...drawn([...key.parts, ...rows.flatMap(({ parts }) => parts)]),
    words: [...key.words, ...rows.flatMap(({ words }) => words)],
  };
}

function columns(spec: ChartSpec): ChartShapes {
  const step = WIDTH / Math.max(1, spec.rows.length);
  const scale = COLUMN_AREA / largest(spec);
  const ground = top(spec) + TEXT + 4 + COLUMN_AREA;
  const every = Math.max(1, Math.ceil(DAY_LABEL / step));
  const columnsOf = spec.rows.map(({ label, values, text }, at) => {
    const x = at * step + step * 0.15;
    let y = ground;
    const parts = values.map((value, place): Part => {
      y -= value * scale;
      return { x, y, width: step * 0.7, height: value * scale, place };
    });
    const middle = at * step + step / 2;
    // Labels count from the last, which is today.
    const labelled = (spec.rows.length - 1 - at) % every === 0;
    const words: Words[] = [
      ...(sum(values) > 0 ? [{ x: middle, y: y - 4, text, anchor: 'middle' as const }] : []),
      ...(labelled ? [{ x: middle, y: ground + TEXT + 3, text: label, anchor: 'middle' as const }] : []),
    ];
    return { parts, words };
  });
  const key = legend(spec);
  const shapes = drawn([...key.parts, ...columnsOf.flatMap(({ parts }) => parts)]);
  return {
    width: WIDTH,
    height: ground + TEXT + 8,
    boxes: shapes.boxes,
    strokes: `${shapes.strokes}M0 ${ground}h${WIDTH}`,
    words: [...key.words, ...columnsOf.flatMap(({ words }) => words)].map((one) => ({
      ...one,
      x: one.anchor === 'middle' ? Math.min(WIDTH - DAY_LABEL / 2 + 4, Math.max(DAY_LABEL / 2 - 4, one.x)) : one.x,
    })),
  };
}

export const chartShapes = (spec: ChartSpec): ChartShapes => (spec.kind === 'bars' ? bars(spec) : columns(spec));

/** The chart as markup; every text in it is escaped. */
export function chartSvg(spec: ChartSpec): string {
  const { width, height, boxes, strokes, words } = chartShapes(spec);
  const box = ({ x, y, width: w, height: h, filled }: Box): string =>
    `<rect x="${x}" y="${y}" width="${w}" height="${h}" fill="${filled ? '#000' : 'none'}" stroke="#000" stroke-width="1"/>`;
  const line = ({ x, y, text, anchor }: Words): string =>
    `<text x="${round(x)}" y="${round(y)}" font-size="${TEXT}" text-anchor="${anchor}">${escapeHtml(text)}</text>`;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="100%" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escapeHtml(spec.title)}">` +
    `${boxes.map(box).join('')}<path d="${strokes}" fill="none" stroke="#000" stroke-width="1"/>${words.map(line).join('')}</svg>`
  );
}
