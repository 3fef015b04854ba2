/** The steps of 从备份恢复: found or fetched, chosen, opened, in place. */
import { useEffect, useState } from 'react';
import type { FoundBackup } from '#shared/contract/backup.ts';
import type { FetchedFromHub } from '#shared/contract/post.ts';
import type { Failure } from '#shared/contract/failure.ts';
import type { Credential } from '../../store/crypto/crypto-service.ts';
import type { BackupDoor, RestoreDesk } from '../../store/restore-backup.ts';

export interface Chosen {
  readonly backup: FoundBackup;
  readonly door: BackupDoor;
}

const BEGUN: FetchedFromHub = { state: 'running', lines: 0, of: 0, folder: null, failure: null };

export function useRestoring(desk: RestoreDesk, onRestored: () => void) {
  const [found, setFound] = useState<readonly FoundBackup[] | null>(null);
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [fetching, setFetching] = useState<FetchedFromHub | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  // What was fetched is of no use to anybody once the page is left.
  useEffect(() => () => void desk.fetchEnd(), [desk]);
  const working = async (work: () => Promise<Failure | null>) => {
    setBusy(true);
    setFailure(null);
    setFailure(await work());
    setBusy(false);
  };
  const choose = async (backup: FoundBackup): Promise<Failure | null> => {
    const door = await desk.door(backup.folder);
    if (door.ok) setChosen({ backup, door: door.value });
    return door.ok ? null : door.failure;
  };
  return {
    found,
    chosen,
    fetching,
    failure,
    busy,
    look: (place: string) =>
      working(async () => {
        setChosen(null);
        const listed = await desk.list(place);
        setFound(listed.ok ? listed.value : null);
        return listed.ok ? null : listed.failure;
      }),
    choose: (backup: FoundBackup) => working(() => choose(backup)),
    /** Back to the list, or to where it was looked for. */
    letGo: () => {
      setChosen(null);
      setFailure(null);
    },
    fetch: (address: string, code: string) =>
      working(async () => {
        setFetching(BEGUN);
        const fetched = await desk.fetch(address, code, setFetching);
        setFetching(null);
        return fetched.ok ? choose(fetched.value) : fetched.failure;
      }),
    stopFetching: () => void desk.fetchEnd(),
    open: (credential: Credential) =>
      working(async () => {
        if (chosen === null) return null;
        const restored = await desk.restore(chosen.backup.folder, chosen.door, credential);
        if (restored.ok) onRestored();
        return restored.ok ? null : restored.failure;
      }),
  };
}
