/** Dispatches at a hub: one order for the office, only for whom they are, gone when their sender is done with them. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { dispatchLimits, type SentDispatch } from '#shared/casework/dispatches.ts';
import { verifierOf } from '#shared/crypto/signing.ts';
import { dispatchLetterText, DispatchPage, dispatchPageText } from '#shared/post/dispatches.ts';
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
import { aWindowLog, type WindowLog } from '#tests/builders/a-window-log.ts';

let postgres: TestPostgres;
let hub: TestHub;
let one: WindowLog;
let other: WindowLog;
let third: WindowLog;
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
  const office = randomUUID();
  one = await joinedTo(hub, await aWindowLog({ prefix: `A${offices}` }), office);
  other = await joinedTo(hub, await aWindowLog({ prefix: `B${offices}` }), office);
  third = await joinedTo(hub, await aWindowLog({ prefix: `C${offices}` }), office);
});

interface Wish {
  readonly put?: readonly SentDispatch[];
  readonly drop?: readonly string[];
  readonly after?: number;
  readonly told?: string;
}
async function say(window: WindowLog, wish: Wish = {}, signedAs = window): Promise<Answer> {
  const { put = [], drop = [], after = 0, told = new Date().toISOString() } = wish;
  const unsigned = { ...window.name, put: [...put], drop: [...drop], after, nonce: randomUUID(), told };
  const signature = await signedAs.sign(dispatchLetterText(unsigned));
  return await post(hub.url, '/v1/dispatches', { ...unsigned, version: 1, signature });
}
const pageOf = ({ body }: Answer): DispatchPage => DispatchPage.parse(body);
const codeOf = ({ body }: Answer): unknown => ProblemAnswer.safeParse(body).data?.error.code;
const sent = (name: string, to: WindowLog | null = null, content = 'QUJD'): SentDispatch => ({
  name,
  to: to?.name.window ?? null,
  content,
});
const told = ({ rows }: DispatchPage) => rows.map(({ name, content }) => [name, content]);

describe('dispatches', () => {
  it('reach whom they are for and nobody else, over a signature of the hub; their sender is told which of them stand', async () => {
    await say(one, { put: [sent('reviewAsked c1 7'), sent('reviewGiven g1', other)] });
    const answer = pageOf(await say(other));
    expect(told(answer)).toEqual([
      ['reviewAsked c1 7', 'QUJD'],
      ['reviewGiven g1', 'QUJD'],
    ]);
    expect(told(pageOf(await say(third)))).toEqual([['reviewAsked c1 7', 'QUJD']]);
    expect(told(pageOf(await say(one)))).toEqual([
      ['reviewAsked c1 7', 'AAAA'],
      ['reviewGiven g1', 'AAAA'],
    ]);
    expect(told(pageOf(await say(one, { drop: ['reviewGiven g1'] })))).toEqual([['reviewAsked c1 7', 'AAAA']]);
    const verify = await verifierOf(hub.hub.publicKey);
    expect(await verify?.(dispatchPageText(answer), answer.signature)).toBe(true);
    expect(await verify?.(dispatchPageText({ ...answer, rows: [] }), answer.signature)).toBe(false);
  });

  it('the same letter again changes nothing; what its sender is done with loses its content and is told once more', async () => {
    const put = [sent('reviewAsked c1 7')];
    await say(one, { put });
    const { upTo } = pageOf(await say(other));
    await say(one, { put });
    expect(pageOf(await say(other, { after: upTo })).rows).toEqual([]);
    await say(one, { drop: ['reviewAsked c1 7'] });
    expect(told(pageOf(await say(other, { after: upTo })))).toEqual([['reviewAsked c1 7', null]]);
    const kept = await hub.database.rows<{ content: string | null }>('SELECT content FROM dispatch WHERE office = $1', [
      one.name.office,
    ]);
    expect(kept).toEqual([{ content: null }]);
    await say(one, { put });
    expect(told(pageOf(await say(other)))).toEqual([['reviewAsked c1 7', 'QUJD']]);
  });

  it('an older letter, late on the way, puts nothing back, and its window is told that it was not heard', async () => {
    const early = new Date(Date.now() - 60_000).toISOString();
    await say(one, { put: [sent('reviewAsked c1 7')] });
    await say(one, { drop: ['reviewAsked c1 7'] });
    const late = await say(one, { put: [sent('reviewAsked c1 7')], told: early });
    expect([late.status, codeOf(late)]).toEqual([409, 'told-late']);
    expect(told(pageOf(await say(other)))).toEqual([['reviewAsked c1 7', null]]);
  });

  it('come page by page where they are many or long, in one order, none left out', async () => {
    const long = 'A'.repeat(dispatchLimits.content - (dispatchLimits.content % 4));
    await say(one, { put: [sent('reviewAsked c1 1', null, long)] });
    await say(one, { put: [sent('reviewAsked c1 2', null, long)] });
    for (let page = 0; page < 2; page += 1)
      await say(one, { put: Array.from({ length: 80 }, (_, at) => sent(`reviewAsked c${page} ${at + 10}`)) });
    const names: string[] = [];
    let after = 0;
    let pages = 0;
    for (let more = true; more; pages += 1) {
      const page = pageOf(await say(other, { after }));
      names.push(...page.rows.map(({ name }) => name));
      ({ upTo: after, more } = page);
    }
    expect(pages).toBeGreaterThan(2);
    expect(new Set(names).size).toBe(162);
    expect(names).toHaveLength(162);
  });

  it('are taken from nobody but the window itself, and not where they are too long', async () => {
    expect(codeOf(await say(one, { put: [sent('reviewAsked c1 7')] }, other))).toBe('signature');
    const tooLong = sent('reviewAsked c1 7', null, 'A'.repeat(dispatchLimits.content + 4));
    expect(codeOf(await say(one, { put: [tooLong] }))).toBe('malformed');
    expect(pageOf(await say(other)).rows).toEqual([]);
  });
});
