import { shippedYears } from '#shared/domain/working-days.ts';
import { canonicalJson } from '#shared/policy/canonical-json.ts';
import { yearChange, shippedHeldCalendar, type HeldCalendar } from '#shared/policy/held-calendar.ts';
import { calendarYearWords } from '#shared/wording/calendar.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { saveJson } from '../../ui/save-file.ts';
import { CalendarImport, type CalendarImportProps } from './CalendarImport.tsx';

export interface CalendarPanelProps extends CalendarImportProps {
  readonly mayManage: boolean;
}

/** From this month on a missing next year is said: days counted in the last weeks of a year end in the next. */
const REMIND_FROM_MONTH = 11;

function Reminder({ calendar, on }: Pick<CalendarPanelProps, 'calendar' | 'on'>) {
  const year = Number(on.slice(0, 4));
  if (!calendar.table.has(year))
    return <Notice tone="bad">工作日历没有 {year} 年：期限算不出，文书上不印日期。请导入当年的日历。</Notice>;
  if (calendar.table.has(year + 1) || Number(on.slice(5, 7)) < REMIND_FROM_MONTH) return null;
  return <Notice tone="warn">工作日历没有 {year + 1} 年：跨年的期限算不出。放假通知印发后请导入。</Notice>;
}

function YearTable({ calendar }: { readonly calendar: HeldCalendar }) {
  return (
    <div className="policy__board">
      <table className="table" aria-label="工作日历">
        <thead>
          <tr>
            <th scope="col">年度</th>
            <th scope="col">放假通知</th>
            <th scope="col">放假</th>
            <th scope="col">调休上班</th>
            <th scope="col">来源</th>
          </tr>
        </thead>
        <tbody>
          {calendar.years.toReversed().map((entry) => {
            const { notice, off, on } = calendarYearWords(entry);
            return (
              <tr key={entry.year}>
                <th scope="row" className="number">
                  {entry.year}
                </th>
                <td>{notice}</td>
                <td>{off}</td>
                <td>{on}</td>
                <td className="policy__mark">
                  {yearChange(shippedHeldCalendar, entry) === 'same' ? '随程序' : '由文件导入'}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

/** 工作日历: the years that days are counted by, each with its notice; an administrator takes in the next one. */
export function CalendarPanel({ mayManage, ...importing }: CalendarPanelProps) {
  const { calendar, on } = importing;
  const sample = { years: shippedYears.slice(-1) };
  return (
    <section className="panel stack" aria-label="工作日历">
      <div className="policy__head">
        <h2 className="panel__title">工作日历</h2>
        <Button onClick={() => saveJson('工作日历-样例.json', canonicalJson(sample))}>存出样例文件</Button>
      </div>
      <Reminder calendar={calendar} on={on} />
      <p className="soft">星期六、星期日和放假日不是工作日，调休上班日是。没有日历的年度不推算期限。</p>
      <YearTable calendar={calendar} />
      {mayManage ? <CalendarImport {...importing} /> : <p className="soft">导入工作日历由管理员登录后办理。</p>}
    </section>
  );
}
