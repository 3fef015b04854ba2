/** The print panel: record before paper, three states, reprints counted, nothing twice. */
import { act, cleanup, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PrintPanel } from '#renderer/features/papers/index.ts';
import { paperOffers, printsOf } from '#renderer/features/papers/case-prints.ts';
import { listenToKeys } from '#renderer/ui/keys.ts';
import { failed, success } from '#shared/contract/failure.ts';
import type { CaseAction } from '#shared/casework/action.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import { aVoid } from '#tests/builders/a-case-action.ts';
import { aCounterStore, anAcceptedAction, type FakeStore } from '#tests/builders/a-counter-store.ts';

const on = plainDate('2022-08-23');
const CASE = 'case-1';
let stopKeys: () => void;

interface Printer {
  readonly sent: string[];
  /** What the host answers next. */
  answer: 'sent' | 'cancelled' | 'broken';
}

/** A store whose host prints by itself, so that no dialog is needed. */
function aPrintingStore(): { store: FakeStore; printer: Printer } {
  const plain = aCounterStore();
  const printer: Printer = { sent: [], answer: 'sent' };
  const store: FakeStore = {
    ...plain,
    description: {
      ...plain.description,
      kind: 'electron',
      capabilities: { ...plain.description.capabilities, directPrint: true },
    },
    host: {
      call: async (channel, request) => {
        if (channel !== 'print.send') return plain.host.call(channel, request);
        plain.calls.push('print.send');
        printer.sent.push((request as { html: string }).html);
        return (printer.answer === 'broken' ? failed('host-unreachable') : success({ state: printer.answer })) as never;
      },
    },
  };
  return { store, printer };
}

async function recorded(action: CaseAction = anAcceptedAction(1)): Promise<{ store: FakeStore; printer: Printer }> {
  const made = aPrintingStore();
  await made.store.cases.record({ entryId: crypto.randomUUID(), caseId: CASE, action });
  return made;
}

const open = async (store: FakeStore) => {
  const view = render(<PrintPanel store={store} caseId={CASE} businessDate={on} autoFocus />);
  await screen.findByRole('button', { name: '打印受理通知书' });
  return view;
};
const kinds = (store: FakeStore): string[] => (store.actions.get(CASE) ?? []).map(({ action }) => action.kind);

beforeEach(() => {
  stopKeys = listenToKeys(window);
});
afterEach(() => {
  cleanup();
  stopKeys();
});

