/** What 追回, 核查 and 公示 wait for, as the board of deadlines shows it: day, rule and source. */
import type { PlainDate } from '../domain/plain-date.ts';
import type { WorkingCalendar } from '../domain/working-days.ts';
import type { PolicyPack } from '../policy/pack.ts';
import type { AftercareBook } from './book.ts';
import { dueButUnpaidDue } from './due.ts';
import { isListDone } from './inquiry/book.ts';
import { APPLICATION_MONTHS, daysOfRecovery, REMINDER_DAYS, type RecoveryDayKind } from './recovery/days.ts';

export interface OpenDay {
  readonly id: string;
  /** The page that it belongs to, and what on it. */
  readonly area: 'recoveries' | 'findings' | 'aftercare';
  readonly subjectId: string;
  readonly kind: RecoveryDayKind | 'list' | 'notice';
  /** Firm, list or batch; no person. */
  readonly name: string;
  readonly due: PlainDate | null;
  /** How it was counted, and by which document. */
  readonly rule: string;
}

function recoveryRule(kind: RecoveryDayKind, book: AftercareBook, payDays: number | undefined): string {
  const local = book.recoveryRules?.documentNumber ?? '待本地核定';
  switch (kind) {
    case 'statement':
      return `告知书所定期限；依据：${local}`;
    case 'payment':
      return `送达后${payDays ?? '…'}日，末日逢休息日顺延；依据：${local}`;
    case 'instalment':
      return '还款协议所定日期；依据：行政强制法第四十二条';
    case 'reminder':
      return `送达后${REMINDER_DAYS}个工作日；依据：行政强制法第五十四条、第六十九条`;
    case 'application':
      return `复议、诉讼期限届满后${APPLICATION_MONTHS}个月；依据：行政强制法第五十三条`;
  }
}

/** Lists that came down: the working day by which to be done; the last days of province and ministry beside it. */
function listDays({ inquiryLists }: AftercareBook, { parameters, calendar }: DayRules): readonly OpenDay[] {
  return inquiryLists
    .filter((list) => !isListDone(list))
    .map(({ listId, begun }) => {
      const { issuedOn, fileName } = begun.act;
      const due = dueButUnpaidDue(issuedOn, parameters, calendar);
      const rule =
        due === null
          ? ''
          : `报省 ${due.provinceDay.day}，逢休息日提前；依据：${due.provinceDay.source}；报部 ${due.ministryDay.day}：${due.ministryDay.source}`;
      return {
        id: listId,
        area: 'findings' as const,
        subjectId: listId,
        kind: 'list' as const,
        name: fileName,
        due: due?.target.day ?? null,
        rule,
      };
    });
}

/** 公示 whose result is not registered: the first day on which it may be, as counted when the batch was made. */
function noticeDays({ batches, rules }: AftercareBook): readonly OpenDay[] {
  return batches
    .filter(({ registered, shares }) => registered === null && shares.size > 0)
    .map(({ batchId, number, begun: { event } }) => ({
      id: `${batchId} notice`,
      area: 'aftercare' as const,
      subjectId: batchId,
      kind: 'notice' as const,
      name: `${number} ${event.period}`,
      due: event.registerFrom,
      rule: `公示 ${event.beginsOn} 至 ${event.lastDay}（${event.days}个工作日），期满后的工作日登记结果；依据：湛人社函〔2022〕185号 附件一（四），天数：${rules.documentNumber ?? '待本地核定'}`,
    }));
}

export interface DayRules {
  readonly parameters: PolicyPack['parameters'];
  readonly calendar: WorkingCalendar;
}

/** Of everything that is not done with. */
export function openDays(book: AftercareBook, rules: DayRules): readonly OpenDay[] {
  const { calendar } = rules;
  const names = new Map(book.items.map(({ source }) => [source.firmKey, source.employerName]));
  const recoveries = book.recoveries.flatMap((recovery) =>
    daysOfRecovery(recovery, calendar).map(({ kind, due }) => ({
      id: `${recovery.recoveryId} ${kind}`,
      area: 'recoveries' as const,
      subjectId: recovery.recoveryId,
      kind,
      name: names.get(recovery.firmKey) ?? '',
      due,
      rule: recoveryRule(kind, book, recovery.decided?.act.payDays),
    })),
  );
  return [...recoveries, ...listDays(book, rules), ...noticeDays(book)];
}
