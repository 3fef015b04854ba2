/** Guards of the desks that whole stores seldom meet: what lies at the edge of a term, what cannot be opened, a key that comes late. */
import { describe, expect, it } from 'vitest';
import { accessLine, ACCESS_GENESIS, type AccessLine } from '#shared/casework/access-log.ts';
import { failed, success, type Result } from '#shared/contract/failure.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import { accessLog, type AccessLogParts } from '#renderer/store/access-log/access-log.ts';
import { aftercareDesk, type AftercareParts } from '#renderer/store/aftercare/aftercare-desk.ts';
import { claimDesk } from '#renderer/store/claims/claim-desk.ts';

const later = <T>(value: T): Promise<T> => Promise.resolve(value);

describe('the access log', () => {
  /** One line a month from January to June. */
  function lines(): readonly AccessLine[] {
    const all: AccessLine[] = [];
    for (const month of ['01', '02', '03', '04', '05', '06']) {
      const before = all.at(-1);
      const after =
        before === undefined ? { count: 0, head: ACCESS_GENESIS } : { count: before.sequence, head: before.hash };
      all.push(accessLine(after, { on: plainDate(`2022-${month}-10`), sealed: null, failed: null }));
    }
    return all;
  }

  async function settledOn(day: string) {
    const all = lines();
    const monthOf = ({ on }: AccessLine): string => on.slice(0, 7).replace('-', '');
    const pruned: unknown[] = [];
    const recorded: unknown[] = [];
    const answers: Readonly<Record<string, (request: { month?: string }) => unknown>> = {
      'accessLog.state': () => ({ count: all.length, head: all.at(-1)?.hash, months: all.map(monthOf) }),
      'accessLog.read': ({ month }) => ({ lines: all.filter((line) => monthOf(line) === month) }),
      'accessLog.prune': ({ month }) => pruned.push(month),
    };
    const host = {
      call: (channel: string, request: { month?: string }) => later(success(answers[channel]?.(request))),
    };
    const log = accessLog({
      parts: {
        host,
        area: 'office',
        officer: { id: 'o1', name: '李样例' },
        crypto: {},
        now: () => `${day}T08:00:00+08:00`,
      },
      record: (event: unknown) => {
        recorded.push(event);
        return later(success(null));
      },
      memory: { read: () => later(undefined), write: () => later(undefined) },
    } as unknown as AccessLogParts);
    await log.settle();
    return { pruned, noted: recorded.flatMap((event) => (event as { through?: number }).through ?? []) };
  }

  it.each([
    ['2022-08-31', ['202202'], [1]],
    ['2022-09-01', ['202203'], [2]],
    ['2022-12-31', ['202206'], [5]],
    ['2022-07-31', [], []],
  ] as const)('on %s lets go of months before the sixth last, and of none that is kept', async (day, pruned, noted) => {
    expect(await settledOn(day)).toEqual({ pruned, noted });
  });
});

describe('后续', () => {
  it('opens no case that accepted nobody: one that is damaged stops nothing', async () => {
    const opened: string[] = [];
    const cases = {
      list: () => [
        { caseId: 'declined', status: 'declined', firstSequence: 1, lastSequence: 1 },
        { caseId: 'voided', status: 'voided', firstSequence: 2, lastSequence: 3 },
      ],
      open: (caseId: string): Promise<Result<never>> => {
        opened.push(caseId);
        return later(failed('store-damaged'));
      },
      events: () => later(success([])),
    };
    const by = { id: 'o1', name: '李样例', capacity: 'administrator' } as const;
    const desk = aftercareDesk({ cases, by, sealsHold: () => later(true) } as unknown as AftercareParts);
    const read = await desk.read();
    expect(read.ok && read.value.items).toEqual([]);
    expect(opened).toEqual([]);
  });
});

describe('同人核对', () => {
  it('asks about nobody before the key of the office is in use', async () => {
    const asked: string[] = [];
    let tellKeyed = (): void => undefined;
    const keyed = new Promise<void>((resolve) => {
      tellKeyed = resolve;
    });
    const desk = claimDesk({
      host: { call: () => later(failed('disk-error')) },
      area: 'office',
      crypto: {
        claimDigests: (ids: readonly string[]) => {
          asked.push(...ids);
          return later([]);
        },
      },
      cases: { subscribe: () => () => undefined },
      keyed,
    } as unknown as Parameters<typeof claimDesk>[0]);
    const others = desk.others(['440802200003150026'], null);
    await new Promise((settle) => setTimeout(settle, 20));
    expect(asked).toEqual([]);
    tellKeyed();
    await others;
    expect(asked).toEqual(['440802200003150026']);
  });
});
