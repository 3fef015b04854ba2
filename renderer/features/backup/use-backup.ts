import { useEffect, useMemo, useState } from 'react';
import type { BackupState } from '#shared/contract/backup.ts';
import { backupDesk, type BackupDesk } from '../../store/backup-desk.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { readAgain } from '../../store/read-again.ts';

/** A backup that the host makes by itself is seen at the next look. */
const LOOK_MS = 60_000;

export interface BackupView {
  readonly desk: BackupDesk;
  /** `null` until it is known, and where the host does not say. */
  readonly state: BackupState | null;
}

export function useBackup(store: CounterStore): BackupView {
  const desk = useMemo(() => backupDesk(store), [store]);
  const [state, setState] = useState<BackupState | null>(null);
  useEffect(() => {
    const ticking = {
      subscribe: (listener: () => void) => {
        const stop = desk.subscribe(listener);
        const timer = setInterval(listener, LOOK_MS);
        return () => {
          stop();
          clearInterval(timer);
        };
      },
    };
    return readAgain(ticking, desk.state, (answer) => setState(answer.ok ? answer.value : null));
  }, [desk]);
  return { desk, state };
}
