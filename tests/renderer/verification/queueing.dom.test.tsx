/** From F8 on the sheet, through a file and back, to the verdict on the sheet. */
import { act, renderHook, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import { success } from '#shared/contract/failure.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import { readCaseFile } from '#shared/policy/evaluate.ts';
import { useVerdicts } from '#renderer/features/intake/use-verdicts.ts';
import { readAnswersHere as readAnswerFile } from './answers-here.ts';
import { useQueueing } from '#renderer/features/verification/index.ts';
import { keepAnswers, makeBatch, readBook } from '#renderer/features/verification/verification-work.ts';
import type { CounterStore } from '#renderer/store/counter-store.ts';
import { aCounterStore } from '#tests/builders/a-counter-store.ts';
import { anApplication, aRosterEntry } from '#tests/builders/an-application.ts';
import { changedScene } from '#tests/builders/policy-scene.ts';
import { answerFile } from './written-batches.ts';

const DAY = plainDate('2022-08-22');
const PERSON = '440802200003150026';

/** A store whose registers are those of the scene: everything met, but the person is in no list of graduates. */
function aStore(): CounterStore {
  const caseFile = readCaseFile(changedScene('毕业-'));
  if (caseFile === null) throw new Error('not a case file');
  const registry = {
    gather: async () => success(caseFile.registries),
    subscribe: () => () => undefined,
  } as unknown as CounterStore['registry'];
  return { ...aCounterStore(), registry };
}

it('a person who is 待核 is queued once, and the answer decides', async () => {
  const store = aStore();
  const application = anApplication({
    roster: [
      aRosterEntry({ entryId: 'e1', citizenId: PERSON }),
      aRosterEntry({ entryId: 'e2', name: '', citizenId: '1' }),
    ],
  });
  const entryIds = ['e1'];
  const { result } = renderHook(() => {
    const verdicts = useVerdicts(store, application, DAY, null);
    return { verdicts, queueing: useQueueing({ store, on: DAY, caseId: 'draft', ...verdicts, entryIds }) };
  });
  const graduate = () =>
    result.current.verdicts.byEntry.get('e1')?.checks.find(({ check }) => check === 'programme-graduate');
  await waitFor(() => expect(graduate()?.verdict).toBe('unknown'));
  expect(result.current.queueing.open).toBe(1);

  act(() => result.current.queueing.enqueue());
  await waitFor(() => expect(result.current.queueing.note).toBe('已有 1 人进入核验队列'));
  act(() => result.current.queueing.enqueue());
  await waitFor(() =>
    expect(result.current.queueing.note).toBe('没有新的人员进入核验队列；1 人已在队列中、等待返回或已有有效返回'),
  );
  const work = { store, on: DAY, staleAfterDays: 31 };
  const before = await readBook(store, 31);
  expect(before.ok && before.value.queue.waiting).toEqual([{ citizenId: PERSON, name: '陈海晴', caseId: 'draft' }]);

  await act(async () => {
    await makeBatch(work);
    const reading = await readAnswerFile(answerFile([{ name: '陈海晴', citizenId: PERSON }], '是', '2022-08-22'));
    if (!reading.ok) throw new Error(reading.problems.join());
    await keepAnswers(work, reading.file);
  });
  await waitFor(() => expect(graduate()).toMatchObject({ verdict: 'met', evidence: { registry: 'graduateAnswers' } }));
  expect(result.current.verdicts.caseFile?.registries.graduateAnswers).toMatchObject({
    asOf: '2022-08-22',
    rows: [{ citizenId: PERSON, answer: '是' }],
  });
  expect(result.current.queueing.open).toBe(0);
});

it('nobody is queued when nobody is selected', async () => {
  const store = aStore();
  const { result } = renderHook(() => {
    const verdicts = useVerdicts(store, anApplication(), DAY, null);
    return useQueueing({ store, on: DAY, caseId: 'draft', ...verdicts, entryIds: [] });
  });
  act(() => result.current.enqueue());
  await waitFor(() => expect(result.current.note).toBe('先在花名册中选中要核验的人员，再按 F8'));
});
