import { chartShapes } from '#shared/papers/chart.ts';
import type { ChartSpec } from '#shared/domain/letter.ts';

/** The same chart as on paper: read without colour, every value beside its bar. */
export function Chart({ spec }: { readonly spec: ChartSpec }) {
  const { width, height, boxes, strokes, words } = chartShapes(spec);
  return (
    <figure className="overview__chart">
      <figcaption>{spec.title}</figcaption>
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={spec.title}>
        {boxes.map(({ filled, ...box }) => (
          <rect key={`${box.x} ${box.y}`} {...box} className={filled ? 'is-filled' : 'is-empty'} />
        ))}
        <path d={strokes} className="is-empty" />
        {words.map(({ x, y, text, anchor }) => (
          <text key={`${x} ${y} ${text}`} x={x} y={y} fontSize="12" textAnchor={anchor}>
            {text}
          </text>
        ))}
      </svg>
    </figure>
  );
}
