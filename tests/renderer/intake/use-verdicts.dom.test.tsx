/** The sheet is decided under the packs of this window, not under the shipped ones alone. */
import { renderHook, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { success } from '#shared/contract/failure.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import { packById } from '#shared/policy/pack-library.ts';
import type { HeldPack } from '#shared/policy/pack.ts';
import type { PolicyEvent } from '#shared/policy/policy-events.ts';
import type { CounterStore } from '#renderer/store/counter-store.ts';
import { useVerdicts } from '#renderer/features/intake/use-verdicts.ts';
import { aCounterStore } from '#tests/builders/a-counter-store.ts';
import { aSceneFile } from '#tests/builders/a-decided-action.ts';
import { anApplication, aRosterEntry } from '#tests/builders/an-application.ts';

/** The person and the firm that the scene's registers know. */
const application = anApplication({ roster: [aRosterEntry({ citizenId: '440802200003150026' })] });
const in2022 = plainDate('2022-08-22');
const in2026 = plainDate('2026-07-01');

const shipped = (id: string): HeldPack => {
  const held = packById(id);
  if (held === null) throw new Error(id);
  return held;
};

function aStore(): CounterStore {
  const store = aCounterStore({ role: 'administrator' });
  const registry = {
    ...store.registry,
    gather: async () => success(aSceneFile('').registries),
    subscribe: () => () => undefined,
  };
  return { ...store, registry };
}

const note = (store: CounterStore, content: PolicyEvent) =>
  store.cases.recordEvent({
    entryId: crypto.randomUUID(),
    kind: 'policy',
    subjectId: 'pack',
    on: in2026,
    content,
    takeBatchNumber: false,
  });

const decided = (store: CounterStore, date: typeof in2022) =>
  renderHook(() => useVerdicts(store, application, date, null)).result;

describe('verdicts on the sheet', () => {
  it('come from the shipped pack of the day', async () => {
    const result = decided(aStore(), in2022);
    await waitFor(() => expect(result.current.settled).toBe(true));
    expect(result.current.held?.pack.id).toBe('zhanjiang-2022');
    expect(result.current.decision?.entries).toHaveLength(1);
  });

  it('come from a pack once it is confirmed, and say so while it is not', async () => {
    const store = aStore();
    const result = decided(store, in2026);
    await waitFor(() => expect(result.current.obstacle).toMatch(/业务日期不在任何已生效政策包内/u));
    expect(result.current.decision).toBeNull();
    const { pack, digest } = shipped('guangdong-2026');
    const confirmation = { packId: pack.id, digest, documentNumber: '湛人社函1号', by: '王样例', on: in2026 };
    await note(store, { type: 'confirmed', confirmation });
    await waitFor(() => expect(result.current.decision).not.toBeNull());
    expect(result.current.held).toMatchObject({ pack: { id: pack.id }, confirmation });
    expect(result.current.caseFile?.policy).toBe(pack.id);
  });

  it('are not given while several packs are in force', async () => {
    const store = aStore();
    await note(store, { type: 'imported', pack: { ...shipped('zhanjiang-2022').pack, id: 'zhanjiang-other' } });
    const result = decided(store, in2022);
    await waitFor(() => expect(result.current.obstacle).toMatch(/几个政策包同时生效/u));
    expect(result.current.decision).toBeNull();
  });

  it('are not given while the journal cannot be read', async () => {
    const store = aStore();
    const events = async () => ({ ok: false as const, failure: { code: 'store-damaged' as const } });
    const result = decided({ ...store, cases: { ...store.cases, events } }, in2022);
    await waitFor(() => expect(result.current.obstacle).toMatch(/^政策记录读不出来/u));
    expect(result.current.decision).toBeNull();
  });

  it('are not given before everything asked was answered; a person taken off the sheet asks nothing anew', async () => {
    const answers: (() => void)[] = [];
    const store = aStore();
    const gather = async () => {
      await new Promise<void>((answer) => {
        answers.push(answer);
      });
      return success(aSceneFile('').registries);
    };
    const held = { ...store, registry: { ...store.registry, gather } };
    const other = aRosterEntry({ entryId: 'e2', name: '李小燕', citizenId: '440802200003159020' });
    const seen: unknown[] = [];
    const { result, rerender } = renderHook(
      ({ roster }) => {
        const verdicts = useVerdicts(held, { ...application, roster }, in2022, null);
        seen.push(verdicts.decision?.entries.map(({ verdict }) => verdict) ?? null);
        return verdicts;
      },
      { initialProps: { roster: [...application.roster, other] } },
    );
    await waitFor(() => expect(answers).toHaveLength(1));
    expect(result.current).toMatchObject({ decision: null, reading: true });
    answers[0]?.();
    await waitFor(() => expect(result.current.settled).toBe(true));
    const final = JSON.stringify(result.current.decision?.entries.map(({ verdict }) => verdict));
    expect(seen.filter((verdicts) => verdicts !== null && JSON.stringify(verdicts) !== final)).toEqual([]);
    rerender({ roster: [...application.roster] });
    expect(result.current.decision?.entries).toHaveLength(1);
    expect(result.current.settled).toBe(false);
  });
});
