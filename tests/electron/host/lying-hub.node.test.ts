/**
 * A hub that lies, with its true key in hand: each lie is told, or does no harm. None changes a byte of the ledger, none lowers what is
 * said to be safe without saying so, and no number is given on a hub's word alone.
 */
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeSigningPair, signerOf } from '#shared/crypto/signing.ts';
import type { CaseClaims } from '#shared/casework/claims.ts';
import type { AskedOverview, ClaimCollision, PostState } from '#shared/contract/post.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import { ClaimsPage, claimsPageText } from '#shared/post/claims.ts';
import { FiguresTaken } from '#shared/post/figures.ts';
import { Acknowledgement, acknowledgementText } from '#shared/post/heads.ts';
import { OverviewPage } from '#shared/post/overview.ts';
import { aHost, type TestHost } from '#tests/builders/a-host.ts';
import { anOffice, append, found } from '#tests/builders/host-requests.ts';
import { someFigures } from '#tests/builders/some-figures.ts';
import { aLyingHub, signed, type Lie } from './a-lying-hub.ts';
import {
  area,
  atHub,
  durable,
  hub,
  joinHub,
  journalLines,
  post,
  send,
  until,
  window,
  windowId,
  windows,
  write,
} from './a-post-scene.ts';

let liar: Awaited<ReturnType<typeof aLyingHub>>;
let other: TestHost;
let ledger: readonly string[];

const KEY = 'a'.repeat(32);
const digest = (name: string): string => Buffer.from(name.padEnd(16, '.')).toString('hex').slice(0, 32);
const aCase = (subject: string, names: readonly string[]): CaseClaims => ({
  subject,
  number: `〔2022〕${subject}-000001`,
  on: plainDate('2022-07-01'),
  persons: names.map((name) => [digest(name), 'accepted']),
});
const claim = async (at: TestHost, cases: readonly CaseClaims[]): Promise<void> => {
  const told = await at.host.call('post.tellClaims', { area, key: KEY, through: 1, cases: [...cases], dropped: [] });
  expect(told.ok).toBe(true);
};
const tell = async (at: TestHost, subjects: readonly string[], through = 2): Promise<void> => {
  const cases = subjects.map((subject) => someFigures(subject));
  expect((await at.host.call('post.tellFigures', { area, through, cases, dropped: [] })).ok).toBe(true);
};
const wish = { on: plainDate('2022-08-31'), until: plainDate('2022-09-07'), from: plainDate('2022-08-01') };
const overview = async (): Promise<AskedOverview> => {
  const asked = await window.host.call('post.overview', { area, ...wish });
  if (!asked.ok) throw new Error(JSON.stringify(asked.failure));
  return asked.value;
};
const met = async (at: TestHost = window): Promise<readonly ClaimCollision[]> => {
  const answer = await at.host.call('post.collisions', { area });
  if (!answer.ok) throw new Error(answer.failure.code);
  return answer.value.collisions;
};
const wordIn = (answer: unknown): Acknowledgement | undefined =>
  Acknowledgement.safeParse((answer as { acknowledgement?: unknown }).acknowledgement).data;
/** Changes the hub's word on the log wherever it is given. */
const onWord =
  (change: (given: Acknowledgement) => Acknowledgement | Promise<Acknowledgement>): Lie =>
  async (_path, answer) => {
    const given = wordIn(answer);
    return given === undefined ? undefined : { ...(answer as object), acknowledgement: await change(given) };
  };
const onClaims =
  (change: (page: ClaimsPage) => ClaimsPage): Lie =>
  async (path, answer) => {
    const page = path === '/v1/claims' ? ClaimsPage.safeParse(answer).data : undefined;
    return page === undefined ? undefined : await signed.claims(change(page));
  };
const onOverview =
  (change: (page: OverviewPage) => OverviewPage): Lie =>
  async (path, answer) => {
    const page = path === '/v1/overview' ? OverviewPage.safeParse(answer).data : undefined;
    return page === undefined ? undefined : await signed.overview(change(page));
  };

