/**
 * Bars as shapes, alike on screen and on paper: every bar has its value beside it and a pattern of its own, so that nothing is
 * said by colour. Lengths in units of the chart's own width.
 */
import { z } from 'zod';

const Bars = z.object({
  label: z.string(),
  /** One a series, in the order of the legend. */
  bars: z.array(z.object({ value: z.number().nonnegative(), shown: z.string() })).min(1),
});

export const BarChart = z.object({
  title: z.string(),
  /** Names of the series; one alone needs no legend. */
  legend: z.array(z.string()).min(1).max(3),
  groups: z.array(Bars),
});
export type BarChart = z.infer<typeof BarChart>;

export const patterns = ['solid', 'hatch', 'dots'] as const;
export type Pattern = (typeof patterns)[number];

export type Shape =
  | {
      readonly kind: 'bar';
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      readonly pattern: Pattern;
    }
  | { readonly kind: 'text'; readonly x: number; readonly y: number; readonly end: boolean; readonly text: string }
  | { readonly kind: 'axis'; readonly x: number; readonly from: number; readonly to: number };

export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly shapes: readonly Shape[];
}

const WIDTH = 720;
const LABELS = 170;
const LONGEST = 330;
const BAR = 14;
const GAP = 10;
const LEGEND = 24;

const patternOf = (at: number): Pattern => patterns[at] ?? 'solid';

function legendShapes(legend: readonly string[]): Shape[] {
  if (legend.length < 2) return [];
  return legend.flatMap((text, at): Shape[] => {
    const x = LABELS + at * 130;
    return [
      { kind: 'bar', x, y: 4, width: 26, height: BAR, pattern: patternOf(at) },
      { kind: 'text', x: x + 32, y: 4 + BAR - 2, end: false, text },
    ];
  });
}

/** Where everything stands. The longest bar takes the whole length; a chart of nothing but zeros has none. */
export function drawBars({ legend, groups }: BarChart): Drawing {
  const most = Math.max(1, ...groups.flatMap(({ bars }) => bars.map(({ value }) => value)));
  const shapes = legendShapes(legend);
  const top = legend.length < 2 ? 4 : LEGEND + 4;
  let y = top;
  for (const { label, bars } of groups) {
    const middle = y + (bars.length * (BAR + 2)) / 2 + 4;
    shapes.push({ kind: 'text', x: LABELS - 8, y: middle, end: true, text: label });
    for (const [at, { value, shown }] of bars.entries()) {
      const width = Math.round((value / most) * LONGEST);
      if (width > 0) shapes.push({ kind: 'bar', x: LABELS, y, width, height: BAR, pattern: patternOf(at) });
      shapes.push({ kind: 'text', x: LABELS + width + 6, y: y + BAR - 2, end: false, text: shown });
      y += BAR + 2;
    }
    y += GAP;
  }
  return { width: WIDTH, height: y, shapes: [...shapes, { kind: 'axis', x: LABELS, from: top - 2, to: y - GAP + 2 }] };
}
