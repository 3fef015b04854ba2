/** A notice names input errors too, each kind of defect in its own words; it is never empty. */
import { describe, expect, it } from 'vitest';
import { othersAnnex } from '#shared/papers/acceptance.ts';
import { allDefects } from '#shared/papers/defects.ts';
import { buildPaper } from '#shared/papers/papers-of-case.ts';
import type { CasePaper } from '#shared/papers/case-paper.ts';
import { aCasePaper, aCheck, anApplication, aRosterEntry } from '#tests/builders/a-case-paper.ts';

const roster = [0, 1, 2].map((index) => aRosterEntry(index));
const damaged = [roster[0], { ...roster[1], citizenId: '440802200003150??' }, roster[2]].flatMap((one) => one ?? []);
const textOf = (value: unknown): string => JSON.stringify(value);

describe('input errors on the notice', () => {
  it('stand beside a person who is entitled: nobody is sent away without paper', () => {
    const paper = aCasePaper(anApplication(damaged), {
      kind: 'deficiencyNotified',
      outcome: 'accept',
      unreadable: [1],
    });
    const defects = allDefects(paper);
    expect(defects.map(({ what }) => what)).toEqual(['花名册的证件号码已被电子表格改成数字，后几位丢失']);
    expect(defects[0]?.persons.map(({ position }) => position)).toEqual([2]);
    expect(textOf(buildPaper('deficiencyNotice', paper))).toContain('共有1项需要补正');
  });

  it('say of the form what is missing and what is wrong, of the authorisation that it is a paper', () => {
    const base = anApplication(roster);
    const application = anApplication(roster, {
      agent: { ...base.employer.agent, mobile: '123', authorisationSeen: false },
      legalRepresentative: '',
    });
    const paper = aCasePaper(application, { kind: 'deficiencyNotified', outcome: 'accept' });
    expect(allDefects(paper).map(({ what }) => what)).toEqual([
      '申请表未填法定代表人（负责人）',
      '申请表的经办人联系电话填写有误',
      '缺少材料：单位授权委托书（或介绍信）',
    ]);
    for (const { remedy, persons } of allDefects(paper)) {
      expect(remedy).toMatch(/[\u4e00-\u9fff]{4,}/u);
      expect(persons).toEqual([]);
    }
  });

  it('are told where nothing could be decided, with the papers that do not lie there', () => {
    const application = { ...anApplication([]), papers: { applicationForm: true } };
    const decided = aCasePaper(application, { kind: 'deficiencyNotified', outcome: 'deficient' });
    const paper: CasePaper = { ...decided, record: null, pack: null };
    const what = allDefects(paper).map((defect) => defect.what);
    expect(what).toContain('花名册没有人员');
    expect(what.filter((words) => words.startsWith('缺少材料'))).toHaveLength(4);
    const text = textOf(buildPaper('deficiencyNotice', paper));
    expect(text).not.toContain('二、按人查对');
    expect(text).toContain('二、依据');
  });
});

describe('what the others are told before an acceptance is saved', () => {
  const failing = { 1: [aCheck('labour-contract', 'remediable', 'contract-missing')] };

  it('names them with reason and remedy', () => {
    const letter = othersAnnex(aCasePaper(anApplication(roster), { kind: 'accepted', outcome: 'accept', failing }));
    expect(textOf(letter)).toContain('未列入本次受理的1名人员');
    expect(textOf(letter)).toContain(roster[1]?.name);
  });

  it('is nothing when everybody is accepted', () => {
    expect(othersAnnex(aCasePaper(anApplication(roster), { kind: 'accepted', outcome: 'accept' }))).toBeNull();
  });
});
