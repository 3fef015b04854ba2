import { fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  ImportIssueList,
  RosterSection,
  type ReadRoster,
  type RosterSelection,
} from '#renderer/features/intake/roster/index.ts';
import type { ColumnMemory, ReadFile } from '#renderer/features/intake/roster/use-roster-import.ts';
import { failed, success } from '#shared/contract/failure.ts';
import type { RosterEntry } from '#shared/domain/application.ts';
import type { ColumnAnswer } from '#shared/rosters/roster-answers.ts';
import { readRoster } from '#shared/files/read-roster.ts';
import type { EntryDecision } from '#shared/policy/verdict.ts';
import { aCitizenId, aLongRoster, aRosterOfTen, decisionsFor, someEmployerChecks } from '#tests/builders/a-roster.ts';

const inPlace: ReadFile = async (file, _signal, answers) =>
  success(await readRoster(new Uint8Array(await file.arrayBuffer()), undefined, answers));

vi.setConfig({ testTimeout: 60_000 });

class SilentObserver {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}

beforeEach(() => {
  // The test's document has no layout; the grid draws what fits into its view.
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(640);
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(1024);
  vi.stubGlobal('ResizeObserver', SilentObserver);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

interface Setup {
  readonly entries?: readonly RosterEntry[];
  readonly decisions?: ReadonlyMap<string, EntryDecision>;
  readonly readFile?: ReadFile;
  readonly reading?: boolean;
  readonly columnMemory?: ColumnMemory;
  readonly onOther?: ((read: ReadRoster) => void) | null;
}

function show({
  entries = aRosterOfTen(),
  decisions,
  readFile = inPlace,
  reading = false,
  onOther = null,
  columnMemory,
}: Setup = {}) {
  const seen: { entries: readonly RosterEntry[]; selection: RosterSelection | null; source: string | null } = {
    entries,
    selection: null,
    source: null,
  };
  const decided = decisions ?? decisionsFor(entries);
  function Page() {
    const [now, setNow] = useState(entries);
    const [source, setSource] = useState<string | null>(null);
    const [read, setRead] = useState<ReadRoster | null>(null);
    return (
      <>
        <RosterSection
          reading={reading}
          lastRead={read}
          onRead={setRead}
          onOther={onOther}
          entries={now}
          source={source}
          decisions={decided}
          employerChecks={someEmployerChecks}
          readFile={readFile}
          {...(columnMemory === undefined ? {} : { columnMemory })}
          onChange={(next, from) => {
            seen.entries = next;
            setNow(next);
            if (from !== undefined) setSource((seen.source = from));
          }}
          onSelect={(selection) => {
            seen.selection = selection;
          }}
        />
        {read === null ? null : <ImportIssueList read={read} onGoTo={() => undefined} onClose={() => undefined} />}
      </>
    );
  }
  render(<Page />);
  return seen;
}

const rowOf = (name: string) => within(screen.getByText(name).closest('[role=row]') as HTMLElement);
const input = () => screen.getByRole<HTMLTextAreaElement>('textbox');
const chooser = () => screen.getByLabelText<HTMLInputElement>('花名册文件');
const csv = (text: string, name = '名单.csv') => new File([text], name, { type: 'text/csv' });

describe('what the clerk sees', () => {
  it('a verdict is a word for the ear, and the amount stands beside it', () => {
    show();
    const cells = rowOf('黄志远')
      .getAllByRole('gridcell')
      .map((cell) => cell.textContent);
    expect(cells.slice(-2)).toEqual(['✕ 不符合', '—']);
    expect(cells[9]).toBe('✕不符合');
  });
  it('an input error is no verdict: the cell says what is wrong, the conclusion says 待更正', () => {
    show();
    const row = rowOf('梁浩然');
    const wrong = row.getAllByRole('gridcell').filter((cell) => cell.getAttribute('aria-invalid') === 'true');
    expect(wrong.length).toBe(2);
    const message = document.getElementById(wrong[0]?.getAttribute('aria-describedby') ?? '');
    expect(message?.textContent).toContain('末位校验码不对');
    expect(row.getByText('✎ 待更正')).toBeInTheDocument();
    expect(row.queryByText('不符合')).toBeNull();
    expect(screen.getByText('✎ 待更正 1')).toBeInTheDocument();
  });
  it('says that it is still deciding as long as something is unanswered', () => {
    show({ decisions: new Map(), reading: true });
    expect(rowOf('陈海晴').getByText('判定中…')).toBeInTheDocument();
  });

  it('a person nobody decided yet has no verdict', () => {
    show({ decisions: new Map() });
    expect(rowOf('陈海晴').getByText('未判定', { selector: '.soft' })).toBeInTheDocument();
  });
  it('an original that was seen and a stricter condition carry their marks', () => {
    show();
    expect(rowOf('林文博').getByText('原件')).toBeInTheDocument();
    expect(rowOf('何雨桐').getByText('市级')).toBeInTheDocument();
  });
  it('an empty roster names the ways in', () => {
    show({ entries: [] });
    expect(screen.getByText('把花名册文件拖到这里')).toBeInTheDocument();
  });
});

describe('typing', () => {
  it('is told with every letter, and a whole person is typed by Tab and Enter', async () => {
    const seen = show({ entries: [] });
    const user = userEvent.setup();
    input().focus();
    await user.keyboard('周');
    expect(seen.entries.map((entry) => entry.name)).toEqual(['周']);
    await user.keyboard('一{Tab}440802200003150004{Tab}某校{Tab}{Tab}2022.6.25{Enter}');
    expect(seen.entries).toHaveLength(1);
    expect(seen.entries[0]).toMatchObject({
      name: '周一',
      citizenId: '440802200003150004',
      school: '某校',
      graduatedOn: '2022-06-25',
      attestations: [],
    });
  });
  it('says nothing of a number that is missing while its row is being filled in', async () => {
    show({ entries: [] });
    const user = userEvent.setup();
    input().focus();
    await user.keyboard('周一{Tab}');
    expect(screen.queryByText(/没有证件号码/u)).toBeNull();
    await user.keyboard('{ArrowDown}');
    expect(screen.getByText(/没有证件号码/u)).toBeInTheDocument();
  });
  it('drops what was vouched for when the number becomes another person’s, and undo brings it back', async () => {
    const attestations: RosterEntry['attestations'] = [
      { check: 'programme-graduate', verdict: 'met', basis: 'original-seen', by: 'o1', on: '2022-08-22' as never },
    ];
    const seen = show({ entries: aLongRoster(2).map((entry) => ({ ...entry, attestations })) });
    const user = userEvent.setup();
    input().focus();
    await user.keyboard(`{Tab}${aCitizenId(500)}{Enter}`);
    expect(seen.entries.map((entry) => entry.attestations.length)).toEqual([0, 1]);
    await user.keyboard('{Control>}z{/Control}');
    expect(seen.entries.map((entry) => entry.attestations.length)).toEqual([1, 1]);
  });
  it('reports the person under the cursor', async () => {
    const seen = show();
    const user = userEvent.setup();
    input().focus();
    await user.keyboard('{ArrowDown}');
    expect(seen.selection).toEqual({ entryIds: ['entry-1'], group: null });
    // First to what the row asks for that the cursor stands on, then to the next.
    await user.keyboard('{Control>}{ArrowDown}{/Control}');
    expect(seen.selection).toEqual({ entryIds: ['entry-1'], group: 'insurance' });
    await user.keyboard('{Control>}{ArrowDown}{/Control}');
    expect(seen.selection).toEqual({ entryIds: ['entry-2'], group: 'contract' });
  });
});

describe('columns that nobody knows', () => {
  const OWN = `员工,证照编码,母校,拿证日子,签约日,到期日
陈海晴,${aCitizenId(1)},广东海洋大学,2022-06-30,2022-07-04,2025-07-03
黄志远,${aCitizenId(2)},岭南师范学院,2022-06-28,2022-08-01,2025-07-31
`;
  const aMemory = () => {
    const kept = new Map<string, ColumnAnswer>();
    const memory: ColumnMemory = {
      answers: () => kept,
      remember: (answers) => answers.forEach((answer, key) => kept.set(key, answer)),
    };
    return { kept, memory };
  };
  const drop = (text: string) => fireEvent.change(chooser(), { target: { files: [csv(text)] } });
  const asked = () => screen.findByRole('combobox', { name: /D 列 “拿证日子”/u, hidden: true });

  it('are asked with what stands in them; Enter takes the likely answer, which is remembered and not asked again', async () => {
    const { kept, memory } = aMemory();
    const seen = show({ entries: [], columnMemory: memory });
    drop(OWN);
    const select = await asked();
    // The test's document opens no modal dialogs; in the window the focus lands on what carries this mark.
    expect(select).toHaveAttribute('data-autofocus');
    expect(select).toHaveValue('graduatedOn');
    expect(select).toHaveAccessibleDescription('内容：2022-06-30、2022-06-28');
    expect(seen.entries).toHaveLength(0);
    fireEvent.keyDown(select, { key: 'Enter' });
    await waitFor(() =>
      expect(seen.entries.map(({ graduatedOn }) => graduatedOn)).toEqual(['2022-06-30', '2022-06-28']),
    );
    expect(seen.entries[1]).toMatchObject({ name: '黄志远', school: '岭南师范学院', contractTo: '2025-07-31' });
    expect([...kept]).toEqual([['拿证日子', 'graduatedOn']]);
    drop(OWN.replace('2022-06-28', '2022-06-29'));
    await screen.findByText('已有花名册，怎样处理新读入的？');
    expect(screen.queryByText('这几列是什么？')).toBeNull();
  });

  it('stay unread at Esc, and nothing is remembered', async () => {
    const { kept, memory } = aMemory();
    const seen = show({ entries: [], columnMemory: memory });
    drop(OWN);
    await asked();
    fireEvent.click(screen.getByRole('button', { name: /先不读这几列/u, hidden: true }));
    await waitFor(() => expect(seen.entries.map(({ graduatedOn }) => graduatedOn)).toEqual(['', '']));
    expect(kept.size).toBe(0);
  });

  it('cannot both be the same', async () => {
    const seen = show({ entries: [] });
    drop(OWN.replaceAll('签约日', '甲日').replaceAll('到期日', '乙日').replaceAll('2025-07-31', '2025-06-30'));
    const selects = await screen.findAllByRole('combobox', { hidden: true });
    expect(selects).toHaveLength(3);
    for (const select of selects) fireEvent.change(select, { target: { value: 'graduatedOn' } });
    fireEvent.click(screen.getByRole('button', { name: /按此读入/u, hidden: true }));
    expect(await screen.findByText('“毕业时间”选了两列，请只留一列。')).toBeInTheDocument();
    expect(seen.entries).toHaveLength(0);
  });
});

describe('files', () => {
  it('are read into an empty roster without a question, with their own row numbers', async () => {
    const seen = show({ entries: [] });
    fireEvent.change(chooser(), {
      target: { files: [csv(`花名册\n姓名,身份证号\n甲,${aCitizenId(1)}\n乙,440802200003150\n合计,2\n`)] },
    });
    await waitFor(() => expect(seen.entries).toHaveLength(2));
    expect(seen.source).toBe('名单.csv 第 3–4 行');
    expect(seen.entries.map((entry) => entry.row)).toEqual([3, 4]);
    expect(screen.getByRole('button', { name: /B4 证件号码：是 15 位旧号码/u })).toBeInTheDocument();
    expect(screen.getByText(/第 5 行没有作为人员读入/u)).toBeInTheDocument();
    expect(screen.getByRole('button', { name: /^略过 1 行/u })).toBeInTheDocument();
  });
  it('are dropped anywhere on the section', async () => {
    const seen = show({ entries: [] });
    const section = screen.getByRole('region', { name: '花名册' });
    const dataTransfer = { types: ['Files'], files: [csv(`姓名,身份证号\n甲,${aCitizenId(1)}\n`)], dropEffect: '' };
    fireEvent.dragOver(section, { dataTransfer });
    expect(screen.getByText('松开即读入花名册')).toBeInTheDocument();
    fireEvent.drop(section, { dataTransfer });
    await waitFor(() => expect(seen.entries).toHaveLength(1));
  });
  it('over a roster ask first; only adding leaves those who are there', async () => {
    const seen = show({ entries: aLongRoster(3) });
    fireEvent.change(chooser(), {
      target: { files: [csv(`姓名,身份证号\n甲,${aCitizenId(700)}\n陈海晴,${aLongRoster(1)[0]?.citizenId}\n`)] },
    });
    const dialog = await screen.findByRole('dialog', { hidden: true });
    const [, second, third] = aLongRoster(3).map((entry) => entry.name);
    const [added, same, changed, removed] = [...dialog.querySelectorAll('dd')].map((cell) => cell.textContent);
    expect([added, same]).toEqual(['1 人 甲', '0 人']);
    expect(changed).toMatch(/^1 人.*陈海晴 毕业院校：广东海洋大学 → （空）/u);
    expect(removed).toBe(`2 人 ${second}、${third}`);
    expect(seen.entries).toHaveLength(3);
    fireEvent.click(within(dialog).getByText(/只添加新人员/u));
    expect(seen.entries.map((entry) => entry.name)).toEqual([...aLongRoster(3).map((entry) => entry.name), '甲']);
    expect(seen.entries[0]?.school).toBe('广东海洋大学');
  });
  it('of another firm begin another application with Enter; Enter never merges them', async () => {
    const onOther = vi.fn<(read: ReadRoster) => void>();
    const seen = show({ entries: aLongRoster(3), onOther });
    fireEvent.change(chooser(), { target: { files: [csv(`姓名,身份证号\n甲,${aCitizenId(700)}\n`)] } });
    const dialog = await screen.findByRole('dialog', { hidden: true });
    expect(document.activeElement).toHaveTextContent(/^另开新受理/u);
    fireEvent.click(within(dialog).getByText(/^另开新受理$/u));
    expect(onOther.mock.calls[0]?.[0].entries.map(({ name }) => name)).toEqual(['甲']);
    expect(seen.entries).toHaveLength(3);
  });
  it('of another firm on the sheet of a recorded case are left out with Enter', async () => {
    const seen = show({ entries: aLongRoster(3) });
    fireEvent.change(chooser(), { target: { files: [csv(`姓名,身份证号\n甲,${aCitizenId(700)}\n`)] } });
    await screen.findByRole('dialog', { hidden: true });
    expect(document.activeElement).toHaveTextContent(/^不读入/u);
    fireEvent.click(document.activeElement as HTMLElement);
    expect(seen.entries).toHaveLength(3);
  });
  it('that cannot be read say why, and nothing on the sheet changes', async () => {
    const seen = show({ readFile: () => Promise.resolve(failed('file-vanished')) });
    const before = seen.entries;
    fireEvent.change(chooser(), { target: { files: [csv('')] } });
    expect((await screen.findByRole('alert')).textContent).toContain('U 盘');
    expect(seen.entries).toBe(before);
  });
  it('that take long show their size, and can be stopped', async () => {
    let signal: AbortSignal | undefined;
    const never: ReadFile = (_, given) => {
      signal = given;
      return new Promise(() => undefined);
    };
    show({ readFile: never });
    fireEvent.change(chooser(), { target: { files: [csv('x'.repeat(3000))] } });
    fireEvent.click(await screen.findByText('停止读取'));
    expect(signal?.aborted).toBe(true);
    expect(screen.queryByText('停止读取')).toBeNull();
  });
});

describe('changes from outside', () => {
  it('of decisions and attestations leave the history alone', async () => {
    const seen = show();
    const user = userEvent.setup();
    const before = seen.entries[0]?.name;
    input().focus();
    await user.keyboard('新名{Enter}');
    expect(seen.entries[0]?.name).toBe('新名');
    await user.keyboard('{Control>}z{/Control}');
    expect(seen.entries[0]?.name).toBe(before);
  });
});
