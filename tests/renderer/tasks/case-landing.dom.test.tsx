/** Tasks that stand in cases open where they are done: the focus is on the button, row or cell that ends them. */
import { configure, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CaseAction } from '#shared/casework/action.ts';
import { askedReview } from '#shared/casework/asked-review.ts';
import { success } from '#shared/contract/failure.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import type { ReviewRule } from '#shared/domain/office.ts';
import type { CounterStore } from '#renderer/store/counter-store.ts';
import type { Meeting } from '#renderer/store/claims/claim-desk.ts';
import { listenToKeys } from '#renderer/ui/keys.ts';
import {
  aDecision,
  anAcceptanceOf,
  anExport,
  anOffice,
  answered,
  aPrintConfirmed,
  aPrintSent,
} from '#tests/builders/a-case-action.ts';
import { anAcceptedAction, aCounterStore, type FakeStore } from '#tests/builders/a-counter-store.ts';
import { anApplication, aRosterEntry } from '#tests/builders/an-application.ts';
import { follow, restedOn, there } from './followed.tsx';

configure({ asyncUtilTimeout: 15_000 });
vi.setConfig({ testTimeout: 60_000 });

let stopKeys = (): void => undefined;
beforeEach(() => {
  stopKeys = listenToKeys(window);
});
afterEach(() => stopKeys());

const on = plainDate('2022-08-22');

/** A store whose case `c1` has gone through these actions. */
async function having(actions: readonly CaseAction[], role?: 'administrator'): Promise<FakeStore> {
  const store = aCounterStore(role === undefined ? {} : { role });
  for (const [index, action] of actions.entries()) {
    const done = await store.cases.record({ entryId: `a${index}`, caseId: 'c1', action });
    if (!done.ok) throw new Error(`${action.kind}: ${done.failure.code}`);
  }
  return store;
}

/** Accepted by somebody under the office's rule of 复核; `o2` is the one signed in. */
function ruled(decidedBy: string, by: ReviewRule['by'] = 'anybody'): CaseAction {
  const action = anAcceptedAction(1);
  if (action.kind !== 'accepted') throw new Error('not accepted');
  const office = { ...anOffice, review: { takes: 'acceptances', by } as const };
  return { ...action, officer: { id: decidedBy, name: '李办理' }, office };
}

const button = (name: RegExp) => () => screen.getByRole('button', { name });

describe('what the last sign-in left', () => {
  it('is kept or voided where it stands', async () => {
    const store = aCounterStore();
    const unconfirmed = () => [
      { sequence: 7, caseId: 'c1', number: '〔2022〕W03-000127', action: anAcceptedAction(1) },
    ];
    await follow({ ...store, cases: { ...store.cases, unconfirmed } }, /上次未确认/u);
    expect(await restedOn(button(/^保留 〔2022〕W03-000127/u))).toHaveFocus();
  });
});

describe('a person at two windows', () => {
  it('of several in one case is the row of that person', async () => {
    const plain = await having([anAcceptedAction(1, [{}, {}])]);
    const [summary] = plain.cases.list();
    const meetings = (summary?.persons ?? []).map(({ citizenId, name }, at) => ({
      caseId: 'c1',
      digest: String(at).repeat(32),
      citizenId,
      name: `${name}${at}`,
      summary,
      other: { window: 'w', prefix: 'W04', subject: 'theirs', number: '〔2022〕W04-000017', on, order: 5 },
      accepted: true,
      order: 2,
      settled: null,
    })) as unknown as readonly Meeting[];
    const claims: CounterStore['claims'] = {
      ...plain.claims,
      meetings: async () => await Promise.resolve(success({ all: meetings, asOf: '2022-08-22T02:00:00.000Z' })),
    };
    await follow({ ...plain, claims }, /同人核对.*陈海晴1/u);
    expect(
      await restedOn(() =>
        within(screen.getByRole('table', { name: '同人核对' })).getByRole('row', { name: /陈海晴1/u }),
      ),
    ).toHaveFocus();
    expect(window.location.hash).toBe('#/claims/c1/2');
  });
});

