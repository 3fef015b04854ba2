/**
 * All keys of the program in one place. Listed keys are caught in the capture phase and never reach the browser,
 * even while nothing is bound to them (F5 would throw typing away). The latest binding wins; a handler that returns
 * false passes the key on. Keys pressed inside an input method belong to it.
 */
import { useEffect, useRef } from 'react';

/** Chord as shown on buttons: `F2`, `Ctrl+Enter`, `Alt+1`, `Escape`. */
export type Chord = string;
export type KeyHandler = () => boolean | void;

interface Binding {
  readonly chord: Chord;
  readonly run: KeyHandler;
}

const ALWAYS_CAUGHT = new Set<Chord>([
  'F1',
  'F2',
  'F3',
  'F4',
  'F5',
  'F6',
  'F7',
  'F8',
  'F9',
  'F10',
  'Ctrl+Enter',
  'Ctrl+L',
  'Ctrl+S',
  'Ctrl+P',
  'Ctrl+R',
  'Ctrl+F',
  'Ctrl+D',
  'Ctrl+W',
  'Ctrl+N',
  'Alt+ArrowLeft',
  'Alt+ArrowRight',
]);
/** These work under a modal dialog too: whoever has to leave the desk does not look for its way out first. */
const UNDER_DIALOGS = new Set<Chord>(['Ctrl+L']);
/** Pages, queues, papers and what else a page offers; Chromium would open its menu with some of them. */
const ALT_WITH_ONE = /^Alt\+[A-Z0-9]$/u;
/** In the grid these mean the grid's own things (screens.md "Keys"). */
const GRID_OWNS = new Set<Chord>(['F2']);

const bindings: Binding[] = [];

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

function onCapture(event: KeyboardEvent): void {
  if (event.isComposing || event.keyCode === 229 || event.key === 'Escape') return;
  const chord = chordOf(event);
  if (
    GRID_OWNS.has(chord) &&
    event.target instanceof Element &&
    event.target.closest('[role=grid], [data-grid]') !== null
  )
    return;
  const modal = document.querySelector('dialog[open]') !== null && !UNDER_DIALOGS.has(chord);
  const handled = modal ? false : runBinding(chord);
  if (handled || ALWAYS_CAUGHT.has(chord) || ALT_WITH_ONE.test(chord)) event.preventDefault();
  if (handled) event.stopPropagation();
}

/** Esc goes outward step by step: whoever is inside (editor, popup, dialog) has had it when it arrives here. */
function onBubble(event: KeyboardEvent): void {
  if (event.key !== 'Escape' || event.isComposing || event.keyCode === 229 || event.defaultPrevented) return;
  if (document.querySelector('dialog[open]') !== null) return;
  if (runBinding('Escape')) event.preventDefault();
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

/** Binds chords while the component is mounted; later mounted components come first. */
export function useKeys(map: Readonly<Record<Chord, KeyHandler | undefined>>): void {
  const current = useRef(map);
  useEffect(() => {
    current.current = map;
  });
  const chords = Object.keys(map).join(' ');
  useEffect(() => {
    const mine = chords
      .split(' ')
      .filter(Boolean)
      .map((chord) => ({
        chord,
        run: () => current.current[chord]?.() ?? (current.current[chord] === undefined ? false : undefined),
      }));
    bindings.push(...mine);
    return () => {
      for (const binding of mine) bindings.splice(bindings.indexOf(binding), 1);
    };
  }, [chords]);
}
