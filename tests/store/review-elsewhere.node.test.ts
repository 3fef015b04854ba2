/** 复核 at another window of the office: real stores, hosts and hub; the word comes back signed, and acts once or not at all. */
import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { IDBFactory } from 'fake-indexeddb';
import type { CaseAction } from '#shared/casework/action.ts';
import { reviewWordStatement, type ReviewDispatchEvent } from '#shared/casework/review-dispatches.ts';
import type { ReviewRule } from '#shared/domain/office.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import type { ElsewhereReview } from '#renderer/store/dispatches/dispatch-desk.ts';
import { actedBy, aDecision, anExport, anOffice } from '#tests/builders/a-case-action.ts';
import { officers } from './a-counter.ts';
import { valueOf } from './an-office-on.ts';
import { eachTwoWindows } from './each-two-windows.ts';
import type { TwoWindows } from './two-windows.ts';

const area = 'office';
const [boss, clerk, other] = officers;

const windowsNow = eachTwoWindows();
let windows: TwoWindows;
beforeEach(() => {
  windows = windowsNow();
});

/** A case accepted at the first window; answers with the ledger number of the answer. */
async function accepted(by: ReviewRule['by'] = 'anybody', caseId = 'c1'): Promise<number> {
  const decision = aDecision('accepted');
  if (decision.kind !== 'accepted') throw new Error('not accepted');
  const office = { ...anOffice, review: { takes: 'acceptances', by } as const };
  const action = actedBy({ ...decision, office }, windows.here.officer);
  return valueOf(await windows.here.cases.record({ entryId: randomUUID(), caseId, action })).summary.decidedAt;
}
const reviews = async () => valueOf(await windows.there.dispatches.elsewhere());
async function asked(): Promise<ElsewhereReview> {
  const { waiting } = await windows.until(reviews, (found) => found.waiting.length > 0);
  const [one] = waiting;
  if (one === undefined) throw new Error('nothing is asked');
  return one;
}
const on = plainDate('2022-08-22');
const pass = { passed: true, reasons: [], note: '' };
const stateHere = () => windows.here.cases.list()[0]?.rounds.map(({ review }) => review?.state);
const sentWord = async () => (await windows.until(reviews, ({ sent }) => sent[0]?.became !== null)).sent[0]?.became;
const gone = async () => valueOf(await windows.second.host.call('post.dispatches', { area })).received;

describe('复核 at another window', () => {
  it('shows the answer there as it was decided, takes the word back, and leaves nothing lying about', async () => {
    const of = await accepted();
    const review = await asked();
    expect(review.asked).toMatchObject({
      caseId: 'c1',
      of,
      number: windows.here.cases.list()[0]?.number,
      workers: [clerk.id],
    });
    expect(review.asked.application.roster.length).toBe(review.asked.record.decision.entries.length);
    expect(await windows.here.dispatches.askedAs('c1', of)).toBe('sent');
    valueOf(await windows.there.dispatches.give({ review, on, said: pass }));
    // While it travels nobody is asked again.
    expect((await reviews()).waiting).toEqual([]);
    expect(await sentWord()).toBe('applied');
    expect(stateHere()).toEqual(['passed']);
    const record = valueOf(await windows.here.cases.open('c1'));
    const word = record.actions.at(-1)?.action;
    expect(word).toMatchObject({
      kind: 'reviewed',
      officer: { id: clerk.id },
      dispatched: { officerId: other.id, officerName: other.name, prefix: 'W04' },
    });
    expect(record.summary.rounds[0]?.review?.word?.officerId).toBe(other.id);
    const left = anExport(undefined, [of]);
    expect(
      (
        await windows.here.cases.record({
          entryId: randomUUID(),
          caseId: 'c1',
          action: actedBy(left, windows.here.officer),
        })
      ).ok,
    ).toBe(true);
    // The hub has nothing of it any more, and neither ledger holds a number of anybody for it.
    await windows.until(gone, (rows) => rows.length === 0);
    const kept = await windows.until(
      () => windows.hub.database.rows<{ content: string | null }>('SELECT content FROM dispatch'),
      (rows) => rows.length === 3 && rows.every(({ content }) => content === null),
    );
    expect(kept).toHaveLength(3);
    const told = JSON.stringify(valueOf(await windows.there.cases.events('exchange')));
    for (const { citizenId } of review.asked.application.roster) expect(told).not.toContain(citizenId);
  });

  it('sends back for a person, who is named to the owner', async () => {
    await accepted();
    const review = await asked();
    const reasons = [{ place: 0, text: '合同与花名册不符' }];
    valueOf(await windows.there.dispatches.give({ review, on, said: { passed: false, reasons, note: '' } }));
    expect(await sentWord()).toBe('applied');
    expect(stateHere()).toEqual(['returned']);
    const person = review.asked.record.decision.entries[0]?.citizenId;
    const found = windows.here.cases.list()[0]?.rounds[0]?.review?.word?.reasons;
    expect(found).toEqual([{ citizenId: person, text: '合同与花名册不符' }]);
  });

  it('is all there again after the working copies are lost, and acts once', async () => {
    await accepted();
    const review = await asked();
    valueOf(await windows.there.dispatches.give({ review, on, said: pass }));
    expect(await sentWord()).toBe('applied');
    const count = windows.here.cases.ledger().count;
    windows.first.idb = new IDBFactory();
    await windows.signIn('first', clerk);
    windows.second.idb = new IDBFactory();
    await windows.signIn('second', other);
    expect(stateHere()).toEqual(['passed']);
    expect(await sentWord()).toBe('applied');
    await windows.first.host.call('post.send', { area });
    const reviewed = valueOf(await windows.here.cases.open('c1')).actions.filter(
      ({ action }) => action.kind === 'reviewed',
    );
    expect(reviewed).toHaveLength(1);
    // Only what a sign-in records itself.
    expect(windows.here.cases.ledger().count - count).toBeLessThan(3);
  });

  it('nobody reviews the own work, a clerk no administrator’s matter, and nobody sends back without a word', async () => {
    await accepted('administrators');
    const review = await asked();
    const give = async (said: typeof pass) => await windows.there.dispatches.give({ review, on, said });
    expect(await give(pass)).toMatchObject({ failure: { code: 'administrator-only' } });
    const mine = { ...review, asked: { ...review.asked, workers: [other.id] } };
    expect(await windows.there.dispatches.give({ review: mine, on, said: pass })).toMatchObject({
      failure: { code: 'review-own-work' },
    });
    await windows.signIn('second', boss);
    expect(await give({ ...pass, passed: false })).toMatchObject({ failure: { code: 'review-without-reason' } });
    expect((await give(pass)).ok).toBe(true);
    expect(await sentWord()).toBe('applied');
  });

  it('is not added where the case moved on, and both windows say so', async () => {
    const of = await accepted();
    const review = await asked();
    const withdrawn: CaseAction = {
      kind: 'reviewed',
      at: '2022-08-22T11:00:00+08:00',
      on,
      officer: { id: '', name: '' },
      of,
      ...pass,
    };
    await windows.signIn('first', boss);
    const own = actedBy(withdrawn, windows.here.officer);
    expect((await windows.here.cases.record({ entryId: randomUUID(), caseId: 'c1', action: own })).ok).toBe(true);
    valueOf(await windows.there.dispatches.give({ review, on, said: { ...pass, passed: false, note: '请核对' } }));
    expect(await sentWord()).toBe('moved-on');
    expect(stateHere()).toEqual(['passed']);
    const types = valueOf(await windows.here.cases.events('exchange')).map(
      ({ content }) => (content as ReviewDispatchEvent).type,
    );
    expect(types).toContain('reviewUnapplied');
  });
});

