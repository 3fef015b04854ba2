/**
 * A case through both windows, to the end: taken at one, 复核 at the other sent back for a person, corrected, passed, exported in the other's
 * batch for the hall, one row refused and one unpaid, both corrected and sent again. Ledgers, overview, batches and papers agree in every figure.
 */
import { beforeEach, expect, it } from 'vitest';
import type { CaseAction } from '#shared/casework/action.ts';
import { added, byStatus } from '#shared/casework/office-overview.ts';
import { figuresOf } from '#shared/casework/figures-of-case.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import { success } from '#shared/contract/failure.ts';
import { dayFigures } from '#renderer/features/day-close/day-figures.ts';
import { daySheetContent } from '#renderer/features/day-close/day-sheet-content.ts';
import { readBatches } from '#renderer/features/day-close/batch-work.ts';
import { readReturnFile, recordReturn } from '#renderer/features/returns/return-work.ts';
import type { CounterStore } from '#renderer/store/counter-store.ts';
import { overviewDesk } from '#renderer/store/overview/overview-desk.ts';
import { readReturnTable } from '#renderer/store/return-table.ts';
import { anAcceptedAction } from '#tests/builders/a-counter-store.ts';
import { anOffice } from '#tests/builders/a-case-action.ts';
import { officers } from './a-counter.ts';
import { valueOf } from './an-office-on.ts';
import { acceptedAt, answered, arrived, exportedAt, hallDay, lineOf, recordAt, released } from './hall-office.ts';
import { eachTwoWindows } from './each-two-windows.ts';
import type { TwoWindows } from './two-windows.ts';

const [boss] = officers;
const windowsNow = eachTwoWindows('here');
let windows: TwoWindows;
beforeEach(() => {
  windows = windowsNow();
});

const office = { ...anOffice, review: { takes: 'acceptances', by: 'anybody' } as const };
const reviewed = (action: CaseAction): CaseAction => ('office' in action ? { ...action, office } : action);
/** The whole case anew, with another end of contract for the persons at these places. */
function corrected(places: readonly number[], contractTo: string, day: string): CaseAction {
  const persons = [0, 1, 2].map((place) => (places.includes(place) ? { contractTo } : {}));
  const action = anAcceptedAction(2, persons, plainDate(day));
  if (action.kind !== 'accepted') throw new Error('not accepted');
  return { ...action, office, kind: 'corrected', reason: '合同终止日期填错', remedyBy: null };
}
const reviewAt = async (passed: boolean) => {
  const { waiting } = await windows.until(
    async () => valueOf(await windows.here.dispatches.elsewhere()),
    (found) => found.waiting.length === 1,
  );
  const [review] = waiting;
  if (review === undefined) throw new Error('nothing to review');
  const reasons = passed ? [] : [{ place: 0, text: '合同终止日期与原件不符' }];
  valueOf(await windows.here.dispatches.give({ review, on: hallDay, said: { passed, reasons, note: '' } }));
};
const reviewOf = (caseId: string, state: string) =>
  windows.until(
    async () => lineOf(windows.there, caseId)?.rounds.at(-1)?.review?.state,
    (now) => now === state,
  );
/** A returned file, read where the batch was made. */
async function answeredBy(rows: readonly (readonly string[])[], day: string) {
  const text = ['办件号,公民身份号码,姓名,处理结果,退回原因', ...rows.map((row) => row.join(','))].join('\n');
  const file = new File([text], `返回${day}.csv`);
  const read = await readReturnFile(windows.here, file, async (given, layout) =>
    success(await readReturnTable(new Uint8Array(await given.arrayBuffer()), layout)),
  );
  if (read.kind !== 'read') throw new Error(JSON.stringify(read));
  const when = { day: plainDate(day), on: plainDate(day) };
  return { read, recorded: await recordReturn(windows.here, read, when, () => undefined) };
}
const provinceOf = (caseId: string) => lineOf(windows.there, caseId)?.persons.map(({ province }) => province);
const sums = (store: CounterStore) =>
  store.cases.list().reduce(
    (sum, { metPersons, totalAmountFen }) => ({
      persons: sum.persons + metPersons,
      amountFen: sum.amountFen + totalAmountFen,
    }),
    { persons: 0, amountFen: 0 },
  );
const sheetOf = async (store: CounterStore, on = hallDay) => {
  const batches = await readBatches(store);
  const numbers = new Set(batches.map(({ numberText }) => numberText));
  const figures = dayFigures(store.cases.list(), on, numbers, null);
  return daySheetContent({ store, on, figures, batches, drafts: 0, hub: null });
};

