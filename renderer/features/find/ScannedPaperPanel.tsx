/** The verdict on a scanned paper; where what it belongs to lies here, one key opens it. */
import { useEffect, useRef, useState } from 'react';
import type { CounterStore } from '../../store/counter-store.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { judgeScanned, type ScannedPaper } from './scanned-paper.ts';

interface ScannedPaperPanelProps {
  readonly store: CounterStore;
  readonly text: string;
  readonly onGo: (path: string) => void;
}

export function ScannedPaperPanel({ store, text, onGo }: ScannedPaperPanelProps) {
  const [found, setFound] = useState<ScannedPaper | null>(null);
  const open = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    let current = true;
    void judgeScanned(store, text).then((scanned) => {
      if (current) setFound(scanned);
    });
    return () => {
      current = false;
    };
  }, [store, text]);
  // A scanner ends with Enter, which comes too early to mean this; the next one does.
  useEffect(() => {
    if (found !== null && found.place !== null) open.current?.focus();
  }, [found]);
  if (found === null) return <p className="soft">正在核对…</p>;
  const { place } = found;
  return (
    <section aria-label="文书核对">
      <Notice tone={found.tone} live={found.tone === 'bad' ? 'alert' : 'status'}>
        <p>
          <strong>{found.heading}</strong>
        </p>
        {found.lines.map((line) => (
          <p key={line}>{line}</p>
        ))}
        {place === null ? null : (
          <p className="row">
            <Button ref={open} keyHint="open" onClick={() => onGo(place.path)}>
              {place.word}
            </Button>
          </p>
        )}
      </Notice>
    </section>
  );
}
