/** Ctrl+Enter while verdicts are being settled: kept for the sheet as it is, answered once, never on older verdicts. */
import { act, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { failed, success } from '#shared/contract/failure.ts';
import { listenToKeys } from '#renderer/ui/keys.ts';
import { IntakeSurface } from '#renderer/features/intake/IntakeSurface.tsx';
import { aRosterEntry } from '#tests/builders/an-application.ts';
import { aSheetStore, heldBackRows, known, on, openedSheet, sceneRows, sheet } from './an-open-sheet.ts';

const WAITING = '正在核验，核验完即保存（Esc 取消）';
const another = aRosterEntry({ entryId: 'e4', name: '李小燕', citizenId: '440802200003159020' });

/** Pressed before the registers answered. */
async function pressed(application = sheet(), rows = sceneRows) {
  const registers = heldBackRows(rows);
  const opened = openedSheet(application, registers.gather);
  await waitFor(() => expect(opened.result.current.verdicts.reading).toBe(true));
  await act(async () => opened.result.current.saving.save());
  return { ...opened, answer: () => act(async () => registers.open()) };
}

describe('a press while the sheet is being read', () => {
  it('waits, then accepts once', async () => {
    const { result, recorded, answer, onSaved } = await pressed();
    expect(result.current.saving.waiting).toBe(true);
    expect(recorded()).toEqual([]);
    await act(async () => result.current.saving.save());
    await answer();
    await waitFor(() => expect(recorded()).toEqual(['record:accepted']));
    expect(result.current.saving.waiting).toBe(false);
    expect(onSaved).toHaveBeenCalledOnce();
  });

  it('waits after an edit too, and accepts by what is read for that edit', async () => {
    let turn = 0;
    const registers = heldBackRows();
    const { result, recorded, settled, store } = openedSheet(sheet({ roster: [another] }), async () => {
      turn += 1;
      return turn === 1 ? success({}) : registers.gather();
    });
    await settled();
    expect(result.current.saving.answer).not.toBe('accept');
    act(() => result.current.intake.setRoster([known]));
    await act(async () => result.current.saving.save());
    expect(result.current.saving.waiting).toBe(true);
    await act(async () => registers.open());
    await waitFor(() => expect(recorded()).toEqual(['record:accepted']));
    expect(store.actions.get('d1')?.[0]?.action).toMatchObject({ application: { roster: [known] } });
  });

  it('is taken back by any change of the sheet', async () => {
    const { result, recorded, settled, answer } = await pressed();
    act(() => result.current.intake.togglePaper('contract'));
    act(() => result.current.intake.togglePaper('contract'));
    expect(result.current.saving.waiting).toBe(false);
    await answer();
    await settled();
    expect(result.current.saving.answer).toBe('accept');
    expect(recorded()).toEqual([]);
  });

  it.each(['input', 'paste', 'drop'])('is taken back by a change that only begins: %s', async (type) => {
    const { result, recorded, settled, answer } = await pressed();
    act(() => void document.body.dispatchEvent(new Event(type, { bubbles: true })));
    expect(result.current.saving.waiting).toBe(false);
    await answer();
    await settled();
    expect(recorded()).toEqual([]);
  });

  it('records nothing that the key did not say: the answer is shown instead', async () => {
    const { result, recorded, settled, answer } = await pressed(sheet({ papers: {} }));
    await answer();
    await settled();
    expect(recorded()).toEqual([]);
    expect(result.current.saving.problem).toMatch(/^核验完毕，结论是“一次性告知”/u);
    await act(async () => result.current.saving.save());
    expect(recorded()).toEqual(['record:deficiencyNotified']);
  });

  it('says why where the reading comes to nothing and 受理 was expected', async () => {
    let turn = 0;
    const registers = heldBackRows(async () => failed('store-damaged'));
    const { result, recorded, settled } = openedSheet(sheet(), async () => {
      turn += 1;
      return turn === 1 ? sceneRows() : registers.gather();
    });
    await settled();
    act(() => result.current.intake.setRoster([known, another]));
    expect(result.current.verdicts.decision).toBeNull();
    await act(async () => result.current.saving.save());
    await act(async () => registers.open());
    await waitFor(() => expect(result.current.saving.problem).toMatch(/^本机数据读不出来/u));
    expect(recorded()).toEqual([]);
  });

  it('gives way to F10', async () => {
    const { result, recorded, settled, answer } = await pressed();
    await act(async () => result.current.saving.receive());
    expect(recorded()).toEqual(['record:received']);
    await answer();
    await settled();
    expect(recorded()).toEqual(['record:received']);
  });
});

describe('on the surface', () => {
  let stop: () => void;
  beforeEach(() => {
    stop = listenToKeys(window);
  });
  afterEach(() => stop());

  it('says that it waits; Esc takes the press back and nothing else', async () => {
    const registers = heldBackRows();
    const { held, draft, recorded } = aSheetStore(sheet(), registers.gather);
    const onClose = vi.fn<() => void>();
    const onSaved = vi.fn<() => void>();
    const props = { store: held, businessDate: on, draft, corrected: null, note: null, onSaved, onClose };
    render(<IntakeSurface {...props} />);
    const user = userEvent.setup();
    await user.keyboard('{Control>}{Enter}{/Control}');
    expect(await screen.findByText(WAITING)).toBeVisible();
    await user.keyboard('{Escape}');
    expect(screen.queryByText(WAITING)).toBeNull();
    expect(onClose).not.toHaveBeenCalled();
    await act(async () => registers.open());
    expect(await screen.findByRole('button', { name: /保存并受理/u })).toBeVisible();
    expect(recorded()).toEqual([]);
    await user.keyboard('{Control>}{Enter}{/Control}');
    await waitFor(() => expect(recorded()).toEqual(['record:accepted']));
  });
});
