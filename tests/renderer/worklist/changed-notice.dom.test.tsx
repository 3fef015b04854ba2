/** 有变化 where the clerk begins: the count, with what has left and what was refused told apart. */
import { cleanup, configure, render, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { WorklistPage } from '#renderer/features/worklist/index.ts';
import type { CounterStore } from '#renderer/store/counter-store.ts';
import type { CaseAction } from '#shared/casework/action.ts';
import { success } from '#shared/contract/failure.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import type { RegistrySet } from '#shared/domain/registries.ts';
import { anExport } from '#tests/builders/a-case-action.ts';
import { aCounterStore } from '#tests/builders/a-counter-store.ts';
import { aDecidedAction, aSceneFile } from '#tests/builders/a-decided-action.ts';

configure({ asyncUtilTimeout: 15_000 });
afterEach(cleanup);

/** A scene's decision as an acceptance or a refusal. */
function decidedAs(kind: 'accepted' | 'declined', change: string): CaseAction {
  const action = aDecidedAction(change);
  if (action.kind !== 'heldPending') throw new Error('another builder');
  const { acceptBy: _, ...rest } = action;
  return kind === 'accepted' ? { ...rest, kind, acceptBy: null } : { ...rest, kind };
}

async function opened(first: RegistrySet) {
  const fake = aCounterStore();
  await fake.cases.record({ entryId: 'a', caseId: 'exported', action: decidedAs('accepted', '') });
  await fake.cases.record({ entryId: 'b', caseId: 'exported', action: anExport() });
  await fake.cases.record({ entryId: 'c', caseId: 'declined', action: decidedAs('declined', '参保 状态=3') });
  let now = first;
  const listeners = new Set<() => void>();
  const store: CounterStore = {
    ...fake,
    registry: {
      ...fake.registry,
      copies: async () => [],
      gather: async () => success(now),
      subscribe: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
  };
  const none = () => undefined;
  const page = { store, businessDate: plainDate('2022-10-08'), onOpenCase: none, onOpenDraft: none, onNew: none };
  render(<WorklistPage {...page} />);
  return (next: RegistrySet): void => {
    now = next;
    for (const listener of listeners) listener();
  };
}

it('names an exported case once its person is found in the list of the paid', async () => {
  const arrives = await opened(aSceneFile('参保 状态=3').registries);
  await waitFor(() => expect(screen.queryByText(/结论有变化/u)).toBeNull());
  arrives(aSceneFile('参保 状态=3；已领+ 代码=别家；已领 日期=2022-09-20').registries);
  expect(await screen.findByText(/结论有变化：已导出（可能重复领取） 1 件。/u)).toBeInTheDocument();
  expect(screen.getByRole('link', { name: '逐件查看' })).toHaveAttribute('href', '#/policy');
});

it('names a refusal that would be an acceptance now', async () => {
  await opened(aSceneFile('').registries);
  expect(await screen.findByText(/结论有变化：不予受理（可能应发未发） 1 件。/u)).toBeInTheDocument();
});
