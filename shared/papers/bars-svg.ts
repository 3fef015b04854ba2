/** A chart as SVG markup: presentation attributes only, since the window's content policy drops inline styles. */
import { drawBars, type BarChart, type Pattern, type Shape } from '../domain/bar-chart.ts';
import { escapeHtml } from './escape.ts';

const pattern = (id: string, inside: string): string =>
  `<pattern id="${id}" width="6" height="6" patternUnits="userSpaceOnUse"><rect width="6" height="6" fill="#fff"/>${inside}</pattern>`;

const FILLS: Readonly<Record<Pattern, string>> = {
  solid: '#444',
  hatch: 'url(#bar-hatch)',
  dots: 'url(#bar-dots)',
};

const DEFINITIONS =
  '<defs>' +
  pattern('bar-hatch', '<path d="M-1 7 7 -1M-1 1 1 -1M5 7 7 5" stroke="#000" stroke-width="1.2"/>') +
  pattern('bar-dots', '<circle cx="3" cy="3" r="1.3" fill="#000"/>') +
  '</defs>';

function shapeMarkup(shape: Shape): string {
  switch (shape.kind) {
    case 'bar':
      return `<rect x="${shape.x}" y="${shape.y}" width="${shape.width}" height="${shape.height}" fill="${FILLS[shape.pattern]}" stroke="#000" stroke-width="0.8"/>`;
    case 'text':
      return `<text x="${shape.x}" y="${shape.y}" text-anchor="${shape.end ? 'end' : 'start'}" font-size="13">${escapeHtml(shape.text)}</text>`;
    case 'axis':
      return `<line x1="${shape.x}" y1="${shape.from}" x2="${shape.x}" y2="${shape.to}" stroke="#000" stroke-width="1"/>`;
  }
}

/** One chart with its title. */
export function barsMarkup(chart: BarChart): string {
  const { width, height, shapes } = drawBars(chart);
  return (
    `<figure class="bars"><figcaption>${escapeHtml(chart.title)}</figcaption>` +
    `<svg class="bars__drawing" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escapeHtml(chart.title)}">` +
    `${DEFINITIONS}${shapes.map(shapeMarkup).join('')}</svg></figure>`
  );
}
