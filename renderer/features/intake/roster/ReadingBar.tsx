import { useEffect, useState } from 'react';
import { Button } from '../../../ui/Button.tsx';

/** Nothing is shown for what takes less. */
const SHOW_AFTER_MS = 200;

const size = (bytes: number): string =>
  bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;

export interface ReadingBarProps {
  readonly name: string;
  readonly bytes: number;
  readonly onCancel: () => void;
}

/** A file is being read: which, how large, for how long, and the way to stop it. */
export function ReadingBar({ name, bytes, onCancel }: ReadingBarProps) {
  const [shown, setShown] = useState(false);
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const show = setTimeout(() => setShown(true), SHOW_AFTER_MS);
    const tick = setInterval(() => setSeconds((before) => before + 1), 1000);
    return () => {
      clearTimeout(show);
      clearInterval(tick);
    };
  }, []);
  if (!shown) return null;
  return (
    <div className="roster__reading" role="status">
      <span className="number">
        正在读取 {name}（{size(bytes)}）{seconds > 0 ? `，已 ${seconds} 秒` : ''}
      </span>
      <Button shortcut="back" onClick={onCancel}>
        停止读取
      </Button>
    </div>
  );
}