beforeEach(async () => {
  liar = await aLyingHub();
  other = await aHost();
  await found(other.host, area, anOffice({ receiptPrefix: `Q${windows}` }));
  const office = randomUUID();
  await joinHub(liar.url, (await hub.store.invite(office))?.code);
  await joinHub(hub.url, (await hub.store.invite(office))?.code, other);
  await write(3);
  await durable();
  ledger = await journalLines();
});
afterEach(async () => {
  // Whatever the hub said: what was written stands to the byte.
  const now = await journalLines();
  if (!ledger.every((line, at) => now[at] === line)) throw new Error('the ledger was changed');
  liar.close();
  await other.end();
});

const honestAgain = async (): Promise<PostState> => {
  liar.lies(null);
  await send();
  return await durable();
};

describe('about what is durable', () => {
  it('a run that it dropped and called durable is told as soon as the truth shows, and goes again', async () => {
    let kept: Acknowledgement | undefined;
    liar.lies(async (path, answer, asked) => {
      if (path !== '/v1/runs') return undefined;
      // Taken back behind its word.
      kept = wordIn(answer);
      const id = await windowId();
      await hub.database.rows('DELETE FROM unit WHERE window_id = $1 AND sequence > 4', [id]);
      await hub.database.rows(
        'UPDATE log SET held = 4, head = (SELECT hash FROM unit WHERE window_id = $1 AND sequence = 4) WHERE window_id = $1',
        [id],
      );
      expect(asked.length).toBeGreaterThan(0);
      return undefined;
    });
    await write(2);
    await until(({ acknowledged }) => acknowledged === 6);
    expect(kept?.sequence).toBe(6);
    // The truth, and no run goes through while somebody looks.
    liar.lies(async (path) => await Promise.resolve(path === '/v1/runs' ? { nothing: 'of use' } : undefined));
    await send();
    expect(await post()).toMatchObject({ acknowledged: 4, count: 6, lowered: { from: 6, to: 4 } });
    liar.lies(null);
    await send();
    const state = await durable();
    expect(state).toMatchObject({ acknowledged: 6, count: 6, trouble: null });
    expect(await atHub()).toHaveLength(6);
  });

  it('an older word of its own lowers what is said to be safe, and says so', async () => {
    const before = await post();
    const older = await new Promise<Acknowledgement>((settle) => {
      liar.lies(async (_path, answer) => {
        const given = wordIn(answer);
        if (given !== undefined) settle(given);
        return await Promise.resolve(undefined);
      });
      void send();
    });
    liar.lies(null);
    await write(2);
    await durable();
    liar.lies(onWord((given) => (given.sequence > older.sequence ? older : given)));
    await send();
    expect(await post()).toMatchObject({
      acknowledged: before.acknowledged,
      count: 6,
      lowered: { from: 6, to: 4 },
      trouble: { code: 'hub-contradicts', step: 'run', nextAt: null },
    });
    expect(await honestAgain()).toMatchObject({ acknowledged: 6, lowered: null, trouble: null });
  });

  it('more than there is, or other bytes, over its true signature: no number is given until somebody looked', async () => {
    for (const change of [
      (given: Acknowledgement) => ({ ...given, sequence: 999 }),
      (given: Acknowledgement) => ({ ...given, hash: 'f'.repeat(64) }),
    ]) {
      liar.lies(onWord((given) => signed.acknowledgement(change(given))));
      await send();
      expect((await post()).trouble).toMatchObject({ nextAt: null });
      expect(await append(window.host, area)).toMatchObject({ ok: false, failure: { code: 'writing-stopped' } });
      liar.lies(null);
      await window.restart();
      await send();
      await durable();
      expect(await append(window.host, area)).toMatchObject({ ok: true });
      await durable();
    }
  });

  it('in the name of another window, of another life, or by another key: nothing of it is believed', async () => {
    const stranger = await signerOf((await makeSigningPair()).privateKey);
    const id = await windowId(other);
    const lies: readonly ((given: Acknowledgement) => Acknowledgement | Promise<Acknowledgement>)[] = [
      (given) => signed.acknowledgement({ ...given, window: id }),
      (given) => signed.acknowledgement({ ...given, generation: 7 }),
      (given) => signed.acknowledgement({ ...given, office: randomUUID() }),
      async (given) => ({ ...given, signature: (await stranger?.(acknowledgementText(given))) ?? '' }),
    ];
    for (const change of lies) {
      await honestAgain();
      liar.lies(onWord(change));
      await send();
      expect(await post()).toMatchObject({ acknowledged: 4, trouble: { code: 'hub-changed', nextAt: null } });
    }
    expect((await honestAgain()).trouble).toBeNull();
  });

  it('another state of itself at every word does not keep the window busy for ever', async () => {
    await claim(window, [aCase('W1', ['li'])]);
    await tell(window, ['a']);
    let letters = 0;
    liar.lies(async (path, answer) => {
      if (path === '/v1/about') return { ...(answer as object), epoch: randomUUID() };
      if (path !== '/v1/claims') return undefined;
      letters += 1;
      return await signed.claims({ ...ClaimsPage.parse(answer), epoch: randomUUID() });
    });
    await send();
    expect((await post()).trouble).toMatchObject({ code: 'hub-contradicts', step: 'claims' });
    expect(letters).toBeLessThan(20);
    expect((await honestAgain()).trouble).toBeNull();
  });
});

