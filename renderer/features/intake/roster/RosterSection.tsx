/** 花名册: the grid with what was found, and every way a roster comes in (drop, file, paste, typing). */
import {
  useCallback,
  useEffect,
  useImperativeHandle,
  useMemo,
  useRef,
  useState,
  type ReactNode,
  type Ref,
} from 'react';
import type { RosterColumn, RosterEntry } from '#shared/domain/application.ts';
import type { ImportIssue } from '#shared/files/roster-reading.ts';
import type { CheckResult, EntryDecision } from '#shared/policy/verdict.ts';
import { Grid, type GridHandle, type GridRow, type GridSelection } from '../../../ui/grid/index.ts';
import { Notice } from '../../../ui/Notice.tsx';
import { useDropZone } from '../../../ui/use-drop-zone.ts';
import { ColumnQuestions } from './ColumnQuestions.tsx';
import { keyName } from '../../../ui/key-table.ts';
import { countToCorrect, entryIssues, type EntryIssue } from './entry-issues.ts';
import { isRosterGroup, worstGroup, type RosterGroup } from './groups.ts';
import { findingsOf } from './ImportIssueList.tsx';
import { appendRoster, replaceRoster } from './merge-rosters.ts';
import { isRosterOfItsOwn } from './pasted-table.ts';
import { ReadingBar } from './ReadingBar.tsx';
import { ReplaceDialog } from './ReplaceDialog.tsx';
import { isBlocked, rosterGridColumns, VERDICT_COLUMN } from './roster-grid-columns.tsx';
import { toGridRow } from './roster-rows.ts';
import { countOffers, withOffers, type RosterOffers } from './roster-offers.ts';
import { EmptyRoster, RosterToolbar } from './RosterToolbar.tsx';
import { usePasteOutside } from './use-paste-outside.ts';
import { useRosterImport, type ColumnMemory, type ReadFile, type ReadRoster } from './use-roster-import.ts';
import { useRosterMemory } from './use-roster-memory.ts';
import './roster.css';

/** Persons under the selection; `group` when it lies in one verdict column (or on a name that differs), else `null`. */
export interface RosterSelection {
  readonly entryIds: readonly string[];
  readonly group: RosterGroup | null;
}

export interface RosterHandle {
  focus(): void;
  /** To the next (or previous) thing that asks for the clerk; false when there is none. */
  toProblem(step: 1 | -1): boolean;
  /** Puts into empty cells what the registers know. */
  takeOffered(): void;
  /** Brings the person into view, at the first thing to put right. */
  goTo(entryId: string): void;
  /** Brings the row of the file into view that something was found in. */
  goToIssue(issue: ImportIssue): void;
}

export interface RosterSectionProps {
  readonly ref?: Ref<RosterHandle>;
  /** The firm, where it has no line of its own. */
  readonly firm?: ReactNode;
  readonly entries: readonly RosterEntry[];
  /** Where the roster came from, as told by `onChange`; `null` when typed. */
  readonly source: string | null;
  /** Decisions by entry id; a person without one is not decided yet. */
  readonly decisions: ReadonlyMap<string, EntryDecision>;
  /** Something asked is not answered yet: nobody has a verdict. */
  readonly reading?: boolean;
  readonly employerChecks: readonly CheckResult[];
  /** Sentences by entry id about what should be looked at although it decides nothing. */
  readonly remarks?: ReadonlyMap<string, readonly string[]>;
  /** What registers know of empty cells. */
  readonly offers?: RosterOffers;
  /** What was read last; its findings can be shown beside the roster. */
  readonly lastRead?: ReadRoster | null;
  readonly findingsShown?: boolean;
  readonly onFindings?: () => void;
  /** The button 下一处; where it leads is the page's to say. */
  readonly onNextProblem?: () => void;
  readonly onRead?: (read: ReadRoster) => void;
  /** Another firm's roster was read: begins a new application with it. `null` where there is none to begin. */
  readonly onOther?: ((read: ReadRoster) => void) | null;
  /** Every change, while typing too. `source` is given when a roster was read. */
  readonly onChange: (entries: readonly RosterEntry[], source?: string | null) => void;
  readonly onSelect: (selection: RosterSelection) => void;
  /** How files are read; the program's own reader unless a test hands in another. */
  readonly readFile?: ReadFile;
  /** What is known about the columns of this firm's files. */
  readonly columnMemory?: ColumnMemory;
}

