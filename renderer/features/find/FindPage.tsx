import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import type { CaseSummary, Draft } from '../../store/cases/case-store.ts';
import { searchableDrafts, searchDrafts, type SearchableDraft } from '../../store/cases/draft-search.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { readAgain } from '../../store/read-again.ts';
import { ChoiceTable, type ChoiceColumn } from '../../ui/ChoiceTable.tsx';
import { TextField } from '../../ui/Field.tsx';
import { useKeys } from '../../ui/keys.ts';
import { caseColumns } from '../worklist/index.ts';

const MOST = 200;

export interface FindPageProps {
  readonly store: CounterStore;
  readonly businessDate: PlainDate;
  readonly onOpenCase: (caseId: string) => void;
  readonly onOpenDraft: (draftId: string) => void;
  readonly onClose: () => void;
}

type Hit = { readonly entry: CaseSummary } | { readonly draft: Draft };

/** What a draft has to say under the headings of a case. */
const draftCells: Readonly<Record<string, (draft: Draft) => string>> = {
  number: () => '暂存',
  employer: ({ application }) => application.employer.name || '（未填单位）',
  persons: ({ application }) => `${application.roster.length} 人`,
  status: () => '未保存',
};

const columnsOn = (today: PlainDate): readonly ChoiceColumn<Hit>[] =>
  caseColumns(today).map((column) => ({
    ...column,
    cell: (hit) => ('entry' in hit ? column.cell(hit.entry) : (draftCells[column.id]?.(hit.draft) ?? '')),
  }));

function useSearchableDrafts(store: CounterStore): readonly SearchableDraft[] {
  const [drafts, setDrafts] = useState<readonly SearchableDraft[]>([]);
  useEffect(() => readAgain(store.cases, async () => searchableDrafts(await store.cases.drafts()), setDrafts), [store]);
  return drafts;
}

/** 查找: one box; results while typing, drafts first; Enter opens the first, ↓ goes into the list, typing goes back to the box. */
export function FindPage({ store, businessDate, onOpenCase, onOpenDraft, onClose }: FindPageProps) {
  const [text, setText] = useState('');
  const box = useRef<HTMLInputElement>(null);
  const results = useRef<HTMLDivElement>(null);
  const drafts = searchDrafts(useSearchableDrafts(store), text);
  const cases = text.trim() === '' ? [] : store.cases.search(text, MOST);
  const hits: readonly Hit[] = [...drafts.map((draft) => ({ draft })), ...cases.map((entry) => ({ entry }))];
  const open = (hit: Hit) => ('entry' in hit ? onOpenCase(hit.entry.caseId) : onOpenDraft(hit.draft.draftId));
  const rows = () => [...(results.current?.querySelectorAll<HTMLElement>('tbody tr') ?? [])];
  useKeys({ back: onClose });
  const onBoxKey = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown') rows()[0]?.focus();
    else if (event.key === 'Enter' && hits[0] !== undefined) open(hits[0]);
    else return;
    event.preventDefault();
  };
  /** Before the list moves: from its first row up, or with a letter, the clerk is back in the box. */
  const onListKey = (event: KeyboardEvent) => {
    const isText = event.key.length === 1 && !event.ctrlKey && !event.altKey && !event.metaKey;
    const upOut = event.key === 'ArrowUp' && event.target === rows()[0];
    if (upOut) event.stopPropagation();
    if (isText || upOut || event.key === 'Backspace') box.current?.focus();
  };
  return (
    <div className="page">
      <div className="page__head">
        <h1>查找</h1>
      </div>
      <div className="panel stack">
        <TextField
          ref={box}
          label="姓名、拼音首字母、证件号后四位、单位、信用代码或办件号"
          value={text}
          autoFocus
          onChange={(event) => setText(event.target.value)}
          onKeyDown={onBoxKey}
        />
        <p className="soft" role="status">
          {text.trim() === ''
            ? '暂存和未导出的办件也能查到。'
            : `找到 ${cases.length === MOST ? `前 ${MOST}` : cases.length} 件${drafts.length > 0 ? `、暂存 ${drafts.length} 份` : ''}。${hits.length > 0 ? 'Enter 打开第一条，↓ 选择其他。' : ''}`}
        </p>
      </div>
      {text.trim() === '' ? null : (
        <div ref={results} onKeyDownCapture={onListKey}>
          <ChoiceTable
            key={text}
            label="查找结果"
            columns={columnsOn(businessDate)}
            rows={hits}
            keyOf={(hit) => ('entry' in hit ? hit.entry.caseId : hit.draft.draftId)}
            onOpen={open}
            empty="没有找到。换姓名中的一个字、拼音首字母或证件号后四位再试。"
          />
        </div>
      )}
    </div>
  );
}