describe('printing a recorded case', () => {
  it('puts the focus on the right paper and prints it by F10, after the record and not before', async () => {
    const { store, printer } = await recorded();
    await open(store);
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('button', { name: '打印受理通知书' })));
    await userEvent.keyboard('{F10}');
    await screen.findByRole('dialog', { name: '已打印？' });
    expect(store.calls.slice(-2)).toEqual(['record:printSent', 'print.send']);
    expect(printer.sent[0]).toContain('受理通知书');
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('button', { name: '是，已打印' })));
  });

  it('prints form and roster one after the other for signature, each recorded and asked about', async () => {
    const { store, printer } = await recorded({ ...anAcceptedAction(1), kind: 'received' } as CaseAction);
    const onPrinted = vi.fn();
    const wanted = ['applicationForm', 'roster'] as const;
    render(<PrintPanel store={store} caseId={CASE} businessDate={on} printNow={wanted} onPrinted={onPrinted} />);
    await screen.findByText('《一次性扩岗补助申请表》已送去打印', { exact: false });
    expect(printer.sent).toHaveLength(1);
    await userEvent.click(await screen.findByRole('button', { name: '是，已打印' }));
    await screen.findByText('花名册', { exact: false, selector: 'dialog p' });
    expect(onPrinted).not.toHaveBeenCalled();
    await userEvent.click(await screen.findByRole('button', { name: '是，已打印' }));
    await waitFor(() => expect(onPrinted).toHaveBeenCalledOnce());
    const papers = (store.actions.get(CASE) ?? []).flatMap(({ action }) =>
      action.kind === 'printSent' ? [action.letter.paper] : [],
    );
    expect(papers).toEqual(wanted);
    await userEvent.keyboard('{F10}');
    await screen.findByText('收件凭证', { exact: false, selector: 'dialog p' });
  });

  it('does not go on to the second paper when the first did not come out', async () => {
    const { store, printer } = await recorded({ ...anAcceptedAction(1), kind: 'received' } as CaseAction);
    render(<PrintPanel store={store} caseId={CASE} businessDate={on} printNow={['applicationForm', 'roster']} />);
    await userEvent.click(await screen.findByRole('button', { name: '否，没有打出' }));
    await waitFor(() => expect(kinds(store).at(-1)).toBe('printConfirmed'));
    expect(printer.sent).toHaveLength(1);
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('records what the clerk says', async () => {
    const { store } = await recorded();
    await open(store);
    await userEvent.keyboard('{F10}');
    await userEvent.click(await screen.findByRole('button', { name: '是，已打印' }));
    await waitFor(() => expect(kinds(store)).toEqual(['accepted', 'printSent', 'printConfirmed']));
    const history = within(screen.getByRole('region', { name: '打印记录' }));
    expect(history.getByText('已打印')).toBeTruthy();
    expect(history.getByText(/台账 2/u)).toBeTruthy();
  });

  it('prints nothing when the record fails, and says what is safe', async () => {
    const { store, printer } = await recorded();
    store.failing.add('record:printSent');
    await open(store);
    await userEvent.keyboard('{F10}');
    expect((await screen.findByRole('alert')).textContent).toMatch(/不受影响/u);
    expect(printer.sent).toEqual([]);
    expect(kinds(store)).toEqual(['accepted']);
  });

  it.each(['cancelled', 'broken'] as const)('records a failure when the host says %s', async (answer) => {
    const { store, printer } = await recorded();
    printer.answer = answer;
    await open(store);
    await userEvent.keyboard('{F10}');
    await screen.findByRole('alert');
    await waitFor(() => expect(printsOfCase(store).map(({ state }) => state)).toEqual(['failed']));
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('prints once for a press that is repeated', async () => {
    const { store, printer } = await recorded();
    await open(store);
    const button = screen.getByRole('button', { name: '打印受理通知书' });
    act(() => {
      button.click();
      button.click();
    });
    await screen.findByRole('dialog', { name: '已打印？' });
    expect(printer.sent).toHaveLength(1);
  });

  it('leaves 已发送 on Esc and lets it be settled in the list later', async () => {
    const { store } = await recorded();
    await open(store);
    await userEvent.keyboard('{F10}');
    const dialog = await screen.findByRole('dialog', { name: '已打印？' });
    act(() => {
      dialog.dispatchEvent(new Event('cancel', { cancelable: true }));
    });
    const history = within(await screen.findByRole('region', { name: '打印记录' }));
    expect(history.getByText('已发送')).toBeTruthy();
    await userEvent.click(history.getByRole('button', { name: '记为没打出' }));
    await waitFor(() => expect(printsOfCase(store)[0]?.state).toBe('failed'));
  });
});

function printsOfCase(store: FakeStore) {
  const summary = store.cases.list()[0];
  if (summary === undefined) throw new Error('no case');
  return summary.prints;
}

async function offersOf(store: FakeStore) {
  const opened = await store.cases.open(CASE);
  if (!opened.ok) throw new Error('not open');
  return { offers: paperOffers(opened.value, false, () => null), prints: printsOf(opened.value) };
}

describe('reprints', () => {
  it('are the stored snapshot, counted and marked; a failed print is no copy', async () => {
    const { store, printer } = await recorded();
    await open(store);
    await userEvent.keyboard('{F10}');
    await userEvent.click(await screen.findByRole('button', { name: '否，没有打出' }));
    await screen.findByRole('button', { name: '打印受理通知书' });
    await userEvent.keyboard('{F10}');
    await userEvent.click(await screen.findByRole('button', { name: '是，已打印' }));
    await userEvent.click(await screen.findByRole('button', { name: '补打第 1 次受理通知书' }));
    await screen.findByRole('dialog', { name: '已打印？' });
    const { prints } = await offersOf(store);
    expect(prints.map(({ copy }) => copy)).toEqual([1, 1, 2]);
    expect(new Set(prints.map(({ digest }) => digest)).size).toBe(1);
    expect(new Set(prints.map(({ letter }) => JSON.stringify(letter))).size).toBe(1);
    expect(printer.sent.map((html) => html.includes('\\8865 \\6253 \\7b2c'))).toEqual([false, false, true]);
  });

  it('are void once the application changed: the next print is a first one', async () => {
    const received: CaseAction = {
      ...(anAcceptedAction(1) as Extract<CaseAction, { kind: 'accepted' }>),
      kind: 'received',
    };
    const { store } = await recorded(received);
    render(<PrintPanel store={store} caseId={CASE} businessDate={on} />);
    await userEvent.click(await screen.findByRole('button', { name: /^打印申请表/u }));
    await userEvent.click(await screen.findByRole('button', { name: '是，已打印' }));
    await screen.findByRole('button', { name: /^补打第 1 次申请表/u });
    const changed = {
      ...received,
      application: {
        ...received.application,
        employer: { ...received.application.employer, legalRepresentative: '新代表' },
      },
    };
    await act(async () => {
      await store.cases.record({ entryId: crypto.randomUUID(), caseId: CASE, action: changed });
    });
    expect((await screen.findAllByText('内容已变，请重打')).length).toBeGreaterThan(0);
    expect(screen.getByRole('button', { name: /^打印申请表/u })).toBeTruthy();
    expect(screen.queryByRole('button', { name: '补打' })).toBeNull();
    const { offers } = await offersOf(store);
    const form = offers.find(({ choice }) => choice === 'applicationForm');
    expect(form?.nextCopy).toBe(1);
    expect(JSON.stringify(form?.letter)).toContain('新代表');
  });

  it('are not offered for a voided case, whose papers may still be looked at', async () => {
    const { store } = await recorded();
    await open(store);
    await userEvent.keyboard('{F10}');
    await userEvent.click(await screen.findByRole('button', { name: '是，已打印' }));
    await act(async () => {
      await store.cases.record({ entryId: crypto.randomUUID(), caseId: CASE, action: aVoid() });
    });
    await screen.findByText('此件已作废或撤回，不再打印文书。');
    expect(screen.getByRole('button', { name: '查看' })).toBeTruthy();
    expect(screen.queryByRole('button', { name: /补打/u })).toBeNull();
  });
});
