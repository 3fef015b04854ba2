import { useEffect, useMemo, useState } from 'react';
import type { BackupState } from '#shared/contract/backup.ts';
import { backupDesk, type BackupDesk } from '../../store/backup-desk.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { localInstant } from '../../store/local-instant.ts';
import { readAgain } from '../../store/read-again.ts';

/** A backup that the host makes by itself is seen at the next look. */
const LOOK_MS = 60_000;

export interface BackupView {
  readonly desk: BackupDesk;
  /** `null` until it is known, and where the host does not say. */
  readonly state: BackupState | null;
  /** Local instant of that look; empty before the first one. */
  readonly at: string;
}

export function useBackup(store: CounterStore): BackupView {
  const desk = useMemo(() => backupDesk(store), [store]);
  const [{ state, at }, setSeen] = useState<Pick<BackupView, 'state' | 'at'>>({ state: null, at: '' });
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
    return readAgain(ticking, desk.state, (answer) =>
      setSeen({ state: answer.ok ? answer.value : null, at: localInstant() }),
    );
  }, [desk]);
  return { desk, state, at };
}
