/** What the office itself has to do by a day, beside its cases: 上报, 追回, 核查, 公示, authorisations that end. */
import type { PlainDate } from '../domain/plain-date.ts';
import type { DueWhen } from '../policy/deadline-board.ts';

export interface OfficeDuty {
  readonly id: string;
  readonly what: string;
  /** What stands in the place of a number. */
  readonly place: string;
  readonly name: string;
  readonly status: string;
  readonly rule: string;
  readonly due: PlainDate | null;
  readonly when: DueWhen;
  /** The page on which it is done. */
  readonly path: string;
}
