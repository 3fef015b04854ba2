/** 花名册: the grid with what was found, and every way a roster comes in (drop, file, paste, typing). */
import { useCallback, useImperativeHandle, useMemo, useRef, useState, type Ref } from 'react';
import type { RosterEntry } from '#shared/domain/application.ts';
import type { ImportIssue } from '#shared/files/roster-reading.ts';
import type { CheckResult, EntryDecision } from '#shared/policy/verdict.ts';
import { Grid, type GridHandle, type GridRow, type GridSelection } from '../../../ui/grid/index.ts';
import { Notice } from '../../../ui/Notice.tsx';
import { useDropZone } from '../../../ui/use-drop-zone.ts';
import { ColumnQuestions } from './ColumnQuestions.tsx';
import { countToCorrect, entryIssues, type EntryIssue } from './entry-issues.ts';
import { isRosterGroup, worstGroup, type RosterGroup } from './groups.ts';
import { ImportIssueList } from './ImportIssueList.tsx';
import { appendRoster, replaceRoster } from './merge-rosters.ts';
import { isRosterOfItsOwn } from './pasted-table.ts';
import { ReadingBar } from './ReadingBar.tsx';
import { ReplaceDialog } from './ReplaceDialog.tsx';
import { isBlocked, rosterGridColumns, VERDICT_COLUMN } from './roster-grid-columns.tsx';
import { toGridRow } from './roster-rows.ts';
import { EmptyRoster, RosterFoot, RosterToolbar } from './RosterToolbar.tsx';
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
  /** Brings the person into view, at the first thing to put right. */
  goTo(entryId: string): void;
}

export interface RosterSectionProps {
  readonly ref?: Ref<RosterHandle>;
  readonly entries: readonly RosterEntry[];
  /** Where the roster came from, as told by `onChange`; `null` when typed. */
  readonly source: string | null;
  /** Decisions by entry id; a person without one is not decided yet. */
  readonly decisions: ReadonlyMap<string, EntryDecision>;
  readonly employerChecks: readonly CheckResult[];
  /** Sentences by entry id about what should be looked at although it decides nothing. */
  readonly remarks?: ReadonlyMap<string, readonly string[]>;
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

export function RosterSection({
  ref,
  entries,
  source,
  decisions,
  employerChecks,
  remarks = NO_REMARKS,
  onChange,
  onSelect,
  readFile,
  columnMemory,
}: RosterSectionProps) {
  const grid = useRef<GridHandle>(null);
  const [notice, setNotice] = useState('');
  const [lastRead, setLastRead] = useState<ReadRoster | null>(null);
  const memory = useRosterMemory(entries);
  const issues = useMemo(() => entryIssues(entries), [entries]);
  const findings = useMemo(
    () => ({ decisions, employerChecks, issues, remarks }),
    [decisions, employerChecks, issues, remarks],
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

  useImperativeHandle(ref, () => ({
    focus: () => grid.current?.focus(),
    goTo: (entryId) => grid.current?.goTo(entryId, issues.get(entryId)?.[0]?.column),
  }));

  const take = useCallback(
    (read: ReadRoster, next: readonly RosterEntry[], from: string) => {
      setLastRead(read.reading.issues.length + read.reading.skippedRows.length > 0 ? read : null);
      setNotice(`已读入：${read.source}，${read.entries.length} 人。Ctrl+Z 撤销`);
      onChange(next, from);
      // To the first thing to put right; after the question has closed, which gives the focus back to where it was.
      const [id, [issue] = []] = [...entryIssues(next)][0] ?? [next[0]?.entryId];
      setTimeout(() => (id === undefined ? grid.current?.focus() : grid.current?.goTo(id, issue?.column)));
    },
    [onChange],
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
  const goTo = (issue: ImportIssue) => {
    const entry = entries.find((one) => one.row === issue.row);
    if (entry !== undefined) grid.current?.goTo(entry.entryId, issue.column ?? 'name');
  };

  return (
    <section className={`roster${over ? ' is-drop-target' : ''}`} aria-label="花名册" {...handlers}>
      <RosterToolbar
        persons={entries.length}
        source={source}
        toCorrect={countToCorrect(issues)}
        onFile={startFile}
        onNextProblem={() => grid.current?.toProblem(1)}
      />
      {state.step === 'reading' ? <ReadingBar name={state.name} bytes={state.bytes} onCancel={cancel} /> : null}
      {state.step === 'failed' ? (
        <Notice tone="bad" live="alert">
          {state.message}
        </Notice>
      ) : null}
      {lastRead === null ? null : (
        <ImportIssueList
          source={lastRead.source}
          issues={lastRead.reading.issues}
          skippedRows={lastRead.reading.skippedRows}
          onGoTo={goTo}
          onClose={() => setLastRead(null)}
        />
      )}
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
      <RosterFoot
        persons={entries.length}
        notice={notice}
        onInsert={() => grid.current?.insertRow()}
        onDelete={() => grid.current?.deleteRows()}
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
