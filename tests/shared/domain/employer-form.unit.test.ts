import { describe, expect, it } from 'vitest';
import { EmployerForm, employerFieldOrder } from '#shared/domain/employer-form.ts';

const right = {
  name: '湛江海晟食品有限公司',
  unifiedSocialCreditCode: '91440802MA5A1B2C13',
  organisationCode: '',
  employerNumber: '',
  divisionCode: '440802',
  registeredAddress: '',
  legalRepresentative: '陈建国',
  account: {
    kind: 'corporate',
    name: '湛江海晟食品有限公司',
    bank: '中国工商银行湛江赤坎支行',
    number: '2015 0201 0902 4512 345',
  },
  agent: { name: '李小燕', citizenId: '440802199001019029', mobile: '13800138000', authorisationSeen: true },
};

/** Paths and sentences of what is wrong. */
function problems(form: unknown): Record<string, string> {
  const parsed = EmployerForm.safeParse(form);
  return parsed.success
    ? {}
    : Object.fromEntries(parsed.error.issues.map(({ path, message }) => [path.join('.'), message]));
}

describe('the 申请表 before a decision is recorded', () => {
  it('accepts a complete form', () => {
    expect(problems(right)).toEqual({});
  });

  it('takes the social insurance number instead of a credit code, but never a wrong code', () => {
    expect(problems({ ...right, unifiedSocialCreditCode: '', employerNumber: '08020017' })).toEqual({});
    expect(problems({ ...right, unifiedSocialCreditCode: '' })).toHaveProperty('unifiedSocialCreditCode');
    expect(problems({ ...right, unifiedSocialCreditCode: '', employerNumber: '  ' })).toHaveProperty(
      'unifiedSocialCreditCode',
    );
    expect(
      problems({ ...right, unifiedSocialCreditCode: '91440802MA5A1B2C14', employerNumber: '08020017' }),
    ).toHaveProperty('unifiedSocialCreditCode');
  });

  it('names everything that is missing at once, in the order of the form', () => {
    const empty = {
      ...right,
      name: '',
      unifiedSocialCreditCode: '',
      divisionCode: '',
      legalRepresentative: '',
      account: { kind: 'corporate', name: '', bank: '', number: '' },
      agent: { name: '', citizenId: '', mobile: '', authorisationSeen: false },
    };
    const found = problems(empty);
    expect(Object.keys(found)).toHaveLength(11);
    for (const path of Object.keys(found)) expect(employerFieldOrder).toContain(path);
  });

  it.each([
    ['account.number', { ...right, account: { ...right.account, number: '12a4' } }],
    ['agent.mobile', { ...right, agent: { ...right.agent, mobile: '12345' } }],
    ['agent.citizenId', { ...right, agent: { ...right.agent, citizenId: '440802900101902' } }],
    ['agent.authorisationSeen', { ...right, agent: { ...right.agent, authorisationSeen: false } }],
    ['organisationCode', { ...right, organisationCode: '123' }],
  ])('says what to do at %s', (path, form) => {
    const found = problems(form);
    expect(Object.keys(found)).toEqual([path]);
    expect(found[path]).toMatch(/[\u4e00-\u9fff]{4,}/u);
  });
});
