/** Bars: lengths by their values, one pattern for each series, a legend only where there are several. */
import { describe, expect, it } from 'vitest';
import { drawBars, type BarChart, type Shape } from '#shared/domain/bar-chart.ts';

const bar = (value: number) => ({ value, shown: String(value) });
const chart = (legend: readonly string[], ...groups: readonly (readonly number[])[]): BarChart => ({
  title: '人数',
  legend: [...legend],
  groups: groups.map((values, at) => ({ label: `第${at}组`, bars: values.map(bar) })),
});
const barsOf = (drawing: { readonly shapes: readonly Shape[] }) =>
  drawing.shapes.flatMap((shape) => (shape.kind === 'bar' ? [shape] : []));

describe('bars', () => {
  it('of each series have a pattern of their own, the same in the legend', () => {
    const drawn = barsOf(drawBars(chart(['本月', '上月', '去年'], [1, 2, 3], [3, 2, 1])));
    const [first, second, third, ...rest] = drawn.map(({ pattern }) => pattern);
    expect([first, second, third]).toEqual(['solid', 'hatch', 'dots']);
    expect(rest).toEqual(['solid', 'hatch', 'dots', 'solid', 'hatch', 'dots']);
  });

  it('are solid where there are more than there are patterns', () => {
    const [, , , fourth] = barsOf(drawBars(chart(['一'], [1, 1, 1, 1])));
    expect(fourth?.pattern).toBe('solid');
  });

  it('are as long as their values say, against the longest', () => {
    expect(barsOf(drawBars(chart(['一'], [4], [2], [1]))).map(({ width }) => width)).toEqual([330, 165, 83]);
    expect(barsOf(drawBars(chart(['一'], [0], [0])))).toEqual([]);
  });

  it('of one series need no legend, and stand higher without it', () => {
    const [alone, several] = [drawBars(chart(['一'], [1])), drawBars(chart(['一', '二'], [1]))];
    expect(barsOf(alone)).toHaveLength(1);
    expect(barsOf(several)).toHaveLength(3);
    expect(barsOf(several)[2]?.y).toBe((barsOf(alone)[0]?.y ?? 0) + 24);
  });
});