describe('复核', () => {
  it('is given at its button', async () => {
    await follow(await having([ruled('o9')]), /待复核/u);
    expect(await restedOn(button(/^登记复核/u))).toHaveFocus();
  });

  it('that cannot be given here says at once who can', async () => {
    await follow(await having([ruled('o2', 'administrators')], 'administrator'), /待复核/u, { area: 'office' });
    expect(
      await restedOn(() => {
        const place = screen.getByText(/请另一名管理员登录后复核/u).closest<HTMLElement>('[data-landing]');
        return there(place);
      }),
    ).toHaveFocus();
  });

  it('that sent it back leads to 更正', async () => {
    const back: CaseAction = {
      kind: 'reviewed',
      at: '2022-08-22T11:00:00+08:00',
      on,
      officer: { id: 'o2', name: '王样例' },
      of: 1,
      passed: false,
      reasons: [],
      note: '合同缺页',
    };
    await follow(await having([ruled('o9'), back]), /复核退回/u);
    expect(await restedOn(button(/^更正/u))).toHaveFocus();
  });

  it('of another window is given at its button, not in the table over which it stands', async () => {
    const theirs = await having([ruled('o9')]);
    const record = await theirs.cases.open('c1');
    if (!record.ok) throw new Error(record.failure.code);
    const asked = there(askedReview(record.value, 1));
    const store = aCounterStore();
    const waiting = [{ window: 'w4', prefix: 'W04', name: '复核 1', at: '', asked, mine: true }];
    const dispatches: CounterStore['dispatches'] = {
      ...store.dispatches,
      elsewhere: async () => await Promise.resolve(success({ waiting, sent: [], asOf: null, unreadable: 0 })),
    };
    await follow({ ...store, dispatches }, /W04 窗口待复核/u);
    expect(await restedOn(button(/^登记复核/u))).toHaveFocus();
  });
});

describe('what came back', () => {
  it.each([
    ['refused', /省系统退回/u],
    ['failed', /发放失败/u],
  ] as const)('%s is corrected', async (word, words) => {
    const accepted = anAcceptedAction(1);
    const id = 'application' in accepted ? (accepted.application.roster[0]?.citizenId ?? '') : '';
    await follow(await having([accepted, anExport(), answered('2022-08-30', [[id, word]])]), words);
    expect(await restedOn(button(/^更正/u))).toHaveFocus();
  });
});

describe('a day of a case', () => {
  const two = anApplication({
    roster: [aRosterEntry(), aRosterEntry({ entryId: 'e2', citizenId: '440802200106150027' })],
  });

  it.each([
    ['补正', aDecision('deficiencyNotified'), /等单位补正/u, '2022-09-05', /^补正 \/ 重新判定/u],
    ['答复 of a case that waits', aDecision('heldPending'), /答复：/u, '2022-08-29', /^补正 \/ 重新判定/u],
    ['办结 of a case received', aDecision('received'), /办结：/u, '2022-09-20', /^补正 \/ 重新判定/u],
    ['答复 of persons left', anAcceptanceOf(two, 1), /答复：/u, '2022-08-29', /^补充决定（待核 1 人）/u],
    ['办结 of what was accepted', anAcceptedAction(1), /办结：/u, '2022-09-20', /^导出 1 件 1 人/u],
    ['办结 of what 复核 holds back', ruled('o9'), /办结：/u, '2022-09-20', /^登记复核/u],
  ] as const)('%s: at the button that ends it', async (_, action, words, day, name) => {
    await follow(await having([action]), words, { day });
    expect(await restedOn(button(name))).toHaveFocus();
  });
});

describe('papers', () => {
  it('that were sent are answered for, the newest without an answer first', async () => {
    const store = await having([
      anAcceptedAction(1),
      aPrintSent('first'),
      aPrintSent('second', 1, 'acceptance'),
      aPrintConfirmed('second'),
    ]);
    await follow(store, /文书未确认/u);
    expect(await restedOn(button(/^记为已打印/u))).toHaveFocus();
  });
});

describe('a draft', () => {
  it('goes on in its roster', async () => {
    const store = aCounterStore();
    const savedAt = new Date(Date.now() - 2 * 86_400_000).toISOString();
    const draft = { draftId: 'n1', caseId: null, supplement: false, basedOn: null, savedAt };
    await store.cases.saveDraft({ ...draft, application: anApplication() });
    await follow(store, /暂存/u);
    expect(await restedOn(() => screen.getByRole('textbox', { name: /^花名册：姓名，第 1 行/u }))).toHaveFocus();
  });
});
