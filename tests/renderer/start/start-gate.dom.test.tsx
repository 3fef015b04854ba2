/** The way from the opened window to an open store, over the product's own host core. */
import { randomUUID } from 'node:crypto';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cleanup, configure, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { failed } from '#shared/contract/failure.ts';
import type { HostDescription } from '#shared/contract/channels.ts';
import { StartGate } from '#renderer/features/start/index.ts';
import { aHost, type TestHost } from '#tests/builders/a-host.ts';
import { aDecision, anOffice } from '#tests/builders/a-case-action.ts';
import { environmentOver, officers } from '#tests/store/a-counter.ts';
import { eightHoursLater, setUpOffice, signInAs } from './start-under-test.ts';
import { CasesDatabase, databaseName } from '#renderer/store/database.ts';
import { openCounterStore } from '#renderer/store/open-counter-store.ts';

// Real key derivation and real files: what is waited for comes, only not always within a second.
vi.setConfig({ testTimeout: 90_000 });
configure({ asyncUtilTimeout: 20_000 });

let host: TestHost;
let idb: IDBFactory;
const user = userEvent.setup();

beforeEach(async () => {
  host = await aHost();
  idb = new IDBFactory();
});
afterEach(async () => {
  await host.end();
});

const anOfficeInUse = () => setUpOffice(host);
const signIn = (passphrase: string, name?: string) => signInAs(user, passphrase, name);

async function show(changes: Partial<HostDescription> = {}): Promise<void> {
  const description = { ...(await host.describe()), ...changes };
  render(
    <StartGate host={host.host} description={description} environment={environmentOver(idb)}>
      {(store, lock) => (
        <>
          <p>已登录 {store.officer.name}</p>
          <button type="button" onClick={lock}>
            锁定
          </button>
        </>
      )}
    </StartGate>,
  );
  await screen.findByRole('heading', { level: 1 });
}

describe('first start', () => {
  it('has two doors with a sentence each, the key already on training', async () => {
    await show();
    expect(screen.getAllByRole('heading', { level: 2 }).map(({ textContent }) => textContent)).toEqual([
      '培训模式',
      '正式启用',
    ]);
    expect(screen.getByRole('button', { name: '开始培训' })).toHaveFocus();
  });

  it('keeps the office shut where the browser runs without its sandbox, and says why', async () => {
    await show({ trainingOnly: true });
    const door = screen.getByRole('button', { name: '正式启用' });
    expect(door).toHaveAttribute('aria-disabled', 'true');
    await user.click(door);
    expect(screen.getByText(/只能使用培训模式/u)).toBeInTheDocument();
    expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('首次启动');
  });

  it('says what went wrong with the training data and lets nothing half made count as set up', async () => {
    const environment = environmentOver(idb);
    const description = await host.describe();
    render(
      <StartGate
        host={host.host}
        description={description}
        environment={{ ...environment, openRegistry: () => Promise.resolve(failed('store-damaged')) }}
      >
        {() => <p>已登录</p>}
      </StartGate>,
    );
    await user.click(await screen.findByRole('button', { name: '开始培训' }));
    expect(await screen.findByText('什么是安全的')).toBeInTheDocument();
    expect((await host.describe()).areas).toEqual([]);
  });
});

