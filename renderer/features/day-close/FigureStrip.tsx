import type { DayFigures, Figure } from './day-figures.ts';

interface Cell {
  readonly label: string;
  readonly figure: Figure;
  readonly note: string;
  readonly agrees: boolean | null;
}

function cellsOf(figures: DayFigures): readonly Cell[] {
  const { taken, printed, exported, acknowledged } = figures;
  const carried = figures.carriedOver === 0 ? '' : `含往日未导出 ${figures.carriedOver} 件`;
  return [
    { label: '已受理', figure: taken, note: carried, agrees: null },
    { label: '文书已打印', figure: printed, note: '', agrees: printed.cases === taken.cases },
    { label: '已导出', figure: exported, note: '', agrees: exported.cases === taken.cases },
    { label: '对方已确认', figure: acknowledged, note: '未配置接收端，无从确认', agrees: null },
  ];
}

/** The four figures side by side. A figure that differs from 已受理 says by how much, in words. */
export function FigureStrip({ figures }: { readonly figures: DayFigures }) {
  return (
    <dl className="day-figures" aria-label="日终四项数字">
      {cellsOf(figures).map(({ label, figure, note, agrees }) => (
        <div className="day-figures__cell" key={label} data-agrees={agrees === null ? undefined : String(agrees)}>
          <dt>{label}</dt>
          <dd className="day-figures__value number">
            {figure.cases} <span className="small">件</span>
          </dd>
          <dd className="small soft">
            {figure.persons} 人
            {agrees === null ? '' : agrees ? ' · ✓ 一致' : ` · ✕ 差 ${figures.taken.cases - figure.cases} 件`}
            {note === '' ? null : ` · ${note}`}
          </dd>
        </div>
      ))}
    </dl>
  );
}
