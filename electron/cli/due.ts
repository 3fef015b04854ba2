/** `counter -- due KIND DAY`: the days after an acceptance as the board counts them, as JSON with unit and source. */
import {
  dueButUnpaidDue,
  fundAllocationDue,
  monthlyUploadDue,
  publicNoticeDue,
  windowDecisionDue,
} from '#shared/aftercare/due.ts';
import { parsePlainDate, type PlainDate } from '#shared/domain/plain-date.ts';
import { shippedCalendar } from '#shared/domain/working-days.ts';
import { packById } from '#shared/policy/pack-library.ts';
import { EXIT_BAD_INPUT, EXIT_OK, refuseInput, type CommandOutput } from './command.ts';

const rules = {
  publicNotice: { form: 'day', due: publicNoticeDue },
  dueButUnpaid: { form: 'day', due: dueButUnpaidDue },
  monthlyUpload: { form: 'month', due: monthlyUploadDue },
  fundAllocation: { form: 'month', due: fundAllocationDue },
  windowDecision: { form: 'day', due: windowDecisionDue },
} as const;

const KINDS = Object.keys(rules).join('、');
const USAGE = `用法：counter due 种类 日期\n  种类：${KINDS}\n  日期：YYYY-MM-DD；monthlyUpload、fundAllocation 为 YYYY-MM\n`;
/** The pack whose notices (41号, 59号, 252号, 185号) set these days. */
const PACK = 'zhanjiang-2022';

const isKind = (kind: string): kind is keyof typeof rules => Object.hasOwn(rules, kind);

function readDay(text: string, form: 'day' | 'month'): PlainDate | null {
  return parsePlainDate(form === 'month' ? `${text}-01` : text);
}

function refuse(io: CommandOutput, code: string, path: string, message: string): number {
  return refuseInput(io, { code, issues: [{ path, message }] });
}

export function run(args: string[], io: CommandOutput): Promise<number> {
  const [kind, text, ...rest] = args;
  if (kind === undefined || text === undefined || rest.length > 0) {
    io.stderr(USAGE);
    return Promise.resolve(EXIT_BAD_INPUT);
  }
  return Promise.resolve(answer(kind, text, io));
}

function answer(kind: string, text: string, io: CommandOutput): number {
  if (!isKind(kind)) return refuse(io, 'unknown-kind', 'kind', `没有“${kind}”这一种类，可用：${KINDS}`);
  const { form, due } = rules[kind];
  const day = readDay(text, form);
  if (day === null) {
    const shape = form === 'month' ? '月份须为真实存在的 YYYY-MM' : '日期须为真实存在的 YYYY-MM-DD';
    return refuse(io, 'invalid-day', 'day', `${shape}，收到的是“${text}”`);
  }
  const pack = packById(PACK);
  if (pack === null) throw new Error(`not shipped: ${PACK}`);
  const result = due(day, pack.pack.parameters, shippedCalendar);
  if (result === null) {
    const years = [...shippedCalendar.keys()].join('、');
    return refuse(io, 'no-calendar', 'day', `所需年份没有工作日历，不作推算；现有年份：${years}`);
  }
  io.stdout(`${JSON.stringify(result, null, 1)}\n`);
  return EXIT_OK;
}
