/** Every reason for which an entry is not taken, and every answer to a trouble. */
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { misfit, type JournalEnd } from '#electron/host/journal-fit.ts';
import { indexedOf, journalIndex } from '#electron/host/journal-index.ts';
import { fastHash } from '#electron/host/journal-file.ts';
import type { JournalAppend, Marks } from '#shared/casework/journal.ts';
import { completed } from '#shared/casework/journal-line.ts';
import type { Trouble } from '#shared/contract/channels.ts';
import { NOTHING_YET, aFounding, after, anEntry, type EntryWish } from '#tests/builders/host-requests.ts';
import type { LedgerEnd } from '#renderer/store/cases/compose.ts';

const MACHINE = 'machine-1';
const installation = '00000000-0000-4000-8000-0000000000aa';
const opened = aFounding({ machine: MACHINE, installation }).first;
const aCase = anEntry(after(opened, NOTHING_YET));
const end: LedgerEnd = after(aCase, after(opened, NOTHING_YET));

function endWith(entries: readonly JournalAppend[], troubles: readonly Trouble[] = []): JournalEnd {
  const index = journalIndex();
  let head = NOTHING_YET.head;
  for (const entry of entries) {
    const whole = completed(entry, fastHash);
    index.add(indexedOf(whole, 0, 1));
    index.learn(whole);
    head = whole.hash;
  }
  return { count: entries.length, head, index, machine: MACHINE, troubles };
}

const judged = (entry: JournalAppend, troubles: readonly Trouble[] = []) =>
  misfit(entry, endWith([opened, aCase], troubles));
const fitting = (wish: EntryWish = {}) => anEntry(end, wish);
const withHeader = (entry: JournalAppend, change: Partial<JournalAppend['header']>): JournalAppend => ({
  ...entry,
  header: { ...entry.header, ...change },
});
const refused = (path: string) => ({
  ok: false,
  failure: { code: 'bad-request', detail: { channel: 'journal.append', path } },
});
const binding = (change: Partial<NonNullable<Marks['binding']>> = {}) => ({
  prefix: 'W03',
  machine: MACHINE,
  installation,
  ...change,
});
const window = end.writer?.window ?? '';
/** A window of its own, under another prefix. */
const anew = (change: EntryWish = {}): JournalAppend =>
  fitting({
    kind: 'window',
    takeNumbers: [],
    writer: { window: randomUUID(), generation: 1, prefix: 'W09' },
    ...change,
    marks: { binding: binding({ prefix: 'W09' }), ...change.marks },
  });
const moved = (change: EntryWish = {}): JournalAppend =>
  fitting({
    kind: 'window',
    takeNumbers: [],
    writer: { window, generation: 2, prefix: 'W03' },
    marks: { binding: binding() },
    ...change,
  });

describe('an entry that fits', () => {
  it('is the next one of the same window', () => {
    expect(judged(fitting())).toBeNull();
    expect(judged(fitting({ on: '2023-02-01', takeNumbers: ['case', 'batch', 'case'] }))).toBeNull();
    expect(judged(fitting({ takeNumbers: [] }))).toBeNull();
  });

  it('opens a ledger with everything that the first one must say', () => {
    expect(misfit(opened, endWith([]))).toBeNull();
  });

  it('comes from the same window one generation on, or from a new one under a prefix of its own', () => {
    expect(judged(moved())).toBeNull();
    expect(judged(anew())).toBeNull();
  });
});

