/** The calendar of 2027 as a notice might set it. Made up: the real one was not issued when this was written. */
import { plainDate } from '#shared/domain/plain-date.ts';
import type { CalendarYear } from '#shared/domain/working-days.ts';

const days = (first: string, last = first): [CalendarYear['on'][number], CalendarYear['on'][number]] => [
  plainDate(first),
  plainDate(last),
];

export function aCalendarYear(change: Partial<CalendarYear> = {}): CalendarYear {
  return {
    year: 2027,
    notice: { number: '国办发明电〔2026〕9号', issuedOn: plainDate('2026-11-10') },
    off: [
      days('2027-01-01', '2027-01-03'),
      days('2027-02-05', '2027-02-11'),
      days('2027-04-03', '2027-04-05'),
      days('2027-05-01', '2027-05-05'),
      days('2027-06-09'),
      days('2027-09-15'),
      days('2027-10-01', '2027-10-07'),
    ],
    on: [plainDate('2027-01-30'), plainDate('2027-10-09')],
    ...change,
  };
}
