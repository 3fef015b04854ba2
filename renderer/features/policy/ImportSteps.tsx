/** The steps every file of this page goes through: chosen, checked, shown in words, and only then recorded. */
import type { ReactNode } from 'react';
import { Button } from '../../ui/Button.tsx';
import { FileButton } from '../../ui/FileButton.tsx';
import { type KeyAction } from '../../ui/key-table.ts';
import type { ChosenJson } from './use-chosen-json.ts';

export interface JsonFileRowProps {
  readonly shortcut: KeyAction;
  /** `日历文件`, `参数包文件` */
  readonly fileLabel: string;
  readonly hint: string;
  readonly chosen: ChosenJson | null;
  readonly onFile: (file: File) => void;
}

export function JsonFileRow({ shortcut, fileLabel, hint, chosen, onFile }: JsonFileRowProps) {
  return (
    <div className="row">
      <FileButton shortcut={shortcut} fileLabel={fileLabel} accept=".json,application/json" onFile={onFile}>
        选择{fileLabel}
      </FileButton>
      <span className="soft">{hint}</span>
      {chosen === null ? null : <span data-machine="">{chosen.file.name}</span>}
    </div>
  );
}

export interface ImportPreviewProps {
  /** What the import does, as its button says it. */
  readonly confirm: string;
  /** Nothing would change. */
  readonly idle?: boolean;
  readonly onImport: () => void;
  readonly onLeave: () => void;
  readonly children: ReactNode;
}

/** What the file says, in plain words, and the question whether to take it in. */
export function ImportPreview({ confirm, idle = false, onImport, onLeave, children }: ImportPreviewProps) {
  return (
    <div className="stack" role="group" aria-label="导入前核对">
      {children}
      <p className="row">
        <Button look="primary" shortcut="save" unavailable={idle} onClick={onImport}>
          {confirm}
        </Button>
        <Button shortcut="back" onClick={onLeave}>
          不导入
        </Button>
      </p>
    </div>
  );
}

/** Where in the file a problem stands; nothing for the file as a whole. */
export function PlaceInFile({ path }: { readonly path: string }) {
  return path === '' ? null : (
    <>
      {' '}
      （位置 <code>{path}</code>）
    </>
  );
}
