/**
 * Text that the program puts on the system's clipboard, and its removal: what a clerk copied of a person must not be there
 * for whoever comes to the locked window.
 */

let copied = false;

function note(): void {
  copied = true;
}

/** Puts text on the clipboard; false where the system does not let us. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    note();
    return true;
  } catch {
    return false;
  }
}

/** Empties the clipboard where something of ours is on it. A window without the focus may be refused: then once it has it. */
export async function clearCopied(): Promise<void> {
  if (!copied) return;
  copied = false;
  try {
    await navigator.clipboard.writeText('');
  } catch {
    note();
    window.addEventListener('focus', () => void clearCopied(), { once: true });
  }
}

/** Minds what is copied in the window, Ctrl+C too. Answers how to stop, which clears what was copied until then. */
export function watchCopies(): () => void {
  for (const kind of ['copy', 'cut']) document.addEventListener(kind, note);
  return () => {
    for (const kind of ['copy', 'cut']) document.removeEventListener(kind, note);
    void clearCopied();
  };
}
