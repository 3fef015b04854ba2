import { describe, expect, it } from 'vitest';
import { ledgerLines, type ToldEntry } from '#shared/wording/ledger-events.ts';

const administrator = { id: 'o1', name: '李样例', capacity: 'administrator' } as const;
const clerk = { id: 'o2', name: '王样例', capacity: 'windowClerk' } as const;
const rule = { caseYears: 10, packDays: { insurance: 400 }, documentNumber: '湛人社〔2022〕1号' };
const pack = { kind: 'paid', asOf: '2022-08-01', rows: 1000, pagesDigest: 'd' };

const roll = { open: '{}', private: '', signature: `${'A'.repeat(86)}==` };

const told = (entry: Omit<ToldEntry, 'sequence'>): readonly { group: string; sentence: string }[] =>
  ledgerLines([{ sequence: 1, ...entry }], [{ id: 'o3', name: '张样例' }]);

describe('a sentence for each entry', () => {
  it.each([
    [
      'office',
      { type: 'officerAdded', officerId: 'o3', name: '张样例', role: 'windowClerk' },
      'officers',
      '添加人员张样例（窗口人员）',
    ],
    [
      'office',
      { type: 'officerChanged', officerId: 'o3', name: '张样例', role: 'windowClerk' },
      'officers',
      '重设张样例的口令（窗口人员）',
    ],
    ['office', { type: 'officerRetired', officerId: 'o3', name: '张样例' }, 'officers', '停用人员张样例'],
    ['office', { type: 'recoveryKeyRenewed' }, 'officers', '更换恢复码，旧的作废'],
    ['office', { type: 'recoveryKeyUsed' }, 'officers', '用恢复码换了口令登录'],
    ['office', { type: 'rollSigned', roll }, 'officers', '签发任职名单'],
    [
      'office',
      { type: 'rollsTaken', rolls: [roll], anew: false, matched: {} },
      'officers',
      '收到新的任职名单，本机人员随之更新',
    ],
    [
      'office',
      { type: 'rollsTaken', rolls: [roll], anew: true, matched: {} },
      'officers',
      '核对单位密钥后，改用接收端送来的任职名单',
    ],
    ['office', { type: 'officeRestored', from: 7 }, 'settings', '两份设置文件都损坏，用台账第 7 条恢复单位与窗口'],
    ['office', { type: 'locked' }, 'signIn', '锁定'],
    [
      'office',
      { type: 'windowInvited', until: '2022-08-23T10:00:00+08:00' },
      'settings',
      '做了一张加入码，供另一窗口加入',
    ],
    [
      'office',
      {
        type: 'returnLayoutSet',
        layout: { headings: { 人员号: 'citizenId' }, words: { 已拨: 'paid', 退票: 'failed' } },
      },
      'settings',
      '省系统返回文件：列“人员号”为公民身份号码，“已拨”为已发放，“退票”为发放失败',
    ],
    [
      'office',
      { type: 'returnLayoutSet', layout: { headings: {}, words: {} } },
      'settings',
      '省系统返回文件的对应关系已清空',
    ],
    ['office', { type: 'signedIn', failures: 0, vaultRevision: 1 }, 'signIn', '登录'],
    [
      'office',
      { type: 'confirmationRefused', officerId: 'o3', failures: 2 },
      'signIn',
      '请张样例在此窗口确认，口令不对，连续第 2 次',
    ],
    [
      'office',
      { type: 'confirmationRefused', officerId: 'o9', failures: 1 },
      'signIn',
      '请另一人员在此窗口确认，口令不对，连续第 1 次',
    ],
    [
      'office',
      { type: 'retentionSet', rule },
      'settings',
      '保存期限设为办件 10 年、参保缴费数据 400 天，依据 湛人社〔2022〕1号',
    ],
    [
      'registry',
      { type: 'imported', ...pack, scope: '440800', badRows: 3, remarks: 0, fileDigest: 'f', replaces: 'p0' },
      'registry',
      '导入已享受扩岗补助数据（截至 2022-08-01，1,000 行），另有坏行 3 行没有采用，替换原有的一份',
    ],
    [
      'registry',
      { type: 'removed', ...pack, because: 'retention' },
      'registry',
      '删除已享受扩岗补助数据（截至 2022-08-01，1,000 行），保存期满',
    ],
    [
      'registry',
      { type: 'removed', ...pack, because: 'by-hand' },
      'registry',
      '删除已享受扩岗补助数据（截至 2022-08-01，1,000 行）',
    ],
    [
      'policy',
      {
        type: 'confirmed',
        confirmation: {
          packId: 'zhanjiang-2022',
          digest: 'd',
          documentNumber: '湛人社函〔2022〕1号',
          by: '李样例',
          on: '2022-08-22',
        },
      },
      'policy',
      '核定政策参数包 zhanjiang-2022，依据 湛人社函〔2022〕1号',
    ],
    [
      'policy',
      {
        type: 'calendarImported',
        years: [{ year: 2027, notice: { number: '国办发明电', issuedOn: null }, off: [], on: [] }],
      },
      'policy',
      '载入工作日历：2027 年',
    ],
    ['purge', { caseIds: ['c1', 'c2'], reason: '保存期满' }, 'purge', '销毁 2 件办件，保存期满'],
    ['policy', { type: 'of a later version' }, 'policy', '另一版本程序记录的内容，本版本读不出'],
  ] as const)('%s %j', (kind, content, group, sentence) => {
    expect(told({ kind, content, by: administrator })).toMatchObject([{ group, sentence }]);
  });

  it('none for what other screens tell', () => {
    expect(told({ kind: 'export', content: { step: 'voided', reason: '重做' }, by: clerk })).toEqual([]);
  });

  it('says that an administrator’s matter recorded by somebody else has no effect', () => {
    expect(told({ kind: 'office', content: { type: 'quotaSet', dailyQuota: 9 }, by: clerk })).toMatchObject([
      { sentence: '核验接口每日限额设为 9 人（不是管理员所记，没有生效）' },
    ]);
  });

  it('is newest first, whatever the order of the kinds', () => {
    const entries = [4, 9, 1].map(
      (sequence) => ({ sequence, kind: 'office', content: { type: 'locked' }, by: clerk }) as const,
    );
    expect(ledgerLines(entries, []).map(({ sequence }) => sequence)).toEqual([9, 4, 1]);
  });
});
