import { fireEvent, render } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Button } from '#renderer/ui/Button.tsx';
import { Dialog } from '#renderer/ui/Dialog.tsx';
import { listenToKeys, useKeys, type KeyHandler } from '#renderer/ui/keys.ts';

function Bound({ map }: { readonly map: Parameters<typeof useKeys>[0] }) {
  useKeys(map);
  return null;
}

describe('keys of the program', () => {
  let stop: () => void;
  beforeEach(() => {
    stop = listenToKeys(window);
  });
  afterEach(() => stop());

  it('catches listed keys even while nothing is bound to them', () => {
    expect(fireEvent.keyDown(document.body, { key: 'F5' })).toBe(false);
    expect(fireEvent.keyDown(document.body, { key: 'r', ctrlKey: true })).toBe(false);
    expect(fireEvent.keyDown(document.body, { key: 'a' })).toBe(true);
  });

  it('runs the latest binding and passes on what it refuses', () => {
    const outer = vi.fn<KeyHandler>();
    const inner = vi.fn<KeyHandler>(() => false);
    render(<Bound map={{ attest: outer }} />);
    const { unmount } = render(<Bound map={{ attest: inner }} />);
    fireEvent.keyDown(document.body, { key: 'F7' });
    expect(inner).toHaveBeenCalledOnce();
    expect(outer).toHaveBeenCalledOnce();
    unmount();
    fireEvent.keyDown(document.body, { key: 'F7' });
    expect(inner).toHaveBeenCalledOnce();
    expect(outer).toHaveBeenCalledTimes(2);
  });

  it('leaves keys inside an input method alone', () => {
    const save = vi.fn<KeyHandler>();
    render(<Bound map={{ save, back: save }} />);
    fireEvent.keyDown(document.body, { key: 'Enter', ctrlKey: true, isComposing: true });
    fireEvent.keyDown(document.body, { key: 'Escape', isComposing: true });
    expect(save).not.toHaveBeenCalled();
    fireEvent.keyDown(document.body, { key: 'Enter', ctrlKey: true });
    expect(save).toHaveBeenCalledOnce();
  });

  it('knows digits and letters with Alt by their place on the keyboard, and keeps all of them from the browser', () => {
    const pressed = vi.fn<KeyHandler>();
    render(<Bound map={{ item1: pressed, openDayClose: pressed }} />);
    fireEvent.keyDown(document.body, { key: '¡', code: 'Digit1', altKey: true });
    fireEvent.keyDown(document.body, { key: '®', code: 'KeyR', altKey: true });
    expect(pressed).toHaveBeenCalledTimes(2);
    expect(fireEvent.keyDown(document.body, { key: 'f', code: 'KeyF', altKey: true })).toBe(false);
  });

  it('presses the button that shows it, unless that is unavailable', () => {
    const pressed = vi.fn();
    const { rerender, getByRole } = render(
      <Button shortcut="correct" onClick={pressed}>
        补正
      </Button>,
    );
    const button = getByRole('button', { name: '补正' });
    expect([button.textContent, button.getAttribute('aria-keyshortcuts')]).toEqual(['补正Alt+G', 'Alt+G']);
    fireEvent.keyDown(document.body, { key: 'g', code: 'KeyG', altKey: true });
    rerender(
      <Button shortcut="correct" unavailable onClick={pressed}>
        补正
      </Button>,
    );
    fireEvent.keyDown(document.body, { key: 'g', code: 'KeyG', altKey: true });
    expect(pressed).toHaveBeenCalledOnce();
  });

  it('lets whoever is inside have Esc first', () => {
    const page = vi.fn<KeyHandler>();
    render(<Bound map={{ back: page }} />);
    const popup = document.createElement('input');
    document.body.append(popup);
    popup.addEventListener('keydown', (event) => event.preventDefault(), { once: true });
    fireEvent.keyDown(popup, { key: 'Escape' });
    expect(page).not.toHaveBeenCalled();
    fireEvent.keyDown(popup, { key: 'Escape' });
    expect(page).toHaveBeenCalledOnce();
    popup.remove();
  });

  it('locks even while a dialog is open; other keys belong to the dialog', () => {
    const lock = vi.fn<KeyHandler>();
    const save = vi.fn<KeyHandler>();
    render(<Bound map={{ lock, print: save }} />);
    const dialog = document.createElement('dialog');
    dialog.setAttribute('open', '');
    document.body.append(dialog);
    expect(fireEvent.keyDown(dialog, { key: 'F10' })).toBe(false);
    fireEvent.keyDown(dialog, { key: 'l', ctrlKey: true });
    expect(save).not.toHaveBeenCalled();
    expect(lock).toHaveBeenCalledOnce();
    dialog.remove();
  });

  it('says in a dialog which key it keeps from the page and how to get there, also when the page is elsewhere', () => {
    const open = vi.fn<KeyHandler>();
    render(<Bound map={{ find: open }} />);
    const { getByRole } = render(
      <Dialog title="问题" actions={null} onClose={() => undefined}>
        ？
      </Dialog>,
    );
    fireEvent.keyDown(getByRole('dialog'), { key: 'F3' });
    expect(open).not.toHaveBeenCalled();
    expect(getByRole('status').textContent).toBe('F3（查找）：先按 Esc 关闭这个窗口');
  });

  it('lets a key through a dialog in which nothing can be lost, which closes', () => {
    const open = vi.fn<KeyHandler>();
    const close = vi.fn();
    render(<Bound map={{ find: open }} />);
    const { getByRole } = render(
      <Dialog title="按键" letsKeysPass actions={null} onClose={close}>
        ！
      </Dialog>,
    );
    fireEvent.keyDown(getByRole('dialog'), { key: 'F3' });
    expect(open).toHaveBeenCalledOnce();
    expect(close).toHaveBeenCalledOnce();
  });

  it('means the same in the grid as everywhere: F2 begins a new application', () => {
    const intake = vi.fn<KeyHandler>();
    render(<Bound map={{ newIntake: intake }} />);
    const grid = document.createElement('div');
    grid.setAttribute('role', 'grid');
    const editor = document.createElement('textarea');
    grid.append(editor);
    document.body.append(grid);
    expect(fireEvent.keyDown(editor, { key: 'F2' })).toBe(false);
    expect(intake).toHaveBeenCalledOnce();
    grid.remove();
  });
});
