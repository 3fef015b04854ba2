/** Figures at a hub and what is added up from them: no late letter undoes a newer one, and nobody sees another office's. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { checkStore } from '#electron/hub/check-store.ts';
import { verifierOf } from '#shared/crypto/signing.ts';
import { added, byStatus } from '#shared/casework/office-overview.ts';
import type { CaseFigures } from '#shared/casework/figures.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import { FiguresTaken, figuresTakenText, figuresText } from '#shared/post/figures.ts';
import { OverviewPage, overviewPageText, overviewText } from '#shared/post/overview.ts';
import { ProblemAnswer } from '#shared/post/problem.ts';
import {
  aHub,
  aPostgres,
  joinedTo,
  post,
  type Answer,
  type TestHub,
  type TestPostgres,
} from '#tests/builders/a-hub.ts';
import { someFigures } from '#tests/builders/some-figures.ts';
import { aWindowLog, type WindowLog } from '#tests/builders/a-window-log.ts';

let postgres: TestPostgres;
let hub: TestHub;
let office: string;
let one: WindowLog;
let other: WindowLog;
let offices = 0;

beforeAll(async () => {
  postgres = await aPostgres();
  hub = await aHub(postgres);
});
afterAll(async () => {
  await hub.end();
  await postgres.end();
});
beforeEach(async () => {
  offices += 1;
  office = randomUUID();
  one = await joinedTo(hub, await aWindowLog({ prefix: `A${offices}` }), office);
  other = await joinedTo(hub, await aWindowLog({ prefix: `B${offices}` }), office);
});

interface Said {
  readonly drop?: readonly string[];
  readonly through?: number;
  readonly told?: string;
}
async function tell(window: WindowLog, put: readonly CaseFigures[], wish: Said = {}): Promise<Answer> {
  const { drop = [], through = 7, told = new Date().toISOString() } = wish;
  const unsigned = { ...window.name, put: [...put], drop: [...drop], through, nonce: randomUUID(), told };
  const signature = await window.sign(figuresText(unsigned));
  return await post(hub.url, '/v1/figures', { ...unsigned, version: 1, signature });
}
interface Asked {
  readonly on?: string;
  readonly until?: string;
  readonly from?: string;
  readonly after?: string | null;
}
async function ask(window: WindowLog, wish: Asked = {}): Promise<Answer> {
  const { on = '2022-08-31', until = '2022-09-07', from = '2022-08-01', after = null } = wish;
  const days = { on: plainDate(on), until: plainDate(until), from: plainDate(from) };
  const unsigned = { ...window.name, ...days, after, nonce: randomUUID() };
  const signature = await window.sign(overviewText(unsigned));
  return await post(hub.url, '/v1/overview', { ...unsigned, version: 1, signature });
}
const pageOf = ({ body }: Answer): OverviewPage => OverviewPage.parse(body);
const codeOf = ({ body }: Answer): unknown => ProblemAnswer.safeParse(body).data?.error.code;
const windowOf = (page: OverviewPage, { name }: WindowLog) => page.windows.find(({ window }) => window === name.window);
const sumOf = (page: OverviewPage) => added(page.windows.flatMap(({ statuses }) => statuses));
const shown = async (): Promise<readonly string[]> =>
  byStatus(pageOf(await ask(one)).windows.flatMap(({ statuses }) => statuses)).map(
    ({ status, cases }) => `${status} ${cases}`,
  );

describe('figures', () => {
  it('are answered over a signature of the hub, and added up by day and status', async () => {
    const taken = FiguresTaken.parse(
      (await tell(one, [someFigures('a'), someFigures('b', { status: 'exported', on: plainDate('2022-08-23') })])).body,
    );
    await tell(other, [someFigures('a', { persons: 2, met: 1, amountFen: 150_000 })]);
    const page = pageOf(await ask(one));
    expect(page.days).toEqual([
      { on: '2022-08-22', status: 'accepted', cases: 2, persons: 8, met: 6, amountFen: 900_000 },
      { on: '2022-08-23', status: 'exported', cases: 1, persons: 6, met: 5, amountFen: 750_000 },
    ]);
    expect(sumOf(page)).toEqual({ cases: 3, persons: 14, met: 11, amountFen: 1_650_000 });
    expect(added(page.days)).toEqual(sumOf(page));
    const verify = await verifierOf(hub.hub.publicKey);
    expect(await verify?.(figuresTakenText(taken), taken.signature)).toBe(true);
    expect(await verify?.(overviewPageText(page), page.signature)).toBe(true);
    expect(await verify?.(overviewPageText({ ...page, days: [] }), page.signature)).toBe(false);
  });

  it('the same letter again changes nothing, and a later one holds', async () => {
    for (let again = 0; again < 2; again += 1) await tell(one, [someFigures('a')]);
    expect(await shown()).toEqual(['accepted 1']);
    await tell(one, [someFigures('a', { status: 'exported' })]);
    expect(await shown()).toEqual(['exported 1']);
  });

  it('an older letter, late on the way or off a stick, undoes nothing, and is told what is there', async () => {
    const early = new Date(Date.now() - 60_000).toISOString();
    const latest = new Date().toISOString();
    await tell(one, [someFigures('a', { status: 'exported' })], { told: latest, through: 9 });
    const late = FiguresTaken.parse((await tell(one, [someFigures('a')], { told: early, through: 3 })).body);
    await tell(one, [], { drop: ['a'], told: early });
    expect([late.told, await shown()]).toEqual([latest, ['exported 1']]);
    expect(windowOf(pageOf(await ask(other)), one)).toMatchObject({ toldAt: latest, through: 9 });
  });

  it('of a destroyed case are gone', async () => {
    await tell(one, [someFigures('a'), someFigures('b')]);
    await tell(one, [], { drop: ['a'] });
    expect(await shown()).toEqual(['accepted 1']);
  });

  it('that somebody else signed are refused', async () => {
    const unsigned = {
      ...one.name,
      put: [],
      drop: ['a'],
      through: 1,
      nonce: randomUUID(),
      told: new Date().toISOString(),
    };
    const signature = await other.sign(figuresText(unsigned));
    expect(codeOf(await post(hub.url, '/v1/figures', { ...unsigned, version: 1, signature }))).toBe('signature');
  });

  it('are counted by the check, with the windows that have told none', async () => {
    const before = await checkStore(hub.database);
    await tell(one, [someFigures('a'), someFigures('b')]);
    const after = await checkStore(hub.database);
    expect([after.figures - before.figures, after.untold - before.untold, after.problems]).toEqual([2, -1, []]);
  });
});

describe('the overview', () => {
  it('says of each window how far it is, and what one that tells no figures lacks', async () => {
    one.write();
    one.write();
    expect((await post(hub.url, '/v1/runs', await one.run(1, 2))).status).toBe(200);
    await tell(one, [someFigures('a')], { through: 2 });
    const page = pageOf(await ask(one));
    expect(windowOf(page, one)).toMatchObject({
      prefix: `A${offices}`,
      generation: 1,
      retired: false,
      held: 2,
      through: 2,
    });
    const { lastOn, lastAt, shippedAt, seenAt } = windowOf(page, one) ?? {};
    expect([lastOn, lastAt, shippedAt, seenAt].every((told) => typeof told === 'string')).toBe(true);
    expect(windowOf(page, other)).toMatchObject({
      held: 0,
      lastAt: null,
      shippedAt: null,
      toldAt: null,
      through: null,
      statuses: [],
    });
    await hub.database.rows('UPDATE log SET retired_at = now() WHERE window_id = $1', [other.name.window]);
    expect(windowOf(pageOf(await ask(one)), other)).toMatchObject({ retired: true });
    expect(codeOf(await ask(other))).toBe('retired');
  });

  it('counts clocks that ran out, run out soon, or have no day, as of the day that is asked for', async () => {
    const due = (clock: 'decision' | 'remedy' | 'pending', day: string | null): CaseFigures['due'] => [
      [clock, day === null ? null : plainDate(day)],
    ];
    await tell(one, [
      someFigures('late', { due: due('decision', '2022-08-30') }),
      someFigures('today', { due: due('decision', '2022-08-31') }),
      someFigures('soon', { due: due('remedy', '2022-09-07') }),
      someFigures('far', { due: due('remedy', '2022-09-08') }),
      someFigures('undated', { due: due('pending', null) }),
      someFigures('none', { due: [] }),
    ]);
    expect(windowOf(pageOf(await ask(one)), one)?.clocks).toEqual([
      { clock: 'decision', missed: 1, close: 1, undated: 0 },
      { clock: 'pending', missed: 0, close: 0, undated: 1 },
      { clock: 'remedy', missed: 0, close: 1, undated: 0 },
    ]);
  });

  it('is nothing to another office, or to who does not sign for the window', async () => {
    await tell(one, [someFigures('a')]);
    const stranger = await joinedTo(hub, await aWindowLog({ prefix: `S${offices}` }), randomUUID());
    const theirs = pageOf(await ask(stranger));
    expect(theirs.windows.map(({ window }) => window)).toEqual([stranger.name.window]);
    expect([theirs.days, theirs.claims]).toEqual([[], { persons: 0, twice: 0 }]);
    expect(codeOf(await ask(stranger.as({ office })))).toBe('wrong-office');
    expect(codeOf(await ask(stranger.as({ office, window: one.name.window })))).toBe('signature');
  });

  it('refuses more days than it bounds, and days the wrong way round', async () => {
    for (const wish of [{ from: '2021-01-01' }, { from: '2022-09-01' }, { until: '2022-08-01' }])
      expect([(await ask(one, wish)).status, codeOf(await ask(one, wish))]).toEqual([400, 'malformed']);
  });

  it('of many windows comes in pages, each window once', async () => {
    await hub.database.rows(
      `INSERT INTO log (office, window_id, generation, prefix, public_key)
        SELECT $1, gen_random_uuid(), 1, 'M' || $2 || '-' || n, 'none' FROM generate_series(1, 230) n`,
      [office, offices],
    );
    await tell(one, [someFigures('a')]);
    const seen: string[] = [];
    for (let after: string | null = null, more = true, pages = 0; more; pages += 1) {
      const page: OverviewPage = pageOf(await ask(one, { after }));
      expect([page.days.length, page.claims === null]).toEqual(pages === 0 ? [1, false] : [0, true]);
      seen.push(...page.windows.map(({ window }) => window));
      after = seen.at(-1) ?? null;
      ({ more } = page);
    }
    expect([seen.length, new Set(seen).size]).toEqual([232, 232]);
  });

  it('of 100,000 cases is as small, and quick', async () => {
    await tell(one, []);
    await hub.database.rows(
      `INSERT INTO case_figures SELECT $1, $2, 'c' || n, date '2022-01-01' + n % 240,
          (ARRAY['received', 'accepted', 'deficient', 'declined', 'exported'])[1 + n % 5], 10, 8, 1200000,
          CASE WHEN n % 2 = 0 THEN date '2022-08-01' + n % 60 END, NULL, NULL
        FROM generate_series(1, 100000) n`,
      [office, one.name.window],
    );
    const begun = performance.now();
    const answer = await ask(other, { from: '2022-01-01' });
    const took = performance.now() - begun;
    const page = pageOf(answer);
    expect(sumOf(page)).toEqual({ cases: 100_000, persons: 1_000_000, met: 800_000, amountFen: 120_000_000_000 });
    expect(added(page.days)).toEqual(sumOf(page));
    expect(JSON.stringify(answer.body).length).toBeLessThan(400_000);
    expect(took).toBeLessThan(5000);
    if (process.env['COUNTER_SAY'] !== undefined) console.info(`overview of 100,000: ${took.toFixed(0)} ms`);
  });
});