describe('正式启用', () => {
  async function fillOffice(): Promise<void> {
    const fill = async (label: string, text: string, at = 0) => {
      const field = screen.getAllByLabelText(label)[at];
      if (field !== undefined) await user.type(field, text);
    };
    await screen.findByLabelText('单位名称');
    await fill('单位名称', anOffice.officeName);
    await fill('行政区划代码', anOffice.divisionCode);
    await fill('窗口号', '3');
    await fill('印章名称', anOffice.sealName);
    await fill('办件号前缀', 'W03');
    for (const at of [0, 1]) {
      await fill('姓名', officers[at]?.name ?? '', at);
      await fill('口令', officers[at]?.passphrase ?? '', at);
      await fill('再输一次口令', officers[at]?.passphrase ?? '', at);
    }
  }

  it('lists what is wrong once on top and again at the field, and forgets nothing typed', async () => {
    await show();
    await user.click(screen.getByRole('button', { name: '正式启用' }));
    await user.type(await screen.findByLabelText('单位名称'), '某中心');
    await user.click(screen.getByRole('button', { name: /建立/u }));
    const summary = await screen.findByRole('alert');
    expect(summary).toHaveFocus();
    expect(within(summary).getByText('行政区划代码：填写 6 位数字，如 440802')).toBeInTheDocument();
    expect(within(summary).getByText('管理员：填写姓名')).toBeInTheDocument();
    await user.click(within(summary).getByText('窗口人员 1：填写姓名'));
    expect(screen.getAllByLabelText('姓名')[1]).toHaveFocus();
    expect(screen.getByLabelText('单位名称')).toHaveValue('某中心');
  });

  it('refuses passphrases that differ, and two officers of one name', async () => {
    await show();
    await user.click(screen.getByRole('button', { name: '正式启用' }));
    await fillOffice();
    const [, clerk] = screen.getAllByLabelText('姓名');
    const [repeated] = screen.getAllByLabelText('再输一次口令');
    await user.clear(clerk);
    await user.type(clerk, officers[0].name);
    await user.type(repeated, '多了');
    await user.click(screen.getByRole('button', { name: /建立/u }));
    expect(within(await screen.findByRole('alert')).getByText('管理员：两次输入的口令不一样')).toBeInTheDocument();
    await user.clear(repeated);
    await user.type(repeated, officers[0].passphrase);
    await user.click(screen.getByRole('button', { name: /建立/u }));
    expect(await screen.findByText(/^窗口人员 1：姓名重复/u, { selector: 'a' })).toBeInTheDocument();
    expect(screen.queryByText(/两次输入/u)).not.toBeInTheDocument();
  });

  it('leads over the recovery key to sign-in; nothing is in use before the key was typed back', async () => {
    await show();
    await user.click(screen.getByRole('button', { name: '正式启用' }));
    await fillOffice();
    await user.click(screen.getByRole('button', { name: /建立/u }));
    const sheet = await screen.findByRole('region', { name: '恢复码' });
    const groups = within(sheet)
      .getAllByRole('listitem')
      .map(({ textContent }) => textContent ?? '');
    await user.type(screen.getByLabelText('照纸面输入第 3 组'), groups[0] ?? '');
    await user.click(screen.getByRole('button', { name: /完成启用/u }));
    expect(screen.getByText('第 3 组与恢复码不符，请照纸面输入')).toBeInTheDocument();
    expect((await host.describe()).areas).toEqual([]);
    await user.clear(screen.getByLabelText('照纸面输入第 3 组'));
    await user.type(screen.getByLabelText('照纸面输入第 3 组'), groups[2]?.toLowerCase() ?? '');
    await user.type(screen.getByLabelText('照纸面输入第 8 组'), groups[7] ?? '');
    await user.click(screen.getByRole('button', { name: /完成启用/u }));
    expect(await screen.findByLabelText('人员')).toBeInTheDocument();
    expect((await host.describe()).areas).toEqual(['office']);
    await signIn(officers[1].passphrase);
    expect(await screen.findByText('已登录 王样例')).toBeInTheDocument();
  });
});

describe('sign-in', () => {
  it('says that the passphrase is wrong, empties the field, lets the right one in, and locks', async () => {
    await anOfficeInUse();
    await show();
    expect(screen.getByLabelText('口令')).toHaveFocus();
    await signIn('不对的口令');
    expect(await screen.findByText(/口令不对，没有登录。再错 4 次后需要等待/u)).toBeInTheDocument();
    expect(screen.getByLabelText('口令')).toHaveValue('');
    await signIn(officers[1].passphrase);
    expect(await screen.findByText('已登录 王样例')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: '锁定' }));
    expect(await screen.findByLabelText('人员')).toHaveDisplayValue(/王样例/u);
    expect(screen.queryByText(/已登录/u)).not.toBeInTheDocument();
  });

  it('makes whoever guesses wait after five tries, also after a reload, but not another officer', async () => {
    await anOfficeInUse();
    await show();
    for (let tries = 0; tries < 5; tries += 1) {
      await signIn(`猜 ${tries}`);
      await waitFor(() => expect(screen.getByLabelText('口令')).toHaveValue(''));
    }
    expect(await screen.findByText(/连续输错，请等/u)).toBeInTheDocument();
    expect(screen.getByRole('button', { name: /^登录/u })).toHaveAttribute('aria-disabled', 'true');
    cleanup();
    await show();
    await user.selectOptions(screen.getByLabelText('人员'), screen.getByRole('option', { name: /王样例/u }));
    expect(await screen.findByText(/连续输错，请等/u)).toBeInTheDocument();
    await signIn(officers[2].passphrase, '张样例');
    expect(await screen.findByText('已登录 张样例')).toBeInTheDocument();
  });

  it('names the half of a recovery key that was copied wrongly', async () => {
    await anOfficeInUse();
    await show();
    await user.click(screen.getByRole('button', { name: '用恢复码登录' }));
    await user.type(screen.getByLabelText('恢复码'), `${'0'.repeat(15)}1${'0'.repeat(16)}`);
    await user.type(screen.getByLabelText('新口令'), '新的一句口令');
    await user.type(screen.getByLabelText('再输一次新口令'), '新的一句口令');
    await user.click(screen.getByRole('button', { name: '重设口令并登录' }));
    expect(within(await screen.findByRole('alert')).getByText(/第 1 至 4 组里有字符抄错/u)).toBeInTheDocument();
  });
});

