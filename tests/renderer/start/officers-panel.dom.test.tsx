/** 人员 in 设置, over the product's own store and host. */
import { configure, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { OfficersPanel } from '#renderer/features/start/index.ts';
import type { CounterStore } from '#renderer/store/counter-store.ts';
import { aCounter, cryptoInPlace, officers, type TestCounter } from '#tests/store/a-counter.ts';

vi.setConfig({ testTimeout: 90_000 });
configure({ asyncUtilTimeout: 20_000 });

const user = userEvent.setup();
const NEW = '新来的人这样记';
let counter: TestCounter;
let store: CounterStore;

beforeEach(async () => {
  counter = await aCounter();
});
afterEach(async () => {
  await store.close();
  await counter.host.end();
});

async function showAs(officer: (typeof officers)[number]): Promise<void> {
  const opened = await counter.open(officer.id, officer.passphrase);
  if (!opened.ok) throw new Error(opened.failure.code);
  store = opened.value;
  render(<OfficersPanel store={store} />);
}
async function fill(fields: Readonly<Record<string, string>>): Promise<void> {
  const dialog = screen.getByRole('dialog');
  for (const [label, text] of Object.entries(fields)) {
    const field = within(dialog).getByLabelText(label);
    await user.clear(field);
    await user.type(field, text);
  }
}
const press = (name: string) => user.click(within(screen.getByRole('dialog')).getByRole('button', { name }));
const signsIn = async (id: string, passphrase: string): Promise<boolean> => {
  const opened = await counter.open(id, passphrase);
  if (opened.ok) await opened.value.close();
  return opened.ok;
};

describe('an administrator', () => {
  it('adds an officer, who can sign in at once but confirms nothing before changing the passphrase', async () => {
    await showAs(officers[0]);
    await user.click(screen.getByRole('button', { name: '添加人员' }));
    await fill({ 姓名: '赵样例', 新口令: NEW, 再输一次新口令: NEW, 李样例本人的口令: '不对' });
    await press('确定');
    expect(await screen.findByText('本人口令不对，没有改动')).toBeInTheDocument();
    await fill({ 李样例本人的口令: officers[0].passphrase });
    await press('确定');
    expect(
      await screen.findByText('已添加赵样例，可用新口令登录；本人登录改过口令之前，不能为他人确认'),
    ).toBeInTheDocument();
    const added = store.officers.find(({ name }) => name === '赵样例');
    expect(await store.confirmOfficer(added?.id ?? '', NEW)).toBeNull();
    expect(await screen.findByText('（口令待本人修改）')).toBeInTheDocument();
    expect(await signsIn(added?.id ?? '', NEW)).toBe(true);
  });

  it.each([
    [{ 姓名: '王样例', 新口令: NEW, 再输一次新口令: NEW }, /姓名重复/u],
    [{ 姓名: '赵样例', 新口令: '短', 再输一次新口令: '短' }, /口令太短/u],
    [{ 姓名: '赵样例', 新口令: NEW, 再输一次新口令: `${NEW}！` }, /不一样/u],
  ])('is told what is wrong with %j', async (fields, problem) => {
    await showAs(officers[0]);
    await user.click(screen.getByRole('button', { name: '添加人员' }));
    await fill(fields);
    await press('确定');
    expect(await screen.findByText(problem)).toBeInTheDocument();
  });

  it('gives a forgetful officer a new passphrase; the old one is over', async () => {
    await showAs(officers[0]);
    await user.click(screen.getByRole('button', { name: '重设王样例的口令' }));
    await fill({ 新口令: NEW, 再输一次新口令: NEW, 李样例本人的口令: officers[0].passphrase });
    await press('确定');
    await screen.findByText(/^王样例的口令已更换；/u);
    expect(await signsIn('o2', officers[1].passphrase)).toBe(false);
    expect(await signsIn('o2', NEW)).toBe(true);
  });

  it('retires an officer', async () => {
    await showAs(officers[0]);
    await user.click(screen.getByRole('button', { name: '停用王样例' }));
    await press('停用');
    expect(await screen.findByText(/王样例已停用/u)).toBeInTheDocument();
    expect(await signsIn('o2', officers[1].passphrase)).toBe(false);
    expect(screen.queryByRole('button', { name: '重设王样例的口令' })).not.toBeInTheDocument();
  });

  it('renews the recovery key; the old paper opens nothing', async () => {
    await showAs(officers[0]);
    await user.click(screen.getByRole('button', { name: '更换恢复码' }));
    await fill({ 李样例本人的口令: officers[0].passphrase });
    await press('更换');
    const groups = within(await screen.findByRole('region', { name: '恢复码' })).getAllByRole('listitem');
    const typed = groups.map(({ textContent }) => textContent).join(' ');
    await press('已妥善保存');
    const vault = await counter.host.host.call('vault.read', { area: 'office' });
    if (!vault.ok || vault.value.vault === null) throw new Error('no vault');
    const opens = (key: string) => cryptoInPlace().unlock(vault.value.vault as never, { kind: 'recovery', typed: key });
    expect(await opens(typed)).toBe('open');
    expect(await opens(counter.recoveryKey)).toBe('wrong');
  });
});

describe('a clerk', () => {
  it('changes nothing but the own passphrase', async () => {
    await showAs(officers[1]);
    expect(screen.getAllByRole('button').map(({ textContent }) => textContent)).toEqual(['修改本人口令']);
    await user.click(screen.getByRole('button', { name: '修改本人口令' }));
    await fill({ 新口令: NEW, 再输一次新口令: NEW, 现用口令: officers[1].passphrase });
    await press('确定');
    await screen.findByText('王样例的口令已更换');
    expect(await signsIn('o2', NEW)).toBe(true);
    const other = { id: 'o3', name: '张样例', role: 'windowClerk', passphrase: NEW } as const;
    expect(await store.desk.putOfficer(NEW, other)).toMatchObject({ failure: { code: 'administrator-only' } });
    expect(await store.desk.retireOfficer('o3')).toMatchObject({ failure: { code: 'administrator-only' } });
    expect(await store.desk.renewRecoveryKey(NEW)).toMatchObject({ failure: { code: 'administrator-only' } });
    const promoted = { id: 'o2', name: '王样例', role: 'administrator', passphrase: NEW } as const;
    expect(await store.desk.putOfficer(NEW, promoted)).toMatchObject({ failure: { code: 'administrator-only' } });
  });
});