describe('about claims', () => {
  let known: readonly ClaimCollision[] = [];
  beforeEach(async () => {
    await claim(window, [aCase('W1', ['li', 'wang'])]);
    await claim(other, [aCase('W2', ['li'])]);
    for (const at of [window, other, window]) {
      await send(at);
      await until(({ claims }) => claims.state === 'exchanged', at);
    }
    known = await met();
  });

  it('one that nobody raised is a task for two officers, here and in no ledger else', async () => {
    const stranger = randomUUID();
    liar.lies(
      onClaims((page) => {
        const row = {
          order: 77,
          change: page.upTo + 1,
          window: stranger,
          prefix: 'W09',
          subject: 'never',
          number: '〔2022〕W09-000009',
          on: plainDate('2022-07-02'),
          digest: digest('wang'),
          state: 'accepted' as const,
        };
        return { ...page, rows: [...page.rows, row], upTo: row.change };
      }),
    );
    await send();
    expect(known).toHaveLength(1);
    expect((await met()).map(({ other: { prefix } }) => prefix)).toContain('W09');
    expect(await journalLines()).toEqual(ledger);
  });

  it('rows in another order, twice, or with places left out are told, and what is known stays', async () => {
    const before = await met();
    const skipped = (page: ClaimsPage): ClaimsPage => ({ ...page, upTo: page.upTo + 1000 });
    const backwards = (page: ClaimsPage): ClaimsPage => ({ ...page, rows: page.rows.toReversed() });
    const twice = (page: ClaimsPage): ClaimsPage => ({ ...page, rows: [...page.rows, ...page.rows] });
    for (const [at, change] of [skipped, backwards, twice].entries()) {
      await claim(other, [aCase('W2', ['li', `x${at}`, `y${at}`])]);
      await send(other);
      liar.lies(onClaims(change));
      await send();
      expect((await post()).trouble).toMatchObject({ code: 'hub-contradicts', step: 'claims', nextAt: null });
      expect(await met()).toEqual(before);
      expect((await honestAgain()).trouble).toBeNull();
    }
  });

  it('the answer to another window, an old one again, or one of another key is not believed', async () => {
    const stranger = await signerOf((await makeSigningPair()).privateKey);
    let first: unknown = null;
    liar.lies(async (path, answer) => {
      if (path === '/v1/claims') first ??= answer;
      return await Promise.resolve(undefined);
    });
    await send();
    const id = await windowId(other);
    const lies: readonly ((page: ClaimsPage) => Promise<unknown>)[] = [
      async (page) => await signed.claims({ ...page, window: id }),
      async () => await Promise.resolve(first),
      async (page) => ({ ...page, signature: (await stranger?.(claimsPageText(page))) ?? '' }),
    ];
    for (const change of lies) {
      liar.lies(async (path, answer) =>
        path === '/v1/claims' ? await change(ClaimsPage.parse(answer)) : await Promise.resolve(undefined),
      );
      await send();
      expect((await post()).trouble).toMatchObject({ code: 'hub-changed', step: 'claims' });
      expect((await honestAgain()).trouble).toBeNull();
    }
    expect(await met()).toHaveLength(1);
  });

  it('an old row again undoes no newer one', async () => {
    let old: ClaimsPage['rows'] = [];
    await claim(other, [aCase('W2', ['li', 'wang'])]);
    await send(other);
    liar.lies(
      onClaims((page) => {
        if (page.rows.length > 0) old = page.rows;
        return page;
      }),
    );
    await send();
    expect(await met()).toHaveLength(2);
    expect(old.length).toBeGreaterThan(0);
    await claim(other, [aCase('W2', [])]);
    await send(other);
    liar.lies(null);
    await send();
    expect(await met()).toEqual([]);
    liar.lies(onClaims((page) => ({ ...page, rows: old, upTo: old.at(-1)?.change ?? 0 })));
    await send();
    expect((await post()).trouble).toMatchObject({ code: 'hub-contradicts' });
    expect(await met()).toEqual([]);
  });
});

