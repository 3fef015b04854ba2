/** The tables that go out of a list, by the keys of the page's items, and the one that comes back. */
import { useState } from 'react';
import type { GrantItem } from '#shared/aftercare/book.ts';
import type { DeferredFirm } from '#shared/aftercare/lists/deferrals.ts';
import type { FirmGap } from '#shared/aftercare/lists/gaps.ts';
import { conclusionTable, deferralTable, gapTable, type ListTable } from '#shared/lists/list-tables.ts';
import { reasonLabels } from '#shared/wording/aftercare.ts';
import { failureText } from '#shared/wording/failures.ts';
import { deferralText, gapLabels } from '#shared/wording/lists.ts';
import { Button } from '../../../ui/Button.tsx';
import type { KeyAction } from '../../../ui/key-table.ts';
import { Notice } from '../../../ui/Notice.tsx';
import { exportListTable, type ListWork } from './list-print.ts';

interface OutFile {
  readonly what: string;
  readonly shortcut: KeyAction;
  readonly table: () => ListTable;
}

export interface ListFilesProps {
  readonly work: ListWork;
  readonly files: readonly OutFile[];
}

export function ListFiles({ work, files }: ListFilesProps) {
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState<{ readonly tone: 'good' | 'bad' | 'info'; readonly text: string } | null>(null);
  const write = async ({ what, table }: OutFile) => {
    if (busy) return;
    const made = table();
    if (made.count === 0) return setSaid({ tone: 'info', text: `${what}：没有可写的行。` });
    setBusy(true);
    const written = await exportListTable(work, what, made);
    setBusy(false);
    setSaid(
      written.ok
        ? {
            tone: 'good',
            text: `${what} ${made.count} 行已写入 ${written.value} 。里面是明文，用完请在“数据”页的明文文件里删除。`,
          }
        : { tone: 'bad', text: failureText(written.failure) },
    );
  };
  return (
    <>
      {files.map((file) => (
        <Button key={file.what} shortcut={file.shortcut} unavailable={busy} onClick={() => void write(file)}>
          {file.what}
        </Button>
      ))}
      {said === null ? null : (
        <div className="aftercare__said">
          <Notice tone={said.tone} live={said.tone === 'bad' ? 'alert' : 'status'}>
            {said.text}
          </Notice>
        </div>
      )}
    </>
  );
}

/** What 初审 said of each row. */
export const conclusionFile = (work: ListWork, items: ReadonlyMap<string, GrantItem>): OutFile => ({
  what: '初审结论表',
  shortcut: 'item6',
  table: () => conclusionTable(work.list, items, { reason: (code) => reasonLabels[code] }),
});

/** Firms of which something is missing, for either office. */
export const gapFiles = (gaps: readonly FirmGap[]): readonly OutFile[] => {
  const table = () => gapTable(gaps, { gap: (gap) => gapLabels[gap] });
  return [
    { what: '给社保局的单位表', shortcut: 'item6', table },
    { what: '给税务局的单位表', shortcut: 'item7', table },
  ];
};

export const deferralFile = ({ store }: ListWork, firms: readonly DeferredFirm[]): OutFile => ({
  what: '缓缴单位表',
  shortcut: 'item6',
  table: () => deferralTable(firms, (persons) => deferralText(store.office, persons)),
});