describe('a passphrase that an administrator set', () => {
  const GIVEN = '先用这一句话登录';
  const OWN = '潮水退去再赶海';
  async function given(): Promise<void> {
    await anOfficeInUse();
    const signedIn = { kind: 'passphrase', officerId: 'o1', passphrase: officers[0].passphrase } as const;
    const request = { host: host.host, description: await host.describe(), area: 'office', signIn: signedIn } as const;
    const opened = await openCounterStore(request, environmentOver(idb));
    if (!opened.ok) throw new Error(opened.failure.code);
    const entry = { id: 'o2', name: '王样例', role: 'windowClerk', passphrase: GIVEN } as const;
    await opened.value.desk.putOfficer(officers[0].passphrase, entry);
    await opened.value.close();
  }
  const fill = async (fields: Readonly<Record<string, string>>) => {
    for (const [label, text] of Object.entries(fields)) {
      await user.clear(screen.getByLabelText(label));
      await user.type(screen.getByLabelText(label), text);
    }
  };

  it('is changed by its owner first thing, and asked for no more', async () => {
    await given();
    await show();
    await signIn(GIVEN);
    expect(await screen.findByRole('heading', { name: '修改本人口令' })).toBeInTheDocument();
    await fill({ 现用口令: GIVEN, 新口令: '123456789012', 再输一次新口令: '123456789012' });
    await user.click(screen.getByRole('button', { name: /修改并继续/u }));
    expect(await screen.findByText(/不能全是数字/u)).toBeInTheDocument();
    await fill({ 新口令: GIVEN, 再输一次新口令: GIVEN });
    await user.click(screen.getByRole('button', { name: /修改并继续/u }));
    expect(await screen.findByText(/新口令与现用口令相同/u)).toBeInTheDocument();
    await fill({ 现用口令: '不对', 新口令: OWN, 再输一次新口令: OWN });
    await user.click(screen.getByRole('button', { name: /修改并继续/u }));
    expect(await screen.findByText('本人口令不对，没有改动')).toBeInTheDocument();
    await fill({ 现用口令: GIVEN });
    await user.click(screen.getByRole('button', { name: /修改并继续/u }));
    expect(await screen.findByText('已登录 王样例')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: '锁定' }));
    await screen.findByLabelText('人员');
    await signIn(OWN);
    expect(await screen.findByText('已登录 王样例')).toBeInTheDocument();
  });

  it('may be changed later, and is asked for again then', async () => {
    await given();
    await show();
    await signIn(GIVEN);
    await user.click(await screen.findByRole('button', { name: '以后再改' }));
    await user.click(await screen.findByRole('button', { name: '锁定' }));
    await screen.findByLabelText('人员');
    await signIn(GIVEN);
    expect(await screen.findByRole('heading', { name: '修改本人口令' })).toBeInTheDocument();
  });
});

describe('both settings files damaged', () => {
  const damage = async () => {
    for (const copy of ['', '.copy'])
      await writeFile(join(host.folder, 'areas', 'office', `settings.json${copy}`), '{"officeName":');
  };

  it('signs in, says what is restored and from where, and is as before afterwards', async () => {
    await anOfficeInUse();
    await show();
    await signIn(officers[0].passphrase, '李样例');
    await user.click(await screen.findByRole('button', { name: '锁定' }));
    await screen.findByLabelText('人员');
    cleanup();
    await damage();
    await show();
    await user.click(await screen.findByRole('button', { name: '登录并由台账恢复' }));
    await signIn(officers[1].passphrase);
    expect(await screen.findByText(/用台账第 3 条（2022-08-22，李样例记入）重新写出/u)).toBeInTheDocument();
    await user.keyboard('{Enter}');
    expect(await screen.findByText('已登录 王样例')).toBeInTheDocument();
    expect(await host.host.call('settings.read', { area: 'office' })).toMatchObject({
      value: { settings: { officeName: anOffice.officeName, receiptPrefix: anOffice.receiptPrefix } },
    });
  });

  it('locks a window that was left alone at 打开时发现', async () => {
    await anOfficeInUse();
    await show();
    await signIn(officers[0].passphrase, '李样例');
    await user.click(await screen.findByRole('button', { name: '锁定' }));
    await screen.findByLabelText('人员');
    cleanup();
    await damage();
    await show();
    await user.click(await screen.findByRole('button', { name: '登录并由台账恢复' }));
    await signIn(officers[1].passphrase);
    await screen.findByRole('heading', { name: '打开时发现' });
    const clock = await eightHoursLater();
    window.dispatchEvent(new Event('focus'));
    clock.mockRestore();
    expect(await screen.findByRole('button', { name: '登录并由台账恢复' })).toBeInTheDocument();
    expect(screen.queryByRole('heading', { name: '打开时发现' })).not.toBeInTheDocument();
  });

  it('says that the ledger holds none, and offers it no more', async () => {
    await anOfficeInUse();
    await damage();
    await show();
    await user.click(await screen.findByRole('button', { name: '登录并由台账恢复' }));
    await signIn(officers[1].passphrase);
    expect(await screen.findByText(/台账中没有管理员保存过的单位设置/u)).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: '登录并由台账恢复' })).not.toBeInTheDocument();
  });
});