describe('an entry that does not fit', () => {
  it.each([
    ['another place', () => withHeader(fitting(), { sequence: 4 })],
    ['a place that is taken', () => aCase],
    ['another predecessor', () => ({ ...fitting(), previous: 'f'.repeat(64) })],
  ])('%s: the journal has moved', (_what, make) => {
    const { count, head } = endWith([opened, aCase]);
    expect(judged(make())).toEqual({ ok: false, failure: { code: 'journal-moved', detail: { count, head } } });
  });

  it.each<[string, string, () => JournalAppend]>([
    ['a number left out', 'numbers', () => withNumber({ value: 3 })],
    ['a number given already', 'numbers', () => withNumber({ value: 1 })],
    ['another year than its day', 'numbers', () => withNumber({ year: 2021, value: 1 })],
    ['another prefix than the ledger is bound to', 'numbers', () => withNumber({ prefix: 'W04', value: 1 })],
    ['a tally that goes back', 'tally', () => withHeader(fitting(), { tally: [['case', 2022, 'W03', 1]] })],
    ['a tally that is not said', 'tally', () => withHeader(fitting(), { tally: [] })],
    ['another window', 'window', () => withHeader(fitting(), { window: randomUUID() })],
    ['a generation without a binding', 'window', () => withHeader(fitting(), { generation: 2 })],
    ['a generation left out', 'generation', () => withHeader(moved(), { generation: 3 })],
    ['a generation of before', 'generation', () => moved({ writer: { window, generation: 0, prefix: 'W03' } })],
    ['a new window that is not at its first', 'generation', () => withHeader(anew(), { generation: 2 })],
    ['a foreign machine', 'marks.binding.machine', () => moved({ marks: { binding: binding({ machine: 'm2' }) } })],
    ['stands that are not so', 'stands', () => withHeader(fitting(), { stands: [2, 1, 1] })],
    [
      'stands that leave out its own mark',
      'stands',
      () => withHeader(fitting({ marks: { vault: { revision: 2, digest: 'a'.repeat(64) } } }), { stands: [1, 1, 1] }),
    ],
    [
      'a vault that is no newer',
      'marks.vault',
      () => fitting({ marks: { vault: { revision: 1, digest: 'a'.repeat(64) } } }),
    ],
    [
      'settings that are no newer',
      'marks.settings',
      () => fitting({ marks: { settings: { revision: 1, digest: 'a'.repeat(64) } } }),
    ],
  ])('%s is refused (%s)', (_what, path, make) => {
    expect(judged(make())).toEqual(refused(path));
  });

  function withNumber(change: Partial<JournalAppend['header']['numbers'][number]>): JournalAppend {
    const entry = fitting();
    const [number] = entry.header.numbers;
    if (number === undefined) throw new Error('no number');
    return withHeader(entry, { numbers: [{ ...number, ...change }] });
  }

  it('a prefix of before is used up, also where only numbers remember it', () => {
    const used = { ok: false, failure: { code: 'prefix-used', detail: { prefix: 'W03' } } };
    expect(judged(anew({ marks: { binding: binding() } }))).toEqual(used);
    const elsewhere = anEntry(end, {
      takeNumbers: [],
      writer: { window: randomUUID(), generation: 1, prefix: 'W09' },
      marks: { binding: binding({ prefix: 'W09' }) },
    });
    const back = anEntry(after(elsewhere, end), {
      takeNumbers: [],
      writer: { window: randomUUID(), generation: 1, prefix: 'W03' },
      marks: { binding: binding() },
    });
    expect(misfit(back, endWith([opened, aCase, elsewhere]))).toEqual(used);
  });

  it('the first one says vault, settings and binding, at its first generation', () => {
    for (const name of ['vault', 'settings', 'binding'] as const) {
      const { [name]: _, ...marks } = opened.header.marks;
      expect(misfit(withHeader(opened, { marks }), endWith([]))).toEqual(refused('marks'));
    }
    expect(misfit(withHeader(opened, { generation: 2 }), endWith([]))).toEqual(refused('generation'));
  });
});

describe('a trouble stops the writing', () => {
  const damage: Trouble = { kind: 'lines-damaged', lines: [1], more: 0 };
  const keys: Trouble = { kind: 'keys-missing', subjects: ['a', 'b'], more: 0 };
  const behind: Trouble = { kind: 'behind', by: 'witness', have: 2, known: 5, head: '', at: '' };
  const forked: Trouble = { kind: 'forked', by: 'mark', sequence: 2 };
  const elsewhere: Trouble = { kind: 'elsewhere', copied: false };
  const accepting = (lines: number[], subjects: string[]): JournalAppend =>
    fitting({ kind: 'window', takeNumbers: [], marks: { accepts: { lines, keys: subjects } } });
  const stopped = (trouble: Trouble) => ({
    ok: false,
    failure: { code: 'writing-stopped', detail: { trouble: trouble.kind } },
  });

  it.each([damage, keys, behind, forked, elsewhere, { kind: 'changed-under' }, { kind: 'taken-over' }] as Trouble[])(
    '$kind: nothing else is taken',
    (trouble) => {
      expect(judged(fitting(), [trouble])).toMatchObject(stopped(trouble));
    },
  );

  it('lines and keys are answered by naming each of them', () => {
    expect(judged(accepting([1], []), [damage])).toBeNull();
    expect(judged(accepting([2], []), [damage])).toMatchObject(stopped(damage));
    expect(judged(accepting([], ['a', 'b']), [keys])).toBeNull();
    expect(judged(accepting([], ['a']), [keys])).toMatchObject(stopped(keys));
    expect(judged(accepting([1], ['a', 'b']), [damage, keys])).toBeNull();
    expect(judged(accepting([1], []), [damage, keys])).toMatchObject(stopped(keys));
    const many: Trouble = { ...damage, more: 4 };
    expect(judged(accepting([1], []), [many])).toMatchObject(stopped(many));
  });

  it('a journal that is behind or parted goes on in a new window only', () => {
    for (const trouble of [behind, forked]) {
      expect(judged(anew(), [trouble])).toBeNull();
      expect(judged(moved(), [trouble])).toMatchObject(stopped(trouble));
    }
    expect(judged(fitting(), [behind])).toEqual({
      ok: false,
      failure: { code: 'writing-stopped', detail: { trouble: 'behind', have: 2, known: 5, by: 'witness' } },
    });
  });

  it('a folder on another machine goes on as moved, or as a copy in a new window', () => {
    expect(judged(moved(), [elsewhere])).toBeNull();
    expect(judged(anew(), [elsewhere])).toBeNull();
  });

  it('a purged key that is left stops everything but the answer to something graver', () => {
    const left: Trouble = { kind: 'keys-left', subjects: ['a'], more: 0 };
    expect(judged(fitting(), [left])).toMatchObject(stopped(left));
    expect(judged(moved(), [elsewhere, left])).toBeNull();
    expect(judged(accepting([1], []), [damage, left])).toBeNull();
  });

  it('a ground that moved has no answer', () => {
    for (const trouble of [{ kind: 'changed-under' }, { kind: 'taken-over' }] as Trouble[])
      for (const entry of [anew(), moved(), accepting([1], ['a'])])
        expect(judged(entry, [trouble])).toMatchObject(stopped(trouble));
  });
});
