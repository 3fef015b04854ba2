/** A roster whose persons fall under two packs: at import it is divided into two drafts, and a sentence says who went where. */
import { cleanup, configure, render, renderHook, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { failed, success } from '#shared/contract/failure.ts';
import type { RosterEntry } from '#shared/domain/application.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import { packById } from '#shared/policy/pack-library.ts';
import { IntakePage } from '#renderer/features/intake/index.ts';
import { useVerdicts } from '#renderer/features/intake/use-verdicts.ts';
import type { ReadRoster } from '#renderer/features/intake/roster/index.ts';
import { aCounterStore, type FakeStore } from '#tests/builders/a-counter-store.ts';
import { anApplication, aRosterEntry } from '#tests/builders/an-application.ts';
import { aSceneFile } from '#tests/builders/a-decided-action.ts';

configure({ asyncUtilTimeout: 20_000 });
afterEach(cleanup);

/** Both packs of 44号 accept on this day. */
const DAY = plainDate('2025-06-02');
const EARLY = '440802200003150026';
const LATE = '440802200003159020';
const early = aRosterEntry({ entryId: 'e1', name: '陈海晴', citizenId: EARLY });
const late = aRosterEntry({ entryId: 'e2', name: '李小燕', citizenId: LATE });
const unseen = aRosterEntry({ entryId: 'e3', name: '周静', citizenId: '440823199911081130' });

/** Registers of the scene: the one was hired in December 2024, the other in February 2025, the third is in none. */
function registries() {
  const { registries: known } = aSceneFile('2025年');
  const [row] = known.insurance?.rows ?? [];
  if (known.insurance === undefined || row === undefined) throw new Error('no rows');
  const hired = (citizenId: string, name: string, day: string) =>
    (['210', '410', '110'] as const).map((insurance) => ({
      ...row,
      citizenId,
      name,
      insurance,
      enrolledOn: plainDate(day),
      jobStartedOn: plainDate(day),
    }));
  const rows = [...hired(EARLY, '陈海晴', '2024-12-02'), ...hired(LATE, '李小燕', '2025-02-03')];
  return { ...known, insurance: { ...known.insurance, asOf: '2025-06-01', rows } };
}

async function aStore(): Promise<FakeStore> {
  const store = aCounterStore({ role: 'administrator' });
  for (const id of ['guangdong-2024', 'guangdong-2025']) {
    const held = packById(id);
    if (held === null) throw new Error(id);
    await store.cases.recordEvent({
      entryId: crypto.randomUUID(),
      kind: 'policy',
      subjectId: id,
      on: DAY,
      content: {
        type: 'confirmed',
        confirmation: { packId: id, digest: held.digest, documentNumber: '粤人社函1号', by: '王样例', on: DAY },
      },
      takeBatchNumber: false,
    });
  }
  const registry = {
    ...store.registry,
    gather: async () => success(registries()),
    subscribe: () => () => undefined,
    findEmployers: async () => [],
  };
  return { ...store, registry } as unknown as FakeStore;
}

const kept = async (store: FakeStore, roster: RosterEntry[], caseId: string | null = null): Promise<void> => {
  await store.cases.saveDraft({
    draftId: 'd1',
    caseId,
    savedAt: '1',
    application: anApplication({ roster }),
    basedOn: null,
    supplement: false,
  });
};

const open = (store: FakeStore, carried?: ReadRoster) =>
  render(
    <IntakePage
      store={store}
      businessDate={DAY}
      draftId={carried === undefined ? 'd1' : 'new-1'}
      carried={carried}
      onNew={() => undefined}
      onClose={() => undefined}
    />,
  );
const names = (roster: readonly RosterEntry[]): string[] => roster.map(({ name }) => name);

describe('a sheet under the packs of two years', { timeout: 60_000 }, () => {
  it('is decided under the pack of its hires, not under that of the day', async () => {
    const store = await aStore();
    const of = (roster: RosterEntry[]) => {
      const application = anApplication({ roster });
      return renderHook(() => useVerdicts(store, application, DAY, null)).result;
    };
    const [old, young, nobody] = [of([early, unseen]), of([late]), of([unseen])];
    await waitFor(() => expect(old.current.decision?.policy).toBe('guangdong-2024'));
    expect(old.current.hired).toEqual(
      new Map([
        ['e1', '2024-12-02'],
        ['e3', null],
      ]),
    );
    await waitFor(() => expect(young.current.decision?.policy).toBe('guangdong-2025'));
    await waitFor(() => expect(nobody.current.decision?.policy).toBe('guangdong-2025'));
    expect(nobody.current.decision?.totalAmountFen).toBe(0);
  });

  it('is not decided while its persons fall under two, and is divided when the clerk says so', async () => {
    const store = await aStore();
    await kept(store, [early, late, unseen]);
    open(store);
    const button = await screen.findByRole('button', { name: '分成 2 件' });
    expect(screen.getAllByText(/分属 2 个政策包，一件只按一个判定/u)[0]).toBeInTheDocument();
    await userEvent.setup().click(button);
    const told = await screen.findByText(/花名册 3 人分属 2 个政策包，已分成 2 件/u);
    expect(told).toHaveTextContent('本件按“广东省一次性扩岗补助（2024年招用）”：陈海晴（2024-12-02 招用）');
    expect(told).toHaveTextContent('另一件按“广东省一次性扩岗补助（2025年招用）”：李小燕（2025-02-03 招用）');
    expect(told).toHaveTextContent('1 人留在本件：周静');
    const link = within(told).getByRole('link', { name: '打开另一件' });
    const [other] = (await store.cases.drafts()).filter(({ draftId }) => draftId !== 'd1');
    expect(link).toHaveAttribute('href', `#/intake/${other?.draftId}`);
    expect(names(other?.application.roster ?? [])).toEqual(['李小燕']);
    expect(other?.application.employer).toEqual(anApplication().employer);
    expect(other?.application.rosterSplit).toContain('本件按“广东省一次性扩岗补助（2025年招用）”：李小燕');
    await waitFor(async () => {
      const [own] = (await store.cases.drafts()).filter(({ draftId }) => draftId === 'd1');
      expect(names(own?.application.roster ?? [])).toEqual(['陈海晴', '周静']);
    });
  });

  it('is left whole where the other draft could not be kept', async () => {
    const store = await aStore();
    await kept(store, [early, late]);
    const saveDraft = async () => failed('disk-full');
    open({ ...store, cases: { ...store.cases, saveDraft } });
    await userEvent.setup().click(await screen.findByRole('button', { name: '分成 2 件' }));
    expect(await screen.findByText(/没有分成两件，全部人员仍在本件/u)).toBeInTheDocument();
    expect((await store.cases.drafts()).map(({ application }) => names(application.roster))).toEqual([
      ['陈海晴', '李小燕'],
    ]);
  });

  it('is divided by itself when the roster was read just now, once the firm is known', async () => {
    const store = await aStore();
    open(store, {
      source: '花名册.xlsx',
      entries: [early, late],
      reading: { issues: [], skippedRows: [] } as unknown as ReadRoster['reading'],
    });
    const code = await screen.findByLabelText(/统一社会信用代码/u);
    await userEvent.setup().type(code, '91440802MA5A1B2C39');
    expect(await screen.findByText(/已分成 2 件/u)).toHaveTextContent('李小燕（2025-02-03 招用）');
    expect((await store.cases.drafts()).map(({ application }) => names(application.roster))).toContainEqual(['李小燕']);
  });
});