describe('what the last session left', () => {
  async function withUnconfirmed(): Promise<void> {
    await anOfficeInUse();
    const signIn = { kind: 'passphrase', officerId: 'o2', passphrase: officers[1].passphrase } as const;
    const request = { host: host.host, description: await host.describe(), area: 'office', signIn } as const;
    const opened = await openCounterStore(request, environmentOver(idb));
    if (!opened.ok) throw new Error(opened.failure.code);
    for (const caseId of ['c1', 'c2']) {
      host.cut('journal.append', 'after');
      await opened.value.cases.record({ entryId: randomUUID(), caseId, action: aDecision('accepted') });
    }
    await opened.value.close();
  }

  it('is asked about entry by entry before anything else', async () => {
    await withUnconfirmed();
    await show();
    await signIn(officers[1].passphrase);
    expect(await screen.findByRole('heading', { name: '上次未确认' })).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: '保留 〔2022〕W03-000001 受理' }));
    await waitFor(() => expect(screen.queryByText('〔2022〕W03-000001')).not.toBeInTheDocument());
    for (const said of [/^不作废/u, /^作废/u]) {
      await user.click(screen.getByRole('button', { name: '作废 〔2022〕W03-000002 受理' }));
      await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: said }));
    }
    expect(await screen.findByText('已登录 王样例')).toBeInTheDocument();
  });

  it('locks a window that was left alone there, and settles nothing by the key that wakes it', async () => {
    await withUnconfirmed();
    await show();
    await signIn(officers[1].passphrase);
    (await screen.findByRole('button', { name: '作废 〔2022〕W03-000001 受理' })).focus();
    const clock = await eightHoursLater();
    await user.keyboard('{Enter}');
    clock.mockRestore();
    expect(await screen.findByText(/15 分钟无人操作，已自动锁定/u)).toBeInTheDocument();
    const ledger = await host.host.call('journal.state', { area: 'office' });
    expect(ledger).toMatchObject({ value: { count: 3, acknowledged: 0 } });
    await signIn(officers[1].passphrase);
    expect(await screen.findByRole('button', { name: '作废 〔2022〕W03-000001 受理' })).toBeInTheDocument();
  });

  it('gives an older journal back what it lost, and says so', async () => {
    await withUnconfirmed();
    const journal = join(host.folder, 'areas', 'office', 'journal.jsonl');
    await show();
    await signIn(officers[1].passphrase);
    await screen.findByRole('heading', { name: '上次未确认' });
    const whole = await readFile(journal, 'utf8');
    await writeFile(journal, `${whole.split('\n')[0] ?? ''}\n`);
    await host.restart();
    document.body.innerHTML = '';
    await show();
    await signIn(officers[1].passphrase);
    await waitFor(async () => expect(await readFile(journal, 'utf8')).toBe(whole));
  });

  it('stops with a failure screen when the journal is another one; the report names no person', async () => {
    await withUnconfirmed();
    const { installationId } = await host.describe();
    const db = new CasesDatabase(databaseName('office', installationId), { indexedDB: idb, IDBKeyRange });
    const ledger = (await db.meta.get('ledger'))?.value as object;
    await db.meta.put({ name: 'ledger', value: { ...ledger, count: 3, head: 'f'.repeat(64) } });
    db.close();
    await show();
    await signIn(officers[1].passphrase);
    expect(await screen.findByText('什么是安全的')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: /保存故障报告/u }));
    expect(await screen.findByText(/已保存/u)).toBeInTheDocument();
    const folder = join(host.folder, 'reports');
    const [report = ''] = await readdir(folder);
    const text = await readFile(join(folder, report), 'utf8');
    expect(text).toContain('journal-behind-store');
    expect(text).toMatch(/"count": 3,\n\s+"head": "[0-9a-f]{64}"/u);
    expect(text).toMatch(/"journal.jsonl": \d+/u);
    expect(text).toContain('"node": "v');
    expect(text).not.toMatch(/样例|陈海晴|4408/u);
  });
});