it('agrees in every figure from the first acceptance to the last payment', async () => {
  const own = await acceptedAt(windows.here, 1, 2);
  const theirs = await acceptedAt(windows.there, 2, 3, reviewed);
  // 复核 sends it back; as long as nobody passed it, it cannot be released.
  await reviewAt(false);
  await reviewOf(theirs, 'returned');
  expect(valueOf(await windows.there.hall.release(hallDay, new Set()))).toMatchObject({ released: 0 });
  valueOf(await recordAt(windows.there, theirs, corrected([0], '2026-06-30', '2022-08-22')));
  await reviewAt(true);
  await reviewOf(theirs, 'passed');
  await released(windows);
  const first = await exportedAt(windows.here, await arrived(windows));
  expect(first.manifest).toMatchObject({ cases: 2, persons: 5, amountFen: 750_000 });
  expect(await answered(windows, theirs)).toMatchObject({ status: 'exported', batchWindow: 'W03' });

  // The province answers about both windows' persons in one file, read at one of them.
  const [one, two, three] = lineOf(windows.there, theirs)?.persons ?? [];
  if (one === undefined || two === undefined || three === undefined) throw new Error('three persons');
  const number = lineOf(windows.there, theirs)?.number ?? '';
  const mine = lineOf(windows.here, own);
  const told = await answeredBy(
    [
      ...(mine?.persons ?? []).map(({ citizenId, name }) => [mine?.number ?? '', citizenId, name, '已发放', '']),
      [number, one.citizenId, one.name, '退回', '合同日期有误'],
      [number, two.citizenId, two.name, '发放失败', '户名不符'],
      // Without a number: found by whom the other window claims.
      ['', three.citizenId, three.name, '已发放', ''],
    ],
    '2022-09-05',
  );
  expect(told.read.matching.unmatched).toEqual([]);
  expect(told.read.elsewhere).toMatchObject([{ prefix: 'W04', rows: [{}, {}, {}] }]);
  expect(told.recorded).toMatchObject({ cases: 1, elsewhere: 3, failure: null });
  await windows.until(
    async () => provinceOf(theirs),
    (words) => words?.join() === 'refused,failed,paid',
  );
  const settled = await windows.until(
    async () => valueOf(await windows.here.answers.sent()),
    (states) => states.every((state) => state.settled !== null),
  );
  expect(settled).toMatchObject([{ lost: false, settled: { cases: 1, persons: 3, unmatched: 0 } }]);
  // The same file again, at either window, adds nothing.
  const entries = [windows.here, windows.there].map((store) => store.cases.ledger().count);
  await answeredBy(
    [
      ...(mine?.persons ?? []).map(({ citizenId, name }) => [mine?.number ?? '', citizenId, name, '已发放', '']),
      [number, one.citizenId, one.name, '退回', '合同日期有误'],
      [number, two.citizenId, two.name, '发放失败', '户名不符'],
      ['', three.citizenId, three.name, '已发放', ''],
    ],
    '2022-09-05',
  );
  await windows.first.host.call('post.send', { area: 'office' });
  expect([windows.here, windows.there].map((store) => store.cases.ledger().count)).toEqual(entries);

  // Both are corrected and go out again, marked as what they correct.
  valueOf(await recordAt(windows.there, theirs, corrected([0, 1], '2026-12-31', '2022-09-06')));
  await reviewAt(true);
  await reviewOf(theirs, 'passed');
  await released(windows);
  const second = await exportedAt(windows.here, await arrived(windows));
  expect(second.manifest).toMatchObject({ cases: 1, persons: 2, amountFen: 300_000 });
  const [batch] = await readBatches(windows.here);
  for (const { citizenId } of [one, two]) expect(second.text).toContain(citizenId);
  expect(second.text).not.toContain(three.citizenId);
  expect(second.text.split(batch?.numberText ?? '?')).toHaveLength(3);
  await answered(windows, theirs);
  await answeredBy(
    [
      [number, one.citizenId, one.name, '已发放', ''],
      [number, two.citizenId, two.name, '已发放', ''],
    ],
    '2022-09-20',
  );
  await windows.until(
    async () => provinceOf(theirs),
    (words) => words?.every((word) => word === 'paid') === true,
  );

  // Everybody says the same.
  const total = [windows.here, windows.there].map(sums);
  expect(total).toEqual([
    { persons: 2, amountFen: 300_000 },
    { persons: 3, amountFen: 450_000 },
  ]);
  const sheets = [await sheetOf(windows.here), await sheetOf(windows.there, plainDate('2022-09-06'))];
  const onPaper = sheets.map(({ cases }) => ({
    persons: cases.reduce((sum, { metPersons }) => sum + metPersons, 0),
    amountFen: cases.reduce((sum, { amountFen }) => sum + amountFen, 0),
  }));
  expect(onPaper).toEqual(total);
  expect(first.manifest.persons).toBe(5);
  await windows.signIn('first', boss);
  const overview = await windows.until(
    async () => valueOf(await overviewDesk(windows.here).ask(plainDate('2022-09-20'))).given?.overview,
    (given) =>
      given !== undefined &&
      added(given.windows.flatMap(({ statuses }) => statuses)).amountFen === 750_000 &&
      byStatus(given.windows.flatMap(({ statuses }) => statuses)).every(({ status }) => status === 'exported'),
  );
  const figures = [windows.here, windows.there].flatMap((store) =>
    store.cases.list().map((entry) => ({ ...figuresOf(entry), cases: 1 })),
  );
  const bare = byStatus(figures).map(({ status, cases, persons, met, amountFen }) => ({
    status,
    cases,
    persons,
    met,
    amountFen,
  }));
  expect(byStatus(overview?.windows.flatMap(({ statuses }) => statuses) ?? [])).toEqual(bare);
});
