/** 任职名单 in 设置, over the product's own store and host. */
import { configure, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { RollPanel } from '#renderer/features/roll/index.ts';
import type { CounterStore } from '#renderer/store/counter-store.ts';
import { success } from '#shared/contract/failure.ts';
import { officeKeyPrint } from '#shared/crypto/roll.ts';
import { aCounter, officers, type TestCounter } from '#tests/store/a-counter.ts';

vi.setConfig({ testTimeout: 90_000 });
configure({ asyncUtilTimeout: 20_000 });

const user = userEvent.setup();
let counter: TestCounter;
let store: CounterStore;

beforeEach(async () => {
  counter = await aCounter();
});
afterEach(async () => {
  await store.close();
  await counter.host.end();
});

async function openAs(officer: (typeof officers)[number]): Promise<void> {
  const opened = await counter.open(officer.id, officer.passphrase);
  if (!opened.ok) throw new Error(opened.failure.code);
  store = opened.value;
}
const press = (name: string) => user.click(screen.getByRole('button', { name }));

describe('an administrator', () => {
  it('prints an office key, types it from the paper, and sees who is on the roll and where it differs', async () => {
    await openAs(officers[0]);
    render(<RollPanel store={store} />);
    await user.click(await screen.findByRole('button', { name: '做单位密钥，签发第一份名单' }));
    const sheet = await screen.findByRole('region', { name: '单位密钥' });
    const groups = within(sheet)
      .getAllByRole('listitem')
      .map(({ textContent }) => textContent);
    expect(groups).toHaveLength(8);
    await press('已打印两份，下一步');
    const field = screen.getByLabelText('单位密钥');
    await user.type(field, `${groups.slice(0, 7).join(' ')} 0000`);
    await press('签发');
    expect(await screen.findByText(/输入的内容与单位密钥纸不符/u)).toBeInTheDocument();
    await user.clear(field);
    await user.type(field, groups.join(' ').toLowerCase());
    await press('签发');
    expect(await screen.findByText('已签发第 1 号任职名单')).toBeInTheDocument();
    const rows = await screen.findAllByRole('row');
    expect(rows.slice(1).map(({ textContent }) => textContent)).toEqual([
      '李样例管理员在册',
      '王样例窗口人员在册',
      '张样例窗口人员在册',
    ]);
    expect(screen.queryByText(/本机人员与名单不一致/u)).toBeNull();
    await store.desk.retireOfficer('o3');
    expect(await screen.findByText(/本机人员与名单不一致：张样例（已停用，名单上还在册）/u)).toBeInTheDocument();
    expect(screen.getByRole('button', { name: '重新签发' })).toBeInTheDocument();
  });

  it('compares the key before another window’s roll is followed, and gives the own passphrase', async () => {
    await openAs(officers[0]);
    const { printed, officeKey } = await store.roll.newOfficeKey();
    const signed = await store.roll.sign(printed, officeKey);
    if (!signed.ok) throw new Error(signed.failure.code);
    const take = vi.fn(async () => ({ ok: false as const, failure: { code: 'wrong-passphrase' as const } }));
    const offered = { rolls: [], last: signed.value, anew: true, matched: ['李样例'] };
    const roll = { ...store.roll, offered: async () => success(offered), take };
    render(<RollPanel store={{ ...store, roll }} />);
    await user.click(await screen.findByRole('button', { name: '核对并采用' }));
    const dialog = screen.getByRole('dialog');
    expect(dialog).toHaveTextContent(officeKeyPrint(signed.value.officeKey));
    expect(dialog).toHaveTextContent('本机的李样例与名单上同名的是同一人');
    await user.type(within(dialog).getByLabelText('李样例本人的口令'), '不对的口令');
    await user.click(within(dialog).getByRole('button', { name: '核对无误，采用' }));
    expect(await within(dialog).findByRole('alert')).toHaveTextContent('口令');
    expect(take).toHaveBeenCalledWith(offered, { kind: 'passphrase', officerId: 'o1', passphrase: '不对的口令' });
  });
});

it('a clerk reads it and signs nothing', async () => {
  await openAs(officers[1]);
  render(<RollPanel store={store} />);
  expect(await screen.findByText(/还没有签发/u)).toBeInTheDocument();
  expect(screen.queryByRole('button')).toBeNull();
  expect(screen.getByText('由管理员持封存的单位密钥签发。')).toBeInTheDocument();
});
