import { useState } from 'react';
import type { Failure } from '#shared/contract/failure.ts';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import type { PlainFileKind } from '#shared/batches/plain-files.ts';
import { failureText } from '#shared/wording/failures.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { Button } from '../../ui/Button.tsx';
import { DangerDialog } from '../../ui/DangerDialog.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { removePlainFolder, type PlainEntry } from './plain-work.ts';
import { RevealFolder } from './RevealFolder.tsx';
import { usePlainFiles } from './use-plain-files.ts';
import './plain-files.css';

export interface PlainFilesPanelProps {
  readonly store: CounterStore;
  readonly on: PlainDate;
}

const kindWords: Readonly<Record<PlainFileKind, string>> = {
  batch: '导出批次',
  verification: '核验查询文件',
  decision: '判定依据',
  inspection: '查阅记录',
  list: '免申即享名单的表',
};
const SHOWN = 20;

/** 明文文件: what lies in plain text on this machine, and the way to be rid of it. */
export function PlainFilesPanel({ store, on }: PlainFilesPanelProps) {
  const { entries, failure, reread } = usePlainFiles(store);
  const [asked, setAsked] = useState<PlainEntry | null>(null);
  const [trouble, setTrouble] = useState<Failure | null>(null);
  const lying = (entries ?? []).filter(({ state }) => state === 'lying');
  const others = (entries ?? []).filter(({ state }) => state !== 'lying');
  const remove = async ({ folderName }: PlainEntry) => {
    setTrouble(await removePlainFolder(store, on, folderName));
    reread();
  };
  const problem = trouble ?? failure;
  return (
    <section className="panel">
      <h2 className="panel__title">
        明文文件 <span className="soft small">{lying.length === 0 ? '没有' : `${lying.length} 个文件夹`}</span>
      </h2>
      {lying.length === 0 ? (
        <p>导出目录中没有明文文件。</p>
      ) : (
        <Notice tone="warn">内含公民身份号码和账号。导入省系统、交接完毕后，请在这里删除。</Notice>
      )}
      {problem === null ? null : (
        <Notice tone="bad" live="alert">
          {failureText(problem)}
        </Notice>
      )}
      <ul className="plain-files">
        {[...lying, ...others].slice(0, SHOWN + lying.length).map((entry) => (
          <PlainLine
            key={entry.folderName}
            store={store}
            entry={entry}
            onAsk={setAsked}
            onNote={(one) => void remove(one)}
          />
        ))}
      </ul>
      {asked === null ? null : (
        <RemoveDialog entry={asked} onClose={() => setAsked(null)} onRemove={() => void remove(asked)} />
      )}
    </section>
  );
}

interface PlainLineProps {
  readonly store: CounterStore;
  readonly entry: PlainEntry;
  readonly onAsk: (entry: PlainEntry) => void;
  readonly onNote: (entry: PlainEntry) => void;
}

function PlainLine({ store, entry, onAsk, onNote }: PlainLineProps) {
  const { file, folder, state } = entry;
  return (
    <li>
      <div className="row">
        <span className="number">{file?.on ?? '—'}</span>
        <span>{file === null ? '台账没有记载' : kindWords[file.kind]}</span>
        <span className="number grow">{file?.what}</span>
        {folder === null ? null : (
          <>
            <RevealFolder store={store} folder={folder} />
            <Button look="danger" onClick={() => onAsk(entry)}>
              删除
            </Button>
          </>
        )}
        {state === 'removed' ? <span className="soft">{file?.removedOn} 已删除并核实</span> : null}
        {state === 'gone' ? (
          <>
            <span className="soft">已不在导出目录</span>
            <Button onClick={() => onNote(entry)}>登记删除</Button>
          </>
        ) : null}
      </div>
      <div className="small soft plain-files__path" data-machine="" title={folder ?? undefined}>
        {entry.folderName}
      </div>
    </li>
  );
}

interface RemoveDialogProps {
  readonly entry: PlainEntry;
  readonly onRemove: () => void;
  readonly onClose: () => void;
}

function RemoveDialog({ entry, onRemove, onClose }: RemoveDialogProps) {
  return (
    <DangerDialog
      title="删除这个明文文件夹？"
      keep="不删除"
      confirm="删除并登记"
      onConfirm={() => {
        onClose();
        onRemove();
      }}
      onClose={onClose}
    >
      <p className="plain-files__path" data-machine="">
        {entry.folder}
      </p>
      <p>
        文件夹和其中的文件从磁盘删除，不进回收站；删除后由程序核实并记入台账。办件和台账不受影响，批次可凭台账核对。
      </p>
    </DangerDialog>
  );
}
