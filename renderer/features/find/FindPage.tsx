import { useState } from 'react';
import { plainDate } from '#shared/domain/plain-date.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { ChoiceTable } from '../../ui/ChoiceTable.tsx';
import { TextField } from '../../ui/Field.tsx';
import { useKeys } from '../../ui/keys.ts';
import { caseColumns } from '../worklist/index.ts';

const MOST = 200;

export interface FindPageProps {
  readonly store: CounterStore;
  readonly onOpen: (caseId: string) => void;
  readonly onClose: () => void;
}

/** 查找: one box; results while typing, unsent cases too; ↓ goes to the results, Enter opens. */
export function FindPage({ store, onOpen, onClose }: FindPageProps) {
  const [text, setText] = useState('');
  const found = text.trim() === '' ? [] : store.cases.search(text, MOST);
  useKeys({ Escape: onClose });
  return (
    <div className="page">
      <div className="page__head">
        <h1>查找</h1>
      </div>
      <div className="panel stack">
        <TextField
          label="姓名、拼音首字母、证件号后四位、单位、信用代码或办件号"
          value={text}
          autoFocus
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'ArrowDown') document.querySelector<HTMLElement>('.choice-table tbody tr')?.focus();
            else if (event.key === 'Enter' && found.length === 1 && found[0] !== undefined) onOpen(found[0].caseId);
          }}
        />
        <p className="soft" role="status">
          {text.trim() === ''
            ? '未导出、未同步的办件也能查到。'
            : `找到 ${found.length === MOST ? `前 ${MOST}` : found.length} 件`}
        </p>
      </div>
      {text.trim() === '' ? null : (
        <ChoiceTable
          label="查找结果"
          columns={caseColumns(plainDate('1900-01-01'))}
          rows={found}
          keyOf={(entry) => entry.caseId}
          onOpen={(entry) => onOpen(entry.caseId)}
          empty="没有找到。换姓名中的一个字、拼音首字母或证件号后四位再试。"
        />
      )}
    </div>
  );
}
