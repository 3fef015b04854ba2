import { describe, expect, it } from 'vitest';
import { FailureCode } from '#shared/contract/failure.ts';
import { failureText, failureWording } from '#shared/wording/failures.ts';

describe('sentences for failures', () => {
  it.each(FailureCode.options)('%s says what happened, what is safe and what to do, in Chinese', (code) => {
    const words = failureWording({ code });
    for (const part of Object.values(words)) {
      expect(part).toMatch(/\p{Script=Han}/u);
      expect(part).not.toMatch(/undefined|null|NaN|\[object/u);
    }
    for (const part of [words.whatHappened, words.whatIsSafe, words.whatToDo]) expect(part).toMatch(/[。]$/u);
    expect(words.title).not.toMatch(/[。]$/u);
  });

  it('has a title of its own for each', () => {
    const titles = FailureCode.options.map((code) => failureWording({ code }).title);
    expect(new Set(titles).size).toBe(titles.length);
  });

  it('names a step that is not allowed in the words of the counter, never by its code', () => {
    const text = failureText({ code: 'action-not-allowed', detail: { status: 'accepted', action: 'voided' } });
    expect(text).toContain('不允许“作废”');
    expect(text).not.toMatch(/[a-z]/u);
    expect(failureText({ code: 'action-not-allowed' })).toContain('不允许这一步');
  });

  it('puts the facts in', () => {
    expect(failureText({ code: 'port-busy', detail: { port: 23_456 } })).toContain('端口 23456 正被别的程序使用');
    expect(
      failureText({ code: 'browser-too-old', detail: { browser: 'Chrome', version: 108, required: 122 } }),
    ).toContain('Chrome的内核版本为 108，需要 122 以上');
    expect(failureText({ code: 'journal-damaged', detail: { sequence: 17 } })).toContain('第 17 条');
    expect(failureText({ code: 'data-folder-locked', detail: { kind: 'electron', pid: 42 } })).toContain(
      '桌面版程序正在使用同一个数据文件夹（进程 42）',
    );
  });
});
