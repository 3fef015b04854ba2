/** The page before the work, when only the disk stands in the way: a purged key that it holds on to. */
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { TroublesPage } from '#renderer/features/start/TroublesPage.tsx';
import type { Trouble } from '#shared/contract/channels.ts';
import { failed, success, type Result } from '#shared/contract/failure.ts';
import { aCounterStore } from '#tests/builders/a-counter-store.ts';

const left: Trouble = { kind: 'keys-left', subjects: ['one'], more: 0 };
const damaged: Trouble = { kind: 'lines-damaged', lines: [3], more: 0 };

function show(troubles: readonly Trouble[], answers: readonly Result<null>[] = []) {
  const store = aCounterStore();
  const waiting = [...answers];
  const removeKeysLeft = vi.fn(async () => waiting.shift() ?? success(null));
  const onAnswered = vi.fn();
  const ledger = { ...store.ledger, troubles, removeKeysLeft };
  render(<TroublesPage store={{ ...store, ledger }} onRead={() => undefined} onAnswered={onAnswered} />);
  return { removeKeysLeft, onAnswered };
}
const again = () => screen.queryByRole('button', { name: '再删一次' });

it('any officer may have it tried again, and is told when the disk still holds on', async () => {
  const user = userEvent.setup();
  const { removeKeysLeft, onAnswered } = show([left], [failed('keys-left', { cases: 1 }), success(null)]);
  expect(screen.getByText(/内容密钥还没能从密钥文件/u)).toBeVisible();
  expect(screen.queryByText(/由管理员登录后决定/u)).toBeNull();
  await user.click(again() ?? document.body);
  expect(await screen.findByText(/磁盘没有让程序改写该文件。.*杀毒软件/u)).toBeVisible();
  expect(onAnswered).not.toHaveBeenCalled();
  await user.click(again() ?? document.body);
  expect(removeKeysLeft).toHaveBeenCalledTimes(2);
  expect(onAnswered).toHaveBeenCalledOnce();
});

it('a graver trouble is answered first, by an administrator', () => {
  show([damaged, left]);
  expect(again()).toBeNull();
  expect(screen.getByText(/由管理员登录后决定/u)).toBeVisible();
});
