/** What each key records: 收件 always, 受理 only from a clean sheet, a notice only where it is the answer. */
import { act, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { failed } from '#shared/contract/failure.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import { aRosterEntry } from '#tests/builders/an-application.ts';
import { damaged, known, openedSheet as opened, sheet } from './an-open-sheet.ts';

const stranger = aRosterEntry({ entryId: 'e3', name: '黄志远', citizenId: '440823199911081130' });

describe('a clean sheet', () => {
  it('is accepted, and the draft has done its work', async () => {
    const { result, recorded, settled, onSaved, discarded } = opened(sheet());
    await settled();
    expect(result.current.saving.answer).toBe('accept');
    await act(async () => result.current.saving.save());
    expect(recorded()).toEqual(['record:accepted']);
    expect(onSaved).toHaveBeenCalledOnce();
    expect(discarded).toHaveBeenCalledOnce();
  });

  it('is only looked at by F9: the paper that the answer gives, nothing recorded', async () => {
    const { result, recorded, settled } = opened(sheet({ roster: [known, stranger] }));
    await settled();
    expect(result.current.saving.answer).toBe('accept');
    act(() => result.current.preview.open());
    expect(recorded()).toEqual([]);
    expect(result.current.preview.letter?.paper).toBe('acceptance');
    expect(JSON.stringify(result.current.preview.letter)).toContain('黄志远');
  });
});

describe('one damaged number among others', () => {
  const mixed = sheet({ roster: [known, damaged] });

  it('hinders acceptance, and asks before it goes on paper', async () => {
    const { result, recorded, settled } = opened(mixed);
    await settled();
    expect(result.current.verdicts.decision?.outcome).toBe('accept');
    await act(async () => result.current.saving.save());
    expect(recorded()).toEqual([]);
    expect(result.current.saving.asking).toBe(true);
    act(() => result.current.saving.dismiss());
    expect(result.current.saving.asking).toBe(false);
  });

  it('is told in a notice when the clerk says so', async () => {
    const { result, recorded, settled } = opened(mixed);
    await settled();
    await act(async () => result.current.saving.save());
    await act(async () => result.current.saving.confirm());
    expect(recorded()).toEqual(['record:deficiencyNotified']);
  });

  it('does not hinder 收件', async () => {
    const { result, recorded, settled } = opened(mixed);
    await settled();
    await act(async () => result.current.saving.receive());
    expect(recorded()).toEqual(['record:received']);
  });
});

describe('where nothing can be decided', () => {
  it('every number damaged: a notice and 收件 are still possible', async () => {
    const { result, recorded, settled } = opened(sheet({ roster: [damaged] }));
    await settled();
    expect(result.current.verdicts.decision).toBeNull();
    await act(async () => result.current.saving.save());
    await act(async () => result.current.saving.confirm());
    expect(recorded()).toEqual(['record:deficiencyNotified']);
  });

  it('a register that cannot be read is not an empty one: 收件 only, without a decision', async () => {
    const { result, recorded, store } = opened(sheet(), async () => failed('store-damaged'));
    await waitFor(() => expect(result.current.verdicts.obstacle).toMatch(/^本机数据读不出来/u));
    expect(result.current.verdicts.decision).toBeNull();
    expect(result.current.verdicts.settled).toBe(false);
    await act(async () => result.current.saving.save());
    expect(recorded()).toEqual(['record:received']);
    expect(store.actions.get('d1')?.[0]?.action).toMatchObject({ kind: 'received', record: null });
  });

  it('an untouched sheet is not taken in', async () => {
    const { result, recorded, settled } = opened(
      sheet({
        roster: [],
        employer: {
          ...sheet().employer,
          name: '',
          unifiedSocialCreditCode: '',
          agent: { ...sheet().employer.agent, name: '' },
        },
      }),
    );
    await settled();
    await act(async () => result.current.saving.receive());
    expect(recorded()).toEqual([]);
    expect(result.current.saving.problem).toMatch(/没有可以收件的内容/u);
  });
});

describe('papers taken by hand on an earlier day', () => {
  it('count from that day, once it is said why', async () => {
    const { result, recorded, settled, store } = opened(sheet());
    await settled();
    act(() => result.current.intake.setReceivedOn({ receivedOn: plainDate('2022-08-19'), lateEntryReason: '' }));
    await settled();
    await act(async () => result.current.saving.save());
    expect(recorded()).toEqual([]);
    expect(result.current.saving.problem).toMatch(/补录原因/u);
    act(() => result.current.intake.setReceivedOn({ receivedOn: plainDate('2022-08-19'), lateEntryReason: '停电' }));
    await settled();
    await act(async () => result.current.saving.save());
    expect(recorded()).toEqual(['record:accepted']);
    const action = store.actions.get('d1')?.[0]?.action;
    expect(action).toMatchObject({ application: { receivedOn: '2022-08-19', lateEntryReason: '停电' } });
    expect(store.cases.list()[0]?.decisionDue).toBe('2022-09-19');
  });
});
