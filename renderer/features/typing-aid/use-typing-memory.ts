import { useCallback, useEffect, useRef, useState } from 'react';
import type { CounterStore } from '../../store/counter-store.ts';
import { readMemory, TYPING_PREFERENCE, type TypingMemory } from './typing-marks.ts';

export interface HeldMemory {
  /** Null until it has been read. */
  readonly memory: TypingMemory | null;
  readonly change: (next: (memory: TypingMemory) => TypingMemory) => void;
  /** The last change could not be stored. */
  readonly unsaved: boolean;
}

/** What the aid remembers; every change is stored at once, in the order in which it was made. */
export function useTypingMemory(store: CounterStore): HeldMemory {
  const [memory, setMemory] = useState<TypingMemory | null>(null);
  const [unsaved, setUnsaved] = useState(false);
  const latest = useRef<TypingMemory | null>(null);
  const writing = useRef<Promise<void>>(Promise.resolve());
  useEffect(() => {
    let current = true;
    void store.readPreference(TYPING_PREFERENCE).then((stored) => {
      if (!current) return;
      latest.current = readMemory(stored);
      setMemory(latest.current);
    });
    return () => {
      current = false;
    };
  }, [store]);
  const change = useCallback(
    (next: (memory: TypingMemory) => TypingMemory) => {
      if (latest.current === null) return;
      const changed = next(latest.current);
      latest.current = changed;
      setMemory(changed);
      writing.current = writing.current
        .then(() => store.writePreference(TYPING_PREFERENCE, changed))
        .then(
          () => setUnsaved(false),
          () => setUnsaved(true),
        );
    },
    [store],
  );
  return { memory, change, unsaved };
}
