import { describe, expect, it } from 'vitest';
import { cleanOfficerName, isSameOfficerName } from '#shared/domain/officer-name.ts';
import { passphraseProblem } from '#shared/domain/passphrase.ts';

const context = { names: ['王样例', '李样例'], officeName: '湛江市赤坎区就业服务中心' };
const ZERO_WIDTH = '\u200b';

describe('a passphrase', () => {
  it.each([
    ['窗口第三号靠门', null],
    ['correct horse', null],
    ['管理员口令二〇二二', null],
    ['一棵大榕树下乘凉 1988', null],
    ['新的一句口令 2026 年', null],
    ['', 'too-short'],
    ['1', 'too-short'],
    ['abcdefghijk', 'too-short'],
    ['一二三四五', 'too-short'],
    [`短${ZERO_WIDTH.repeat(20)}`, 'too-short'],
    ['aaaaaaaaaaaaaa', 'too-few-different'],
    ['一一一一一一一一', 'too-few-different'],
    ['123456789012', 'digits-only'],
    ['１２３４５６７８９０１２', 'digits-only'],
    ['0759-1234567-88', 'digits-only'],
    ['138 0013 8000 22', 'digits-only'],
    ['2026.11.28/13:45', 'digits-only'],
    ['440802199001019029', 'identity-number'],
    ['44080219900101902x', 'identity-number'],
    ['440802900101902 啊', 'identity-number'],
    ['91440802MA5A1B2C13', 'identity-number'],
    ['abcdefghijklmn', 'in-a-row'],
    ['qwertyuiopas', 'in-a-row'],
    ['lkjhgfdsapoi', 'in-a-row'],
    ['一二三四五六七八', 'in-a-row'],
    ['海风窗口门海风窗口门', 'in-a-row'],
    ['Password2026!', 'in-a-row'],
    ['王样例的窗口口令', 'a-name'],
    [`王${ZERO_WIDTH}样 例的窗口口令`, 'a-name'],
    ['李样例李样例窗口门', 'a-name'],
    ['湛江市赤坎区就业服务中心', 'office-name'],
    ['湛江市赤坎区就业服务中心2026', 'office-name'],
    ['赤坎区就业服务中心', 'office-name'],
  ])('%s → %s', (passphrase, problem) => {
    expect(passphraseProblem(passphrase, context)).toBe(problem);
  });

  it('is judged without a name and an office as well', () => {
    expect(passphraseProblem('窗口第三号靠门', { names: [], officeName: '' })).toBeNull();
    expect(passphraseProblem('窗口第三号靠门', { names: [''], officeName: '' })).toBeNull();
  });

  it('of a hundred thousand characters is judged at once', () => {
    expect(passphraseProblem('一棵大榕树'.repeat(20_000), context)).not.toBe('too-short');
    expect(passphraseProblem('9'.repeat(100_000), context)).toBe('too-few-different');
  });
});

describe('the name of an officer', () => {
  it.each(['李样例\u200b', '\u202e李样例', '李 样例', '李\u3164样例', '李样例\ufe0f', ' 李样例 ', '李\u034f样例'])(
    'is one with what it looks like: %j',
    (name) => {
      expect(isSameOfficerName(name, '李样例')).toBe(true);
    },
  );

  it('is kept without what cannot be seen, and another name stays another', () => {
    expect(cleanOfficerName(' \u202e阿依\u200b古丽·买买提  （二科） ')).toBe('阿依古丽·买买提 （二科）');
    expect(isSameOfficerName('李样例（二科）', '李样例')).toBe(false);
  });
});
