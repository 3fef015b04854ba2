import { describe, expect, it } from 'vitest';
import { passphraseProblem } from '#renderer/features/start/passphrase-rule.ts';

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
  ])('%s of %s → %s', (passphrase, name, problem) => {
    const found = passphraseProblem(passphrase, name);
    expect(problem === null ? found : found?.includes(problem)).toBe(problem === null ? null : true);
  });
});
