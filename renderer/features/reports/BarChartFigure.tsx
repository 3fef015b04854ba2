import { useId } from 'react';
import { drawBars, type BarChart, type Pattern, type Shape } from '#shared/domain/bar-chart.ts';

function ShapeMark({ shape, fills }: { readonly shape: Shape; readonly fills: Readonly<Record<Pattern, string>> }) {
  switch (shape.kind) {
    case 'bar': {
      const { x, y, width, height, pattern } = shape;
      return <rect x={x} y={y} width={width} height={height} fill={fills[pattern]} stroke="currentColor" />;
    }
    case 'text':
      return (
        <text x={shape.x} y={shape.y} textAnchor={shape.end ? 'end' : 'start'} fontSize={13} fill="currentColor">
          {shape.text}
        </text>
      );
    case 'axis':
      return <line x1={shape.x} y1={shape.from} x2={shape.x} y2={shape.to} stroke="currentColor" />;
  }
}

/** The chart as it is printed: patterns and values, no colour. */
export function BarChartFigure({ chart }: { readonly chart: BarChart }) {
  const id = useId();
  const { width, height, shapes } = drawBars(chart);
  const fills = { solid: 'var(--action)', hatch: `url(#${id}hatch)`, dots: `url(#${id}dots)` };
  return (
    <figure className="reports__chart">
      <figcaption>{chart.title}</figcaption>
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={chart.title}>
        <defs>
          <pattern id={`${id}hatch`} width="6" height="6" patternUnits="userSpaceOnUse">
            <rect width="6" height="6" fill="#fff" />
            <path d="M-1 7 7 -1M-1 1 1 -1M5 7 7 5" stroke="currentColor" strokeWidth="1.2" />
          </pattern>
          <pattern id={`${id}dots`} width="6" height="6" patternUnits="userSpaceOnUse">
            <rect width="6" height="6" fill="#fff" />
            <circle cx="3" cy="3" r="1.3" fill="currentColor" />
          </pattern>
        </defs>
        {shapes.map((shape) => (
          <ShapeMark key={JSON.stringify(shape)} shape={shape} fills={fills} />
        ))}
      </svg>
    </figure>
  );
}
