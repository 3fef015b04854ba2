/** 政策追溯: once the pack of 2026 is confirmed, a refusal of March 2026 stands on the list with what the pack says now. */
import { cleanup, configure, render, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { PolicyPage } from '#renderer/features/policy/index.ts';
import { success } from '#shared/contract/failure.ts';
import type { CaseAction } from '#shared/casework/action.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import { shippedHeldCalendar } from '#shared/policy/held-calendar.ts';
import { decide } from '#shared/policy/decide.ts';
import { packById } from '#shared/policy/pack-library.ts';
import type { HeldPack } from '#shared/policy/pack.ts';
import { aCounterStore, type FakeStore } from '#tests/builders/a-counter-store.ts';
import { aDecidedAction, aSceneFile } from '#tests/builders/a-decided-action.ts';

configure({ asyncUtilTimeout: 20_000 });
afterEach(cleanup);

const DAY = plainDate('2026-07-01');
const HIRED = '毕业 毕业=2025-06-30；合同 起=2026-01-05；三险 参保=2026-01-05 参加工作=2026-01-05';

function shipped(id: string): HeldPack {
  const held = packById(id);
  if (held === null) throw new Error(id);
  return held;
}

/** Refused under the pack of 2025, which takes hires of 2025 only. */
function refused(): CaseAction {
  const { pack, digest } = shipped('guangdong-2025');
  const caseFile = { ...aSceneFile(`2026年；日期=2026-03-20；${HIRED}`), policy: pack.id };
  const action = aDecidedAction('');
  if (action.kind !== 'heldPending') throw new Error('another builder');
  const { acceptBy: _, ...rest } = action;
  const decision = decide(caseFile, shipped(pack.id), shippedHeldCalendar.table);
  return {
    ...rest,
    kind: 'declined',
    record: { ...rest.record, policy: pack.id, packDigest: digest, caseFile, decision },
  };
}

const confirm = (store: FakeStore, { pack, digest }: HeldPack) =>
  store.cases.recordEvent({
    entryId: crypto.randomUUID(),
    kind: 'policy',
    subjectId: pack.id,
    on: DAY,
    content: {
      type: 'confirmed',
      confirmation: { packId: pack.id, digest, documentNumber: '粤人社函1号', by: '王样例', on: DAY },
    },
    takeBatchNumber: false,
  });

it('lists whom the later pack would not refuse, once it is confirmed', { timeout: 60_000 }, async () => {
  const fake = aCounterStore({ role: 'administrator' });
  const recorded = await fake.cases.record({ entryId: 'a', caseId: 'declined', action: refused() });
  expect(recorded.ok).toBe(true);
  const { registries } = aSceneFile(`2026年；${HIRED}；三险 缴至=202605；参保@2026-06-18`);
  const registry = {
    ...fake.registry,
    packs: async () => [],
    gather: async () => success(registries),
    subscribe: () => () => undefined,
  };
  render(<PolicyPage store={{ ...fake, registry }} businessDate={DAY} />);
  expect(await screen.findByText(/^已比对 1 件/u)).toBeInTheDocument();
  expect(screen.queryByText('政策追溯')).toBeNull();
  await confirm(fake, shipped('guangdong-2026'));
  await waitFor(() => expect(screen.getByRole('table', { name: '有变化的办件' })).toHaveTextContent('政策追溯'));
  const table = screen.getByRole('table', { name: '有变化的办件' });
  expect(table).toHaveTextContent('“广东省一次性扩岗补助（2026年招用）”从 2026-01-01 起招用的都适用');
  expect(table).toHaveTextContent('招用时间：✕ 不符合 → ✓ 符合');
  expect(table).toHaveTextContent('不予受理');
});
