import { useState } from 'react';
import { Button } from './Button.tsx';

export interface RevealButtonProps {
  /** Absolute path of the folder, told when it cannot be opened. */
  readonly path: string;
  /** Whether it opened. */
  readonly onReveal: () => Promise<boolean>;
  readonly children: string;
}

/** Opens a folder in the system's file manager, and says so where that does not work. */
export function RevealButton({ path, onReveal, children }: RevealButtonProps) {
  const [refused, setRefused] = useState(false);
  return (
    <>
      <Button onClick={() => void onReveal().then((opened) => setRefused(!opened))}>{children}</Button>
      {refused ? (
        <span className="small" role="alert">
          打不开：文件夹已不在，或系统没有文件管理器。路径：<span data-machine="">{path}</span>
        </span>
      ) : null}
    </>
  );
}