const newId = (): string => crypto.randomUUID();
const PASTED_NAME = '粘贴的表格';

const NO_REMARKS: ReadonlyMap<string, readonly string[]> = new Map();
const NO_OFFERS: RosterOffers = new Map();

export function RosterSection({
  ref,
  firm,
  entries,
  source,
  decisions,
  employerChecks,
  reading = false,
  remarks = NO_REMARKS,
  offers = NO_OFFERS,
  lastRead = null,
  findingsShown = false,
  onFindings,
  onNextProblem,
  onRead,
  onOther = null,
  onChange,
  onSelect,
  readFile,
  columnMemory,
}: RosterSectionProps) {
  const grid = useRef<GridHandle>(null);
  const [notice, setNotice] = useState('');
  const memory = useRosterMemory(entries);
  const issues = useMemo(() => entryIssues(entries), [entries]);
  const findings = useMemo(
    () => ({ decisions, employerChecks, issues, remarks, reading, offers }),
    [decisions, employerChecks, issues, remarks, reading, offers],
  );
  const columns = useMemo(() => rosterGridColumns(findings), [findings]);
  const rows = useMemo(() => entries.map(toGridRow), [entries]);
  const [activeId, setActiveId] = useState<string | null>(null);
  const messages = useMemo(() => cellMessages(issues, activeId), [issues, activeId]);
  const fileRows = useMemo(
    () =>
      new Map(
        entries.flatMap((entry): [string, string][] =>
          entry.row === undefined ? [] : [[entry.entryId, `文件第 ${entry.row} 行`]],
        ),
      ),
    [entries],
  );

  const landing = useRef<{ readonly id: string; readonly column: RosterColumn | undefined } | null>(null);
  useEffect(() => {
    const to = landing.current;
    if (to === null || !entries.some(({ entryId }) => entryId === to.id)) return;
    landing.current = null;
    grid.current?.goTo(to.id, to.column);
  }, [entries]);
  const take = useCallback(
    (read: ReadRoster, next: readonly RosterEntry[], from: string) => {
      onRead?.(read);
      setNotice(`已读入：${read.source}，${read.entries.length} 人。${keyName('undo')} 撤销`);
      onChange(next, from);
      // To the first thing to put right, once the grid has these rows.
      const [id, [issue] = []] = [...entryIssues(next)][0] ?? [next[0]?.entryId];
      landing.current = id === undefined ? null : { id, column: issue?.column };
    },
    [onChange, onRead],
  );
  const importing = useRosterImport(entries, (read) => take(read, read.entries, read.source), readFile, columnMemory);
  const { state, start, cancel, close, answer, leaveColumns } = importing;
  const startFile = useCallback((file: File) => start(file, file.name), [start]);
  const { over, handlers } = useDropZone(startFile);

  const changeRows = (changed: readonly GridRow[]) => onChange(changed.map((row) => memory.entryOf(row)));
  const selectionColumn = useRef('name');
  const report = (selection: GridSelection) => {
    selectionColumn.current = selection.columnId;
    setActiveId(selection.activeRowId);
    onSelect({ entryIds: selection.rowIds, group: groupOf(selection, decisions) });
  };
  const pasteTable = (table: readonly (readonly string[])[], text: string): boolean => {
    const at = columns.findIndex((column) => column.id === selectionColumn.current);
    if (!isRosterOfItsOwn(table, at)) return false;
    start(new File([text], PASTED_NAME), PASTED_NAME);
    return true;
  };
  usePasteOutside((text) => start(new File([text], PASTED_NAME), PASTED_NAME));
  const problemAt = (row: GridRow): boolean | string => {
    const [first] = issues.get(row.id) ?? [];
    if (first !== undefined) return first.column;
    const decision = isBlocked(findings, row.id) ? undefined : decisions.get(row.id);
    if (decision === undefined || decision.verdict === 'met') return false;
    const worst = worstGroup(decision);
    return worst === 'identity' ? 'name' : (worst ?? VERDICT_COLUMN);
  };
  const takeOffered = () => {
    if (countOffers(offers) === 0) return;
    onChange(withOffers(entries, offers));
    setNotice(`已按登记填入 ${countOffers(offers)} 处空格。${keyName('undo')} 撤销`);
    grid.current?.focus();
  };

  useImperativeHandle(ref, () => ({
    focus: () => grid.current?.focus(),
    takeOffered,
    toProblem: (step) => {
      const some = rows.some((row) => problemAt(row) !== false);
      if (some) grid.current?.toProblem(step);
      return some;
    },
    goTo: (entryId) => grid.current?.goTo(entryId, issues.get(entryId)?.[0]?.column),
    goToIssue: (issue) => {
      const entry = entries.find((one) => one.row === issue.row);
      if (entry !== undefined) grid.current?.goTo(entry.entryId, issue.column ?? 'name');
    },
  }));

  return (
    <section className={`roster${over ? ' is-drop-target' : ''}`} aria-label="花名册" {...handlers}>
      <RosterToolbar
        firm={firm}
        persons={entries.length}
        source={source}
        toCorrect={countToCorrect(issues)}
        onFile={startFile}
        findings={lastRead === null ? '' : findingsOf(lastRead)}
        findingsShown={findingsShown}
        onFindings={() => onFindings?.()}
        notice={notice}
        offered={countOffers(offers)}
        onTakeOffered={takeOffered}
        onNextProblem={() => onNextProblem?.()}
        onInsert={() => grid.current?.insertRow()}
        onDelete={() => grid.current?.deleteRows()}
      />
      {state.step === 'reading' ? <ReadingBar name={state.name} bytes={state.bytes} onCancel={cancel} /> : null}
      {state.step === 'failed' ? (
        <Notice tone="bad" live="alert">
          {state.message}
        </Notice>
      ) : null}
      <Grid
        ref={grid}
        label="花名册"
        columns={columns}
        rows={rows}
        onChange={changeRows}
        newId={newId}
        messages={messages}
        problemAt={problemAt}
        rowTitle={(row) => fileRows.get(row.id)}
        onSelect={report}
        onPasteTable={pasteTable}
        onNotice={setNotice}
      />
      {entries.length === 0 ? <EmptyRoster /> : null}
      {over ? <div className="roster__drop">松开即读入花名册</div> : null}
      {state.step === 'columns' ? (
        <ColumnQuestions
          source={state.name}
          questions={state.reading.questions}
          onAnswer={answer}
          onLeave={leaveColumns}
        />
      ) : null}
      {state.step === 'question' ? (
        <ReplaceDialog
          source={state.read.source}
          persons={state.read.entries.length}
          before={entries.length}
          difference={state.difference}
          onClose={close}
          onOther={
            onOther === null
              ? null
              : () => {
                  close();
                  onOther(state.read);
                }
          }
          onReplace={() => {
            close();
            take(state.read, replaceRoster(entries, state.read.entries), state.read.source);
          }}
          onAppend={() => {
            close();
            take(
              state.read,
              appendRoster(entries, state.read.entries),
              [source, state.read.source].filter(Boolean).join('；'),
            );
          }}
        />
      ) : null}
    </section>
  );
}

/** Sentences by row and cell. That something is missing is not said of the row somebody is still filling in. */
function cellMessages(
  issues: ReadonlyMap<string, readonly EntryIssue[]>,
  activeId: string | null,
): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const shown = new Map<string, ReadonlyMap<string, string>>();
  for (const [id, list] of issues) {
    const told = list.filter(({ code }) => id !== activeId || (code !== 'name-missing' && code !== 'id-missing'));
    if (told.length > 0) shown.set(id, new Map(told.map((issue) => [issue.column, issue.message])));
  }
  return shown;
}

function groupOf(selection: GridSelection, decisions: ReadonlyMap<string, EntryDecision>): RosterGroup | null {
  const [column] = selection.columnIds;
  if (column === undefined || selection.columnIds.length > 1) return null;
  if (isRosterGroup(column)) return column;
  const decision = selection.rowIds.length === 1 ? decisions.get(selection.rowIds[0] ?? '') : undefined;
  const match = decision?.checks.find((check) => check.check === 'name-match');
  return column === 'name' && (match?.verdict === 'remediable' || match?.verdict === 'unmet') ? 'identity' : null;
}
