import type { CounterStore } from '../../store/counter-store.ts';
import { RevealButton } from '../../ui/RevealButton.tsx';

export interface RevealFolderProps {
  readonly store: Pick<CounterStore, 'host' | 'description'>;
  /** Absolute path of a folder that the host wrote. */
  readonly folder: string;
}

/** 打开文件夹; absent where the host opens none. */
export function RevealFolder({ store, folder }: RevealFolderProps) {
  if (!store.description.capabilities.revealFolder) return null;
  return (
    <RevealButton path={folder} onReveal={async () => (await store.host.call('folder.reveal', { folder })).ok}>
      打开文件夹
    </RevealButton>
  );
}
