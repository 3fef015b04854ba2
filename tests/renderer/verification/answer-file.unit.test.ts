/** Security review, point 3: answers are read away from the window, and whatever goes wrong becomes a sentence. */
import { describe, expect, it } from 'vitest';
import { readAnswerFile } from '#renderer/features/verification/answer-file.ts';
import type { AnswerReader } from '#renderer/store/answer-reading.ts';
import { readAnswersHere } from './answers-here.ts';

const ID = '440802199902034015';
const answers = (lines: string): File => new File([`公民身份号码,核验结果,核验日期\n${lines}`], 'answers.csv');

describe('point 3: a file of answers', () => {
  it('is read by the reader that is started for it, which is ended afterwards', async () => {
    expect(await readAnswersHere(answers(`${ID},是,2022-08-22\n`))).toMatchObject({
      ok: true,
      file: { name: 'answers.csv', unanswered: 0 },
    });
    let ended = 0;
    const start = (): AnswerReader => ({
      read: () => Promise.resolve({ ok: false, problems: ['x'] }),
      end: () => (ended += 1),
    });
    expect(await readAnswerFile(answers(''), undefined, start)).toEqual({ ok: false, problems: ['x'] });
    expect(ended).toBe(1);
  });

  it('whose reader breaks down gets a sentence', async () => {
    const start = (): AnswerReader => ({
      read: () => Promise.reject(new Error('out of memory')),
      end: () => undefined,
    });
    const reading = await readAnswerFile(answers(''), undefined, start);
    expect(reading?.ok === false ? reading.problems[0] : '').toMatch(/\p{Script=Han}{6,}/u);
  });

  it('can be stopped while it is read', async () => {
    const stopper = new AbortController();
    const start = (): AnswerReader => ({ read: () => new Promise(() => undefined), end: () => undefined });
    const reading = readAnswerFile(answers(''), stopper.signal, start);
    stopper.abort();
    expect(await reading).toBeNull();
  });

  it('that vanished, is too large, or has ten thousand wrong lines, says so', async () => {
    const gone = Object.assign(new File(['x'], 'a.csv'), {
      arrayBuffer: () => Promise.reject(new DOMException('', 'NotFoundError')),
    });
    expect(await readAnswersHere(gone)).toMatchObject({ ok: false });
    const wrong = await readAnswersHere(answers(`${ID},也许,2022\n`.repeat(10_000)));
    expect(wrong.ok ? [] : wrong.problems).toHaveLength(201);
  });
});
