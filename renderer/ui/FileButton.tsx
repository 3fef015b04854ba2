import { useRef } from 'react';
import { Button, type ButtonProps } from './Button.tsx';

export interface FileButtonProps extends Omit<ButtonProps, 'onClick'> {
  /** What the field is called for assistive technology: the kind of file, e.g. `日历文件`. */
  readonly fileLabel: string;
  /** Endings offered by the system's dialog, e.g. `.csv,.txt`; any other file can still be chosen there. */
  readonly accept: string;
  readonly onFile: (file: File) => void;
}

/** A button that asks for one file. The same file can be chosen again after it was put right. */
export function FileButton({ fileLabel, accept, onFile, ...button }: FileButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button {...button} onClick={() => input.current?.click()} />
      <input
        ref={input}
        type="file"
        hidden
        accept={accept}
        aria-label={fileLabel}
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = '';
          if (file !== undefined) onFile(file);
        }}
      />
    </>
  );
}
