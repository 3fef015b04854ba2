import type { CounterStore } from '../../store/counter-store.ts';
import { backupWords } from './backup-words.ts';
import { useBackup } from './use-backup.ts';

function Shown({ store }: { readonly store: CounterStore }) {
  const { state, at } = useBackup(store);
  if (state === null) return null;
  const { text, worry } = backupWords(state, at);
  if (!worry) return <span className="number">{text}</span>;
  return (
    <a className="top-line__mark number" href="#/settings">
      <span aria-hidden="true">！</span>
      {text}
    </a>
  );
}

/** For the top line: the last good backup with its age, or what is wrong with them. Made-up data needs none. */
export function BackupMark({ store }: { readonly store: CounterStore }) {
  return store.area === 'office' ? <Shown store={store} /> : null;
}
