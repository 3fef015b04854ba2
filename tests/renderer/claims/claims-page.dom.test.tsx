/** 同人核对 on the screen: who met, what is known until when, and that two officers are asked for before anything is settled. */
import { configure, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { failed, success } from '#shared/contract/failure.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import type { Meeting } from '#renderer/store/claims/claim-desk.ts';
import { CaseClaims, ClaimsNotice, ClaimsPage } from '#renderer/features/claims/index.ts';
import { listenToKeys } from '#renderer/ui/keys.ts';
import { anAcceptedAction, aCounterStore, type FakeStore } from '#tests/builders/a-counter-store.ts';

configure({ asyncUtilTimeout: 15_000 });

const today = plainDate('2022-08-22');
let stopKeys = (): void => undefined;
let store: FakeStore;
let meetings: Meeting[];
let settled: string[];
let answer: () => ReturnType<FakeStore['claims']['settle']>;

beforeEach(async () => {
  stopKeys = listenToKeys(window);
  const plain = aCounterStore();
  const recorded = await plain.cases.record({ entryId: 'a', caseId: 'c1', action: anAcceptedAction(1, [{}, {}]) });
  if (!recorded.ok) throw new Error(recorded.failure.code);
  const { summary } = recorded.value;
  meetings = summary.persons.map(({ citizenId, name }, at) => ({
    caseId: 'c1',
    digest: String(at).repeat(32),
    citizenId,
    name: `${name}${at}`,
    summary,
    other: {
      window: '11111111-1111-4111-8111-111111111111',
      prefix: 'W04',
      subject: 'theirs',
      number: '〔2022〕W04-000017',
      on: today,
      order: 5,
    },
    accepted: true,
    order: at === 0 ? 2 : null,
    settled: null,
  }));
  settled = [];
  answer = async () => await Promise.resolve(success(null));
  store = {
    ...plain,
    claims: {
      ...plain.claims,
      meetings: async () => await Promise.resolve(success({ all: meetings, asOf: '2022-08-22T02:00:00.000Z' })),
      settle: async ({ reason }) => {
        settled.push(reason);
        return await answer();
      },
    },
  };
});
afterEach(() => stopKeys());

const page = async () => {
  render(<ClaimsPage store={store} businessDate={today} onOpenCase={() => undefined} />);
  return await screen.findByRole('table', { name: '同人核对' });
};

describe('the list', () => {
  it('says who came first, and of a claim that the hub has not ordered yet that the other did', async () => {
    const rows = within(await page()).getAllByRole('row');
    expect(rows.map((row) => row.textContent).join(' ')).toMatch(/本窗口先.*对方先/u);
    expect(screen.getByText(/其他窗口的情况截至 2022-08-22/u)).toBeTruthy();
  });

  it('is not taken for empty when it cannot be read', async () => {
    store = {
      ...store,
      claims: { ...store.claims, meetings: async () => await Promise.resolve(failed('host-unreachable')) },
    };
    render(<ClaimsPage store={store} businessDate={today} onOpenCase={() => undefined} />);
    await screen.findByRole('alert');
    expect(screen.queryByText(/没有同时在/u)).toBeNull();
  });
});

describe('settling', () => {
  it('asks for the words and for the other officer’s own passphrase, and keeps what was typed', async () => {
    const user = userEvent.setup();
    await page();
    await user.keyboard('{Enter}');
    const dialog = await screen.findByRole('dialog');
    await user.keyboard('{Enter}');
    await within(dialog).findByText(/写明怎样核实的/u);
    await user.type(within(dialog).getByLabelText('核实经过'), '电话核对');
    await user.keyboard('{Enter}');
    expect(settled).toEqual([]);
    expect(within(dialog).getByLabelText<HTMLInputElement>('核实经过').value).toBe('电话核对');
  });
});

describe('elsewhere', () => {
  it('the notice counts persons, and is gone once nobody is undecided', async () => {
    const { unmount } = render(<ClaimsNotice store={store} />);
    await screen.findByText(/^2 人同时在本单位其他窗口申请/u);
    unmount();
    meetings = meetings.map((one) => ({ ...one, settled: { how: 'confirmed', words: '电话核对' } }));
    render(<ClaimsNotice store={store} />);
    await Promise.resolve();
    expect(screen.queryByText(/人同时在/u)).toBeNull();
  });

  it('a case names them together, and a case of others names nobody', async () => {
    const { unmount } = render(<CaseClaims store={store} caseId="c1" />);
    await screen.findByText(/同时在 W04 窗口 〔2022〕W04-000017（2022-08-22 收件，已受理）申请，本窗口先/u);
    unmount();
    render(<CaseClaims store={store} caseId="c2" />);
    await Promise.resolve();
    expect(screen.queryByText(/同时在/u)).toBeNull();
  });
});
