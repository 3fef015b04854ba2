/** 更新 in the settings, over the product's own host in an installed folder. */
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cleanup, configure, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { UpdatePanel } from '#renderer/features/update/index.ts';
import type { CounterStore } from '#renderer/store/counter-store.ts';
import { aMachine, testDisks, type Machine, type TestDisks } from '#tests/builders/a-machine.ts';
import { aWorkshop, type Workshop } from '#tests/builders/an-installed-program.ts';
import { officers } from '#tests/store/a-counter.ts';
import { anOfficeOn, signedIn, valueOf } from '#tests/store/an-office-on.ts';

let shop: Workshop;
let disks: TestDisks;
let machine: Machine;
let store: CounterStore;
const user = userEvent.setup();

beforeAll(async () => {
  // Copies are made and a process is started: on a busy machine that is more than the usual second.
  configure({ asyncUtilTimeout: 20_000 });
  shop = await aWorkshop(['0.1.0', '0.2.0']);
}, 300_000);
afterAll(() => {
  shop.clear();
});
beforeEach(async () => {
  disks = await testDisks();
  const programs = join(shop.install('0.1.0'), 'programs');
  const program = join(programs, readdirSync(programs)[0] ?? '');
  machine = await aMachine({ name: 'one', folder: join(disks.first, 'data'), ownDisk: disks.first, program });
  await anOfficeOn(machine);
  store = valueOf(await signedIn(machine));
});
afterEach(async () => {
  cleanup();
  await store.close();
  await machine.stop();
  await disks.clear();
});

async function check(stick: string): Promise<void> {
  const field = await screen.findByLabelText('位置');
  await user.clear(field);
  await user.type(field, `${stick}{Enter}`);
}

describe('更新', () => {
  test('is checked, says what changes and what is safe, prepared for the next start, and given up', async () => {
    render(<UpdatePanel store={store} />);
    await check(shop.stick('0.2.0'));
    expect(await screen.findByText(/更新包签名有效：0\.1\.0 版 → 0\.2\.0 版/u)).toBeInTheDocument();
    expect(screen.getByText('0.2.0：说明文字')).toBeInTheDocument();
    expect(screen.getByText(/办件、登记数据和设置都不动/u)).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: '准备更新到 0.2.0 版' }));
    expect(await screen.findByText(/下次启动更新到 0\.2\.0 版。U 盘可以拔下/u)).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: '不更新了' }));
    expect(await screen.findByLabelText('位置')).toBeInTheDocument();
    const told = valueOf(await store.cases.events('office')).map(({ content }) => content);
    expect(told.slice(-2)).toEqual([
      { type: 'updateSet', version: '0.2.0' },
      { type: 'updateSet', version: null },
    ]);
  });

  test('says one sentence where the stick is not taken', async () => {
    render(<UpdatePanel store={store} />);
    const stick = shop.stick('0.2.0');
    writeFileSync(join(stick, 'manifest.json'), '{}');
    await check(stick);
    expect(await screen.findByRole('alert')).toHaveTextContent(/签名对不上.*都没有改动/u);
    expect(screen.queryByRole('button', { name: /^准备更新/u })).not.toBeInTheDocument();
  });

  test('is an administrator’s', async () => {
    await store.close();
    const clerk = { kind: 'passphrase', officerId: 'o2', passphrase: officers[1].passphrase } as const;
    store = valueOf(await signedIn(machine, clerk));
    render(<UpdatePanel store={store} />);
    expect(await screen.findByText('更新由正式单位的管理员进行。')).toBeInTheDocument();
    expect(screen.queryByLabelText('位置')).not.toBeInTheDocument();
  });
});