describe('about figures', () => {
  beforeEach(async () => {
    await tell(window, ['a', 'b']);
    await tell(other, ['c']);
    await send(other);
    await send();
  });

  it('of this window, or entries that it has no more: told on the page', async () => {
    expect((await overview()).given?.own).toBe('agrees');
    const id = await windowId();
    const lies: readonly ((page: OverviewPage) => OverviewPage)[] = [
      (page) => ({ ...page, windows: page.windows.map((one) => (one.window === id ? { ...one, statuses: [] } : one)) }),
      (page) => ({ ...page, windows: page.windows.map((one) => (one.window === id ? { ...one, held: 1 } : one)) }),
      (page) => ({ ...page, windows: page.windows.filter((one) => one.window !== id) }),
    ];
    for (const change of lies) {
      liar.lies(onOverview(change));
      expect(await overview()).toMatchObject({ given: { own: 'differs' }, trouble: null });
    }
  });

  it('windows twice, sums that no office has, pages without end: not shown, the last answer stands', async () => {
    const last = (await overview()).given;
    const huge = { status: 'accepted', cases: 1, persons: 1, met: 1, amountFen: Number.MAX_SAFE_INTEGER } as const;
    const lies: readonly ((page: OverviewPage) => OverviewPage)[] = [
      (page) => ({ ...page, windows: [...page.windows, ...page.windows] }),
      (page) => ({ ...page, windows: page.windows.toReversed() }),
      (page) => ({ ...page, windows: page.windows.map((one) => ({ ...one, statuses: [huge] })) }),
    ];
    for (const change of lies) {
      liar.lies(onOverview(change));
      expect(await overview()).toEqual({ given: last, trouble: 'hub-contradicts' });
    }
    // More, and nothing more: that is the end.
    liar.lies(onOverview((page) => ({ ...page, more: true })));
    expect(await overview()).toMatchObject({ given: { own: 'agrees' }, trouble: null });
  });

  it('the overview of another window, by another key, or of before is not believed', async () => {
    const id = await windowId(other);
    let old: OverviewPage | null = null;
    liar.lies(
      onOverview((page) => {
        old ??= page;
        return page;
      }),
    );
    const { given } = await overview();
    const lies: readonly ((page: OverviewPage) => OverviewPage)[] = [
      (page) => ({ ...page, window: id }),
      () => old ?? ({} as OverviewPage),
    ];
    for (const change of lies) {
      liar.lies(onOverview(change));
      expect(await overview()).toEqual({ given, trouble: 'hub-changed' });
    }
    expect(given?.own).toBe('agrees');
  });

  it('a later word of ours that we never gave: ours are told again, and then it is said that it refuses', async () => {
    let letters = 0;
    liar.lies(async (path, answer) => {
      if (path !== '/v1/figures') return undefined;
      letters += 1;
      const later = new Date(Date.UTC(2040, 0, letters)).toISOString();
      return await signed.figures({ ...FiguresTaken.parse(answer), told: later });
    });
    await tell(window, ['a', 'b', 'd'], 9);
    await send();
    expect((await post()).figures.state).toBe('refused');
    expect((await post()).trouble).toBeNull();
    expect(letters).toBeLessThan(20);
    liar.lies(null);
    await send();
    expect((await until(({ figures }) => figures.state === 'told')).figures.waiting).toBe(0);
    expect((await overview()).given?.own).toBe('agrees');
  });
});
