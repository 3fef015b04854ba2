import { describe, expect, it } from 'vitest';
import { passphraseProblem } from '#shared/domain/passphrase.ts';

describe('passphrase', () => {
  it.each([
    ['窗口第三号靠门', '王样例', null],
    ['correct horse', '王样例', null],
    ['', '王样例', '太短'],
    ['abcdefghijk', '王样例', '太短'],
    ['一二三四五', '王样例', '太短'],
    ['aaaaaaaaaaaaaa', '王样例', '太简单'],
    ['一一一一一一一一', '王样例', '太简单'],
    ['王样例的窗口口令', '王样例', '姓名'],
    ['窗口第三号靠门', '', null],
    // Security review, point 11: weak passphrases that were long enough.
    ['123456789012', '王样例', '只用数字'],
    ['13800138000 13800138000', '王样例', '太简单'],
    ['44082319981123403X', '王样例', '证件号码'],
    ['我是44082319981123403X', '王样例', '证件号码'],
    ['４４０８２３１９９８１１２３４０３Ｘ', '王样例', '证件号码'],
    ['湛江市霞山区就业服务中心', '王样例', '单位名称'],
    ['湛江市霞山区就业服务中心 1', '王样例', '单位名称'],
    ['王 样 例 的 窗口口令', '王样例', '姓名'],
    ['abcdefghijkl', '王样例', '容易猜'],
    ['password1234', '王样例', '容易猜'],
    ['Qwertyuiop12', '王样例', '容易猜'],
    ['窗口三号门窗口三号门', '王样例', '重复'],
    ['管理员密码admin1', '王样例', '容易猜'],
    ['李样例管家婆喝早茶', '王\u200b样例', null],
  ])('%s of %s → %s', (passphrase, name, problem) => {
    const found = passphraseProblem(passphrase, { name, officeName: '湛江市霞山区就业服务中心' });
    expect(problem === null ? found : found?.includes(problem)).toBe(problem === null ? null : true);
  });
});
