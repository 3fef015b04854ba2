/**
 * How keys reach what they mean (`key-table.ts`). Keys of the table are caught in the capture phase and never reach the
 * browser, even while nothing is bound to them (F5 would throw typing away). The latest binding wins; a handler that
 * returns false passes the key on. Keys pressed inside an input method belong to it.
 */
import { useEffect, useRef } from 'react';
import {
  actionOfChord,
  alwaysCaught,
  chordOfAction,
  keyActions,
  underDialogs,
  type Chord,
  type KeyAction,
} from './key-table.ts';

export type KeyHandler = () => boolean | void;

interface Binding {
  readonly chord: Chord;
  readonly run: KeyHandler;
}

/** Told to an open dialog when a key was pressed that it keeps from the page. */
export const KEPT_KEY = 'counter-kept-key';
/** On a dialog in which nothing can be lost: it closes, and the key does what it means. */
export const LETS_KEYS_PASS = 'data-lets-keys-pass';

/** Pages, queues, papers and what else a page offers; Chromium would open its menu with some of them. */
const ALT_WITH_ONE = /^Alt\+[A-Z0-9]$/u;

const bindings: Binding[] = [];

const tellers = new Set<() => void>();

/** Asked before a key does what it means: whoever holds back what was typed last tells it now. Returns the way to stop. */
export function tellsBeforeKeys(tell: () => void): () => void {
  tellers.add(tell);
  return () => void tellers.delete(tell);
}

/** The chord of a key press, e.g. `Ctrl+Enter`. With Alt the key's place counts: some systems write another character then. */
export function chordOf(event: KeyboardEvent): Chord {
  const key = event.key.length === 1 ? event.key.toUpperCase() : event.key;
  const place = /^(?:Digit|Numpad|Key)([\dA-Z])$/u.exec(event.code)?.[1];
  const name = event.altKey && place !== undefined ? place : key;
  return [
    event.ctrlKey || event.metaKey ? 'Ctrl' : '',
    event.altKey ? 'Alt' : '',
    event.shiftKey && name.length > 1 ? 'Shift' : '',
    name,
  ]
    .filter(Boolean)
    .join('+');
}

function runBinding(chord: Chord): boolean {
  for (let index = bindings.length - 1; index >= 0; index -= 1) {
    const binding = bindings[index];
    if (binding?.chord === chord && binding.run() !== false) return true;
  }
  return false;
}

/** What the page would have done is said in the dialog that stands before it: no key is swallowed in silence. */
function keptBy(dialog: Element, chord: Chord): void {
  const action = actionOfChord(chord);
  if (action === undefined || !bindings.some((binding) => binding.chord === chord)) return;
  dialog.dispatchEvent(new CustomEvent<KeyAction>(KEPT_KEY, { detail: action }));
}

function onCapture(event: KeyboardEvent): void {
  if (event.isComposing || event.keyCode === 229 || event.key === 'Escape') return;
  const chord = chordOf(event);
  const dialog = [...document.querySelectorAll('dialog[open]')].at(-1);
  const kept = dialog !== undefined && !dialog.hasAttribute(LETS_KEYS_PASS) && !underDialogs.has(chord);
  if (!kept && actionOfChord(chord) !== undefined) for (const tell of tellers) tell();
  const handled = kept ? false : runBinding(chord);
  if (handled || alwaysCaught.has(chord) || ALT_WITH_ONE.test(chord)) {
    event.preventDefault();
    if (kept) keptBy(dialog, chord);
  }
  if (!handled) return;
  event.stopPropagation();
  if (dialog?.hasAttribute(LETS_KEYS_PASS) === true && dialog.isConnected) keptBy(dialog, chord);
}

/** Esc goes outward step by step: whoever is inside (editor, popup, dialog) has had it when it arrives here. */
function onBubble(event: KeyboardEvent): void {
  if (event.key !== 'Escape' || event.isComposing || event.keyCode === 229 || event.defaultPrevented) return;
  if (document.querySelector('dialog[open]') !== null) return;
  if (runBinding(chordOfAction('back'))) event.preventDefault();
}

/** Starts listening; once a window. Returns the way to stop. */
export function listenToKeys(target: Window): () => void {
  target.addEventListener('keydown', onCapture, { capture: true });
  target.addEventListener('keydown', onBubble);
  return () => {
    target.removeEventListener('keydown', onCapture, { capture: true });
    target.removeEventListener('keydown', onBubble);
  };
}

/** Whether this press is the action's key. */
export const isPressed = (event: KeyboardEvent, action: KeyAction): boolean => chordOf(event) === chordOfAction(action);

/** What each key does while the component is mounted; later mounted components come first. */
export function useKeys(map: Readonly<Partial<Record<KeyAction, KeyHandler | undefined>>>): void {
  const current = useRef(map);
  useEffect(() => {
    current.current = map;
  });
  const names = keyActions.filter((action) => action in map).join(' ');
  useEffect(() => {
    const mine = keyActions
      .filter((action) => names.split(' ').includes(action))
      .map((action) => ({
        chord: chordOfAction(action),
        run: () => current.current[action]?.() ?? (current.current[action] === undefined ? false : undefined),
      }));
    bindings.push(...mine);
    return () => {
      for (const binding of mine) bindings.splice(bindings.indexOf(binding), 1);
    };
  }, [names]);
}
