/** 政策: what is in force, confirming, taking in, refusing, the difference in words, and the cases that would change. */
import axe from 'axe-core';
import { configure, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { success } from '#shared/contract/failure.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import type { RegistrySet } from '#shared/domain/registries.ts';
import { canonicalJson } from '#shared/policy/canonical-json.ts';
import { packFile } from '#shared/policy/pack-import.ts';
import { packById } from '#shared/policy/pack-library.ts';
import type { PolicyPack } from '#shared/policy/pack.ts';
import type { CounterStore } from '#renderer/store/counter-store.ts';
import { PolicyPage } from '#renderer/features/policy/index.ts';
import { aCounterStore, type FakeStore } from '#tests/builders/a-counter-store.ts';
import { aCalendarYear } from '#tests/builders/a-calendar-year.ts';
import { aDecidedAction, aSceneFile } from '#tests/builders/a-decided-action.ts';

// Found as soon as it is there; the limit only bounds a failing run on a busy machine.
configure({ asyncUtilTimeout: 15_000 });
vi.setConfig({ testTimeout: 60_000 });

const in2022 = plainDate('2022-08-22');
const in2026 = plainDate('2026-07-01');
const shipped = (id: string): PolicyPack => {
  const held = packById(id);
  if (held === null) throw new Error(id);
  return held.pack;
};
const ministry = shipped('guangdong-2026');

async function opened(store: CounterStore, date = in2022) {
  const user = userEvent.setup();
  render(<PolicyPage store={store} businessDate={date} />);
  await screen.findByText(/^已比对 \d/u);
  return user;
}

const file = (content: unknown): File =>
  new File([typeof content === 'string' ? content : canonicalJson(content)], '参数包.json', {
    type: 'application/json',
  });
const choose = async (user: ReturnType<typeof userEvent.setup>, content: unknown) =>
  user.upload(screen.getByLabelText('参数包文件'), file(content));
const events = async (store: FakeStore) => {
  const found = await store.cases.events('policy');
  return found.ok ? found.value.map(({ subjectId, content }) => ({ subjectId, content })) : [];
};
const row = (title: string) => screen.getByRole('row', { name: new RegExp(title, 'u') });

describe('the packs of this window', () => {
  it('are listed with the one in force and each figure in words, with source and mark', async () => {
    await opened(aCounterStore());
    const city = shipped('zhanjiang-2022');
    expect(screen.getByText(`2022-08-22 适用“${city.title}”。`)).toBeInTheDocument();
    const board = screen.getByRole('table', { name: '政策参数包' });
    expect(within(board).getAllByRole('row')).toHaveLength(7);
    expect(within(board).getByText('业务日期适用')).toBeInTheDocument();
    const figures = screen.getByRole('table', { name: '参数' });
    const amount = within(figures).getByRole('row', { name: /^补助标准（每人）/u });
    expect(amount).toHaveTextContent('1,500.00元（壹仟伍佰元整）');
    expect(amount).toHaveTextContent('办事指南（2022年6月23日） 每招用1人1500元，广东2022年标准（省级规定）');
    expect(amount).toHaveTextContent('✓ 已核实');
    expect(within(figures).getAllByRole('row')).toHaveLength(Object.keys(city.parameters).length + 1);
  });

  it('say that none is in force', async () => {
    await opened(aCounterStore(), in2026);
    expect(screen.getByText(/^2026-07-01 没有适用的政策包/u)).toHaveTextContent('不能判定');
  });

  it('say that several are in force, and which', async () => {
    const store = aCounterStore({ role: 'administrator' });
    const pack = { ...shipped('zhanjiang-2022'), id: 'zhanjiang-other', title: '另一个湛江包' };
    await store.cases.recordEvent({
      entryId: 'x',
      kind: 'policy',
      subjectId: pack.id,
      on: in2022,
      content: { type: 'imported', pack },
      takeBatchNumber: false,
    });
    await opened(store);
    expect(screen.getByText(/2 个政策包同时生效/u)).toHaveTextContent('“另一个湛江包”');
    expect(screen.getAllByText('与其他包同日生效')).toHaveLength(2);
  });

  it('are unknown while the journal cannot be read', async () => {
    const store = aCounterStore();
    const broken = {
      ...store,
      cases: {
        ...store.cases,
        events: async () => ({ ok: false as const, failure: { code: 'store-damaged' as const } }),
      },
    };
    render(<PolicyPage store={broken} businessDate={in2022} />);
    expect(await screen.findByRole('alert')).toHaveTextContent('政策记录读不出来，暂不能判定');
    expect(screen.queryByRole('table')).not.toBeInTheDocument();
  });

  it('pass the accessibility rules', async () => {
    await opened(aCounterStore({ role: 'administrator' }), in2026);
    const { violations } = await axe.run(document.body, {
      runOnly: ['wcag2a', 'wcag2aa'],
      rules: { 'color-contrast': { enabled: false } },
    });
    expect(violations.map(({ id }) => id)).toEqual([]);
  });
});

describe('confirming', () => {
  it('asks for the document, is recorded, and brings the pack into force; by keyboard alone', async () => {
    const store = aCounterStore({ role: 'administrator' });
    const user = await opened(store, in2026);
    screen.getByRole('button', { name: `查看${ministry.title}` }).focus();
    await user.keyboard('{Enter}');
    const field = screen.getByLabelText('本地文件文号');
    field.focus();
    await user.keyboard('{Enter}');
    expect(field).toHaveAccessibleDescription(/请填写本地文件的文号/u);
    expect(await events(store)).toEqual([]);
    await user.keyboard('湛人社函〔2026〕1号{Enter}');
    expect(await screen.findByText(`2026-07-01 适用“${ministry.title}”。`)).toBeInTheDocument();
    expect(screen.getByText(/王样例 于 2026-07-01 依据 湛人社函〔2026〕1号 核定/u)).toBeInTheDocument();
    expect(screen.queryByText('待本地核定')).not.toBeInTheDocument();
    expect(await events(store)).toEqual([
      {
        subjectId: ministry.id,
        content: {
          type: 'confirmed',
          confirmation: {
            packId: ministry.id,
            digest: packFile(ministry).digest,
            documentNumber: '湛人社函〔2026〕1号',
            by: '王样例',
            on: in2026,
          },
        },
      },
    ]);
  });

  it('sets what the local document says otherwise: recorded as the office’s version, then confirmed', async () => {
    const store = aCounterStore({ role: 'administrator' });
    const user = await opened(store, in2026);
    await user.click(screen.getByRole('button', { name: `查看${ministry.title}` }));
    const amount = screen.getByLabelText('补助标准（元/人）');
    await user.clear(amount);
    await user.type(amount, '1600');
    await user.type(screen.getByLabelText('本地文件文号'), '粤人社函〔2026〕1号');
    await user.click(screen.getByRole('button', { name: '核定全部数值' }));
    expect(amount).toHaveAccessibleDescription(/不能高于部级上限 1500\.00 元/u);
    expect(await events(store)).toEqual([]);
    await user.clear(amount);
    await user.type(amount, '1000');
    await user.selectOptions(screen.getByLabelText('社会组织'), '只限登记失业青年');
    await user.click(screen.getByRole('button', { name: '核定全部数值' }));
    expect(await screen.findByText(/王样例 于 2026-07-01 依据 粤人社函〔2026〕1号 核定/u)).toBeInTheDocument();
    expect(row(ministry.title)).toHaveTextContent('本地改定');
    const figures = screen.getByRole('table', { name: '参数' });
    expect(within(figures).getByRole('row', { name: /^补助标准（每人） 1,000\.00元/u })).toHaveTextContent(
      '粤人社函〔2026〕1号 本地核定（省级规定）',
    );
    expect((await events(store)).map(({ content }) => (content as { type: string }).type)).toEqual([
      'imported',
      'confirmed',
    ]);
  });

  it('changes nothing when the journal fails, and keeps what was typed', async () => {
    const store = aCounterStore({ role: 'administrator' });
    store.failing.add('recordEvent:policy');
    const user = await opened(store, in2026);
    await user.click(screen.getByRole('button', { name: `查看${ministry.title}` }));
    await user.type(screen.getByLabelText('本地文件文号'), '湛人社函1号');
    await user.click(screen.getByRole('button', { name: '核定全部数值' }));
    expect(await screen.findByRole('alert')).toBeInTheDocument();
    expect(screen.getByLabelText('本地文件文号')).toHaveValue('湛人社函1号');
    expect(screen.getByText(/没有适用的政策包/u)).toBeInTheDocument();
  });

  it('and taking in are the administrator’s; in training anybody’s', async () => {
    const { unmount } = render(<PolicyPage store={aCounterStore()} businessDate={in2026} />);
    await screen.findByText('导入参数包由管理员登录后办理。');
    expect(screen.queryByLabelText('本地文件文号')).not.toBeInTheDocument();
    expect(screen.queryByLabelText('参数包文件')).not.toBeInTheDocument();
    unmount();
    const user = await opened(aCounterStore({ area: 'training' }), in2026);
    await user.click(screen.getByRole('button', { name: `查看${ministry.title}` }));
    expect(screen.getByLabelText('本地文件文号')).toBeInTheDocument();
    expect(screen.getByLabelText('参数包文件')).toBeInTheDocument();
  });
});

describe('taking in a pack', () => {
  const city = shipped('zhanjiang-2022');
  const revised: PolicyPack = {
    ...city,
    title: '湛江市（修订）',
    parameters: { ...city.parameters, minimumMonths: { ...city.parameters.minimumMonths, value: 6 } },
  };

  it('shows the difference first, then records it and uses it', async () => {
    const store = aCounterStore({ role: 'administrator' });
    const user = await opened(store);
    await choose(user, packFile(revised));
    const preview = await screen.findByRole('group', { name: '导入前核对' });
    expect(preview).toHaveTextContent(`将替换现用的“${city.title}”`);
    const differences = within(preview).getByRole('list', { name: '与前一包的差异' });
    expect(within(differences).getAllByRole('listitem')).toHaveLength(1);
    expect(differences).toHaveTextContent('最少缴费月数：由“1个月”改为“6个月”');
    expect(await events(store)).toEqual([]);
    await user.click(within(preview).getByRole('button', { name: '导入并替换' }));
    expect(await screen.findByText('2022-08-22 适用“湛江市（修订）”。')).toBeInTheDocument();
    expect(row('湛江市（修订）')).toHaveTextContent('由文件导入');
    expect(await events(store)).toEqual([{ subjectId: city.id, content: { type: 'imported', pack: revised } }]);
    expect(screen.queryByRole('group', { name: '导入前核对' })).not.toBeInTheDocument();
  });

  it.each<[string, RegExp, unknown]>([
    ['no JSON', /不是政策参数包文件/u, '{'],
    [
      'an unknown check',
      /含本程序没有的核验项.*位置 pack\.checks\.0\.check/u,
      { ...packFile(revised), pack: { ...revised, checks: [{ ...revised.checks[0], check: 'not-a-check' }] } },
    ],
    [
      'a missing source',
      /缺少出处.*位置 pack\.parameters\.amountFen\.source/u,
      {
        ...packFile(revised),
        pack: {
          ...revised,
          parameters: { ...revised.parameters, amountFen: { value: 150_000, mark: 'verified' } },
        },
      },
    ],
    ['altered content', /摘要不符/u, { ...packFile(revised), pack: { ...revised, title: '改过' } }],
    ['overlapping dates', /受理日期重叠.*重叠，且未写明由谁接替/u, packFile({ ...revised, id: 'zhanjiang-other' })],
    ['the pack in use', /与现用的相同/u, packFile(city)],
  ])('is refused with the place: %s; the old one stays', async (_, words, content) => {
    const store = aCounterStore({ role: 'administrator' });
    const user = await opened(store);
    await choose(user, content);
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('参数包没有导入，原有参数包不变');
    expect(alert).toHaveTextContent(words);
    expect(screen.queryByRole('button', { name: /^导入(并替换)?$/u })).not.toBeInTheDocument();
    expect(screen.getByText(`2022-08-22 适用“${city.title}”。`)).toBeInTheDocument();
    expect(await events(store)).toEqual([]);
  });
});

describe('taking in a calendar', () => {
  const chooseCalendar = async (user: ReturnType<typeof userEvent.setup>, content: unknown) =>
    user.upload(screen.getByLabelText('日历文件'), file(content));

  it('shows each year in words first, then records it and counts by it', async () => {
    const store = aCounterStore({ role: 'administrator' });
    const user = await opened(store, plainDate('2026-12-07'));
    const panel = screen.getByRole('region', { name: '工作日历' });
    expect(panel).toHaveTextContent('工作日历没有 2027 年：跨年的期限算不出');
    await chooseCalendar(user, { years: [aCalendarYear()] });
    const preview = await within(panel).findByRole('group', { name: '导入前核对' });
    expect(preview).toHaveTextContent(
      '2027 年（新增）依据 国办发明电〔2026〕9号（2026年11月10日印发）。放假：1月1日至1月3日、2月5日至2月11日',
    );
    expect(preview).toHaveTextContent('调休上班：1月30日、10月9日');
    expect(await events(store)).toEqual([]);
    await user.click(within(preview).getByRole('button', { name: '导入日历' }));
    expect(await within(panel).findByText(/已启用 2027 年的工作日历/u)).toBeInTheDocument();
    expect(panel).not.toHaveTextContent('跨年的期限算不出');
    expect(within(panel).getByRole('row', { name: /^2027 .*由文件导入$/u })).toBeInTheDocument();
    expect(await events(store)).toEqual([
      { subjectId: 'calendar', content: { type: 'calendarImported', years: [aCalendarYear()] } },
    ]);
  });

  it.each<[string, RegExp, unknown]>([
    ['no JSON', /不符合日历文件的格式/u, '{'],
    [
      'a day that is free and worked',
      /第 1 个年度，调休上班第 1 天 2027-01-02：同一天既放假又上班/u,
      { years: [aCalendarYear({ on: [plainDate('2027-01-02')] })] },
    ],
    [
      'a wrong year',
      /第 1 个年度，放假通知 2026-11-10：放假通知不是这一年的.*years\.0\.notice\.issuedOn/u,
      { years: [aCalendarYear({ year: 2072 })] },
    ],
  ])('is refused with the place: %s; the old one stays', async (_, words, content) => {
    const store = aCounterStore({ role: 'administrator' });
    const user = await opened(store);
    await chooseCalendar(user, content);
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('工作日历没有导入，现用的日历不变');
    expect(alert).toHaveTextContent(words);
    expect(screen.queryByRole('button', { name: '导入日历' })).not.toBeInTheDocument();
    expect(await events(store)).toEqual([]);
  });

  it('is the administrator’s', async () => {
    await opened(aCounterStore());
    expect(screen.getByText('导入工作日历由管理员登录后办理。')).toBeInTheDocument();
    expect(screen.queryByLabelText('日历文件')).not.toBeInTheDocument();
  });
});

describe('cases that would change', () => {
  async function withCases(now: () => RegistrySet) {
    const store = aCounterStore({ role: 'administrator' });
    await store.cases.record({ entryId: 'a', caseId: 'met', action: aDecidedAction('') });
    await store.cases.record({ entryId: 'b', caseId: 'unknown', action: aDecidedAction('毕业-') });
    const listeners = new Set<() => void>();
    const registry: CounterStore['registry'] = {
      ...store.registry,
      gather: async () => success(now()),
      subscribe: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    };
    return { store: { ...store, registry }, fake: store, arrives: () => listeners.forEach((listener) => listener()) };
  }
  const registriesOf = (change: string): RegistrySet => aSceneFile(change).registries;

  it('are named when a register arrives, with what differs; nothing changes by itself', async () => {
    let now = registriesOf('毕业-');
    const { store, fake, arrives } = await withCases(() => now);
    await opened(store);
    expect(await screen.findByText('已比对 2 件，1 处会有不同。')).toBeInTheDocument();
    const calls = fake.calls.length;
    now = registriesOf('');
    arrives();
    const line = await screen.findByRole('row', { name: /收件待核 → 受理/u });
    expect(line).toHaveTextContent('？ 待核 → ✓ 符合');
    expect(within(line).getByRole('link')).toHaveAttribute('href', '#/case/unknown');
    expect(fake.calls).toHaveLength(calls);
    expect([...fake.actions.values()].map((actions) => actions.length)).toEqual([1, 1]);
  });

  it('are named when a pack arrives', async () => {
    const { store } = await withCases(() => registriesOf(''));
    const city = shipped('zhanjiang-2022');
    const user = await opened(store);
    const { amountFen } = city.parameters;
    await choose(
      user,
      packFile({ ...city, parameters: { ...city.parameters, amountFen: { ...amountFen, value: 100_000 } } }),
    );
    await user.click(await screen.findByRole('button', { name: '导入并替换' }));
    expect(await screen.findByText('已比对 2 件，2 处会有不同。')).toBeInTheDocument();
    expect(screen.getByText('1,500.00 → 1,000.00')).toBeInTheDocument();
  });

  it('that cannot be read are counted, not passed over', async () => {
    const { store } = await withCases(() => ({}));
    const broken = {
      ...store,
      cases: {
        ...store.cases,
        open: async () => ({ ok: false as const, failure: { code: 'store-damaged' as const } }),
      },
    };
    await opened(broken);
    await waitFor(() => expect(screen.getByText(/有 2 件读不出来，没有比对/u)).toBeInTheDocument());
  });
});