describe('a word that nobody gave', () => {
  const dispatched = (
    review: ElsewhereReview,
    officerId: string,
    signed: { card: string; value: string },
  ): CaseAction => ({
    kind: 'reviewed',
    at: '2022-08-22T11:00:00+08:00',
    on,
    officer: windows.here.officer,
    of: review.asked.of,
    ...pass,
    dispatched: {
      name: 'reviewGiven forged',
      window: randomUUID(),
      prefix: 'W04',
      on,
      officerId,
      officerName: other.name,
      at: '2022-08-22T11:00:00+08:00',
      signed,
    },
  });

  it('is refused by the store whatever it carries: invented, of another card, moved to another answer', async () => {
    await accepted();
    const review = await asked();
    const record = async (action: CaseAction) =>
      await windows.here.cases.record({ entryId: randomUUID(), caseId: 'c1', action });
    const refused = { failure: { code: 'confirmation-missing' } };
    const value = Buffer.alloc(64, 7).toString('base64');
    const roll = valueOf(await windows.here.roll.state()).roll;
    const signing = roll?.officers.find(({ id }) => id === other.id)?.signing ?? '';
    const { cardName } = await import('#shared/crypto/officer-signing.ts');
    expect(await record(dispatched(review, other.id, { card: cardName(signing), value }))).toMatchObject(refused);
    expect(await record(dispatched(review, other.id, { card: 'x'.repeat(32), value }))).toMatchObject(refused);
    // The clerk's own word under another's name, and under the own: neither counts.
    expect(await record(dispatched(review, clerk.id, { card: cardName(signing), value }))).toMatchObject({
      failure: { code: 'review-own-work' },
    });
    // A word that was truly given, for another answer of the same case.
    valueOf(await windows.there.dispatches.give({ review, on, said: pass }));
    const given = valueOf(await windows.there.cases.events('exchange'))
      .map(({ content }) => content as ReviewDispatchEvent)
      .find(({ type }) => type === 'reviewGiven');
    if (given?.type !== 'reviewGiven') throw new Error('nothing was given');
    const { by, word } = given.given;
    expect(reviewWordStatement('one', review.asked, word)).not.toBe(reviewWordStatement('two', review.asked, word));
    const moved = { ...dispatched(review, other.id, by.signed), note: '另一句话' } as CaseAction;
    expect(await record(moved)).toMatchObject(refused);
    expect(stateHere()?.[0]).not.toBe('returned');
  });
});
