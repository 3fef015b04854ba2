import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { isPaperText } from '#shared/domain/paper-proof.ts';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import type { CaseSummary, Draft } from '../../store/cases/case-store.ts';
import { searchableDrafts, searchDrafts, type SearchableDraft } from '../../store/cases/draft-search.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { readAgain } from '../../store/read-again.ts';
import { ChoiceTable, type ChoiceColumn } from '../../ui/ChoiceTable.tsx';
import { TextField } from '../../ui/Field.tsx';
import { keyName } from '../../ui/key-table.ts';
import { useKeys } from '../../ui/keys.ts';
import { caseColumns, contactOf, draftFirm, lastFirst, savedAtText } from '../worklist/index.ts';
import { ScannedPaperPanel } from './ScannedPaperPanel.tsx';
import { MatchedPersons, type FoundPerson } from './MatchedPersons.tsx';

const MOST = 200;
/** What a screen of 1080 lines shows at once; whoever wants more types another letter. */
const AT_ONCE = 30;

export interface FindPageProps {
  readonly store: CounterStore;
  readonly businessDate: PlainDate;
  readonly onOpenCase: (caseId: string) => void;
  readonly onOpenDraft: (draftId: string) => void;
  /** To where a scanned paper lies. */
  readonly onGo: (path: string) => void;
  readonly onClose: () => void;
}

type Hit = { readonly entry: CaseSummary } | { readonly draft: Draft };

/** What a draft has to say under the headings of a case. */
const draftCells: Readonly<Record<string, (draft: Draft) => string>> = {
  number: () => '暂存',
  employer: draftFirm,
  received: ({ application }) => application.receivedOn.slice(5),
  persons: ({ application }) => `${application.roster.length} 人`,
  status: () => '未保存',
  deadline: (draft) => `暂存于 ${savedAtText(draft)}`,
  agent: ({ application: { employer } }) => `${employer.agent.name} ${employer.agent.mobile}`,
};

/** Of little use to whoever looks for one case; their place goes to the person that was found. */
const LEFT_OUT = new Set(['amount', 'clerk', 'print', 'batch']);

const personsOf = (hit: Hit): readonly FoundPerson[] =>
  'entry' in hit ? hit.entry.persons : hit.draft.application.roster;

function columnsOn(store: CounterStore, today: PlainDate, text: string): readonly ChoiceColumn<Hit>[] {
  const [number, employer, ...rest] = caseColumns(store, today)
    .filter(({ id }) => !LEFT_OUT.has(id))
    .map((column) => ({
      ...column,
      cell: (hit: Hit) => ('entry' in hit ? column.cell(hit.entry) : (draftCells[column.id]?.(hit.draft) ?? '')),
    }));
  const person = {
    id: 'person',
    heading: '对上的人',
    width: '11rem',
    cell: (hit: Hit) => <MatchedPersons persons={personsOf(hit)} text={text} />,
  };
  return [number, employer, person, ...rest].filter((column) => column !== undefined);
}

/** `前 200 件、暂存 1 份`; what was not found is not counted. */
function foundText(cases: number, drafts: number): string {
  const parts = [
    cases > 0 ? ` ${cases === MOST ? `前 ${MOST}` : cases} 件` : '',
    drafts > 0 ? `暂存 ${drafts} 份` : '',
  ].filter(Boolean);
  return parts.length === 0 ? ' 0 件' : parts.join('、');
}

function useSearchableDrafts(store: CounterStore): readonly SearchableDraft[] {
  const [drafts, setDrafts] = useState<readonly SearchableDraft[]>([]);
  useEffect(() => readAgain(store.cases, async () => searchableDrafts(await store.cases.drafts()), setDrafts), [store]);
  return drafts;
}

/** 查找: one box; results while typing, cases before drafts; Enter opens the first, ↓ goes into the list, typing goes back to the box. */
export function FindPage({ store, businessDate, onOpenCase, onOpenDraft, onGo, onClose }: FindPageProps) {
  const [text, setText] = useState('');
  const box = useRef<HTMLInputElement>(null);
  const results = useRef<HTMLDivElement>(null);
  const scanned = isPaperText(text);
  const searchable = useSearchableDrafts(store);
  const drafts = scanned ? [] : searchDrafts(searchable, text);
  const cases = text.trim() === '' || scanned ? [] : store.cases.search(text, MOST);
  const hits: readonly Hit[] = [...cases.map((entry) => ({ entry })), ...lastFirst(drafts).map((draft) => ({ draft }))];
  const open = (hit: Hit) => ('entry' in hit ? onOpenCase(hit.entry.caseId) : onOpenDraft(hit.draft.draftId));
  const rows = () => [...(results.current?.querySelectorAll<HTMLElement>('tbody tr.is-link') ?? [])];
  const copiesOf = (hit: Hit) =>
    'entry' in hit
      ? { number: hit.entry.number, firm: hit.entry.employerName, phone: contactOf(store, hit.entry)?.phone }
      : { firm: hit.draft.application.employer.name, phone: hit.draft.application.employer.agent.mobile };
  // Asked for again, it begins anew: the next word replaces the last.
  useKeys({
    back: onClose,
    find: () => {
      box.current?.focus();
      box.current?.select();
    },
  });
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
          label="姓名、拼音首字母、证件号后四位、单位、信用代码或办件号；也可扫文书上的二维码"
          value={text}
          autoFocus
          onChange={(event) => setText(event.target.value)}
          onKeyDown={onBoxKey}
        />
        <p className="soft" role="status">
          {text.trim() === ''
            ? '暂存和未导出的办件也能查到。'
            : scanned
              ? '这是文书上的二维码。'
              : `找到${foundText(cases.length, drafts.length)}。${hits.length > 0 ? `${keyName('open')} 打开第一条，${keyName('down')} 选择其他。` : ''}`}
        </p>
      </div>
      {scanned ? <ScannedPaperPanel key={text} store={store} text={text} onGo={onGo} /> : null}
      {text.trim() === '' || scanned ? null : (
        <div ref={results} onKeyDownCapture={onListKey}>
          <ChoiceTable
            key={text}
            label="查找结果"
            columns={columnsOn(store, businessDate, text)}
            groupOf={(hit) => ('entry' in hit ? `办件 ${cases.length}` : `暂存 ${drafts.length}（还没有编号）`)}
            copies={copiesOf}
            rows={hits}
            pageSize={AT_ONCE}
            keyOf={(hit) => ('entry' in hit ? hit.entry.caseId : hit.draft.draftId)}
            onOpen={open}
            empty="没有找到。换姓名中的一个字、拼音首字母或证件号后四位再试。"
          />
        </div>
      )}
    </div>
  );
}
