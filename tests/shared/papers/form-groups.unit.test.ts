/** 申请表: the numbers by group, where the pack pays for several. */
import { describe, expect, it } from 'vitest';
import { itemsOfCase } from '#shared/aftercare/source.ts';
import { applicationForm } from '#shared/papers/application-form.ts';
import type { CasePaper } from '#shared/papers/case-paper.ts';
import { rosterSheet } from '#shared/papers/roster-sheet.ts';
import { packById } from '#shared/policy/pack-library.ts';
import type { CheckResult, PersonGroup } from '#shared/policy/verdict.ts';
import { aCasePaper, aCheck, anApplication, aRosterEntry } from '#tests/builders/a-case-paper.ts';

const group = (found: PersonGroup | null): readonly CheckResult[] => [
  found === null
    ? aCheck('entitled-group', 'unknown', 'group-open')
    : aCheck('entitled-group', 'met', null, { detail: { group: found } }),
];
const found = [
  'programme-graduate',
  'left-school-unemployed',
  'programme-graduate',
  null,
  'registered-unemployed',
] as const satisfies readonly (PersonGroup | null)[];

function paperOf(packId: string): CasePaper {
  const roster = found.map((_, index) => aRosterEntry(index));
  const failing = Object.fromEntries(found.map((one, index) => [index, group(one)]));
  const paper = aCasePaper(anApplication(roster), { kind: 'accepted', outcome: 'accept', failing });
  return { ...paper, pack: packById(packId)?.pack ?? null };
}

function formOf(packId: string, change: Partial<CasePaper> = {}): string {
  const letter = applicationForm({ ...paperOf(packId), ...change });
  const facts = letter.blocks.flatMap((block) => (block.type === 'facts' ? block.facts : []));
  return facts.find(({ label }) => label === '申请人数')?.value ?? '';
}

describe.each(['guangdong-2024', 'guangdong-2025', 'guangdong-2026'])('the form under %s', (packId) => {
  it('counts whom the registers show, and leaves whose group is open to the firm', () => {
    expect(formOf(packId)).toMatch(
      /^5 人，其中：毕业年度高校毕业生 2 人，离校两年内未就业高校毕业生 1 人，16—24岁登记失业青年 1 人；尚未核定类别 1 人（由单位注明：_+）$/u,
    );
  });

  it('and the roster says the same of each', () => {
    const [table] = rosterSheet(paperOf(packId)).blocks.flatMap((block) => (block.type === 'table' ? [block] : []));
    expect(table?.rows.map((cells) => cells[4])).toEqual(['毕业年度', '离校两年内', '毕业年度', '', '登记失业']);
  });

  it('has lines to write on before anything is decided', () => {
    const words = formOf(packId, { record: null });
    expect(words.match(/____ 人/gu)).toHaveLength(3);
    expect(words).not.toContain('尚未核定');
  });
});

it('names one group where the pack pays for one', () => {
  expect(formOf('zhanjiang-2022')).toBe('5 人，均为毕业年度高校毕业生');
});

it('counts nobody whose group an officer struck', () => {
  const struck = aCheck('entitled-group', 'unmet', 'attested-unmet', { detail: { group: 'programme-graduate' } });
  const paper = aCasePaper(anApplication([aRosterEntry(0)]), {
    kind: 'declined',
    outcome: 'decline',
    failing: { 0: [struck] },
  });
  const pack = packById('guangdong-2025')?.pack ?? null;
  expect(JSON.stringify(applicationForm({ ...paper, pack }))).toContain('毕业年度高校毕业生 0 人');
});

it('the same groups reach the reports of what is paid', () => {
  const roster = found.map((_, index) => aRosterEntry(index));
  const failing = Object.fromEntries(found.map((one, index) => [index, group(one)]));
  const { application, record, on } = aCasePaper(anApplication(roster), {
    kind: 'accepted',
    outcome: 'accept',
    failing,
  });
  const officer = { id: 'o2', name: '王样例' };
  const action = { kind: 'accepted', at: `${on}T10:00:00+08:00`, on, officer, application, record } as never;
  const items = itemsOfCase({
    summary: { caseId: 'c1', number: '〔2022〕W03-000127', status: 'accepted' },
    actions: [{ sequence: 1, action }] as never,
    application,
  });
  expect(items.map(({ source }) => source.group)).toEqual([
    'graduate',
    'left-school-unemployed',
    'graduate',
    'registered-unemployed',
  ]);
});
