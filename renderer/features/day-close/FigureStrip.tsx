import { otherLabels } from './day-words.ts';
import type { DayFigures, Figure } from './day-figures.ts';

interface Cell {
  readonly label: string;
  /** `null`: nobody can say. */
  readonly figure: Figure | null;
  readonly note: string;
  readonly agrees: boolean | null;
}

function cellsOf(figures: DayFigures): readonly Cell[] {
  const { taken, printed, exported, synced } = figures;
  const carried = figures.carriedOver === 0 ? '' : `含往日未导出 ${figures.carriedOver} 件`;
  return [
    { label: '已受理', figure: taken, note: carried, agrees: null },
    { label: '文书已打印', figure: printed, note: '', agrees: printed.cases === taken.cases },
    { label: '已导出', figure: exported, note: '', agrees: exported.cases === taken.cases },
    {
      label: '已同步',
      figure: synced,
      note: synced === null ? '' : '到接收端，不是省系统',
      agrees: synced === null ? null : synced.cases === taken.cases,
    },
  ];
}

function Value({ figure }: { readonly figure: Figure | null }) {
  if (figure === null) return <dd className="day-figures__none soft">未配置接收端</dd>;
  return (
    <dd className="day-figures__value number">
      {figure.cases} <span className="small">件</span>
    </dd>
  );
}

function noteOf({ figure, note, agrees }: Cell, taken: Figure): string {
  const parts = [
    figure === null ? '' : `${figure.persons} 人`,
    figure === null || agrees === null ? '' : agrees ? '✓ 一致' : `✕ 差 ${Math.abs(taken.cases - figure.cases)} 件`,
    note,
  ];
  return parts.filter(Boolean).join(' · ');
}

/** The four figures side by side, and under them what came in and was not accepted. A figure that differs says by how much. */
export function FigureStrip({ figures }: { readonly figures: DayFigures }) {
  return (
    <>
      <dl className="day-figures" aria-label="日终四项数字">
        {cellsOf(figures).map((cell) => (
          <div
            className="day-figures__cell"
            key={cell.label}
            data-agrees={cell.agrees === null ? undefined : String(cell.agrees)}
          >
            <dt>{cell.label}</dt>
            <Value figure={cell.figure} />
            <dd className="small soft">{noteOf(cell, figures.taken)}</dd>
          </div>
        ))}
      </dl>
      {figures.others.length === 0 ? null : (
        <p className="day-figures__others" aria-label="当日其他办理">
          <span className="soft">当日另有</span>
          {figures.others.map(({ status, cases, persons, printed }) => (
            <span className="number" key={status}>
              {otherLabels[status]} <strong>{cases}</strong> 件 {persons} 人，文书已打印 {printed} 件
            </span>
          ))}
        </p>
      )}
    </>
  );
}
