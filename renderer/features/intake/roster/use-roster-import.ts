/** Reading a roster from a file or from pasted cells, and what to do with it when one is already there. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { RosterEntry } from '#shared/domain/application.ts';
import type { ColumnAnswers } from '#shared/rosters/roster-answers.ts';
import type { RosterReading, RosterSheetReading } from '#shared/files/roster-reading.ts';
import type { Result } from '#shared/contract/failure.ts';
import { failureText } from '#shared/wording/failures.ts';
import { prepareRosterReader, readRosterFile } from '../../../store/roster-reading.ts';
import { compareRosters, type RosterDifference } from './merge-rosters.ts';
import { importedEntry } from './roster-rows.ts';

/** A reading as it will stand in the roster. `source`: what the clerk is told it came from. */
export interface ReadRoster {
  readonly source: string;
  readonly entries: readonly RosterEntry[];
  readonly reading: RosterSheetReading;
}

export type ImportState =
  | { readonly step: 'idle' }
  | { readonly step: 'reading'; readonly name: string; readonly bytes: number }
  /** Columns of unknown meaning; nothing is taken before they are answered or left aside. */
  | { readonly step: 'columns'; readonly name: string; readonly file: File; readonly reading: RosterSheetReading }
  | { readonly step: 'question'; readonly read: ReadRoster; readonly difference: RosterDifference }
  | { readonly step: 'failed'; readonly message: string };

const IDLE: ImportState = { step: 'idle' };

export type ReadFile = (file: File, signal?: AbortSignal, answers?: ColumnAnswers) => Promise<Result<RosterReading>>;

/** What is known about the columns of the firm whose roster this is; see use-column-memory.ts. */
export interface ColumnMemory {
  readonly answers: () => ColumnAnswers;
  readonly remember: (answers: ColumnAnswers) => void;
}

const NO_MEMORY: ColumnMemory = { answers: () => new Map(), remember: () => undefined };

export interface RosterImport {
  readonly state: ImportState;
  /** `name`: what to call it; for pasted cells `粘贴的表格`. */
  readonly start: (file: File, name: string) => void;
  readonly cancel: () => void;
  /** What the clerk says about the columns that were asked: the file is read once more with it. */
  readonly answer: (answers: ColumnAnswers) => void;
  /** The columns that were asked stay unread. */
  readonly leaveColumns: () => void;
  readonly close: () => void;
}

function sourceOf(name: string, reading: RosterSheetReading): string {
  const sheet = reading.sheetName === '' ? '' : `“${reading.sheetName}”`;
  return `${name}${sheet} 第 ${reading.firstRow}–${reading.lastRow} 行`;
}

/** `onRead` takes a roster that meets an empty sheet; otherwise the question stands until it is answered. */
export function useRosterImport(
  entries: readonly RosterEntry[],
  onRead: (read: ReadRoster) => void,
  readFile: ReadFile = (file, signal, answers) => readRosterFile(file, signal, answers),
  memory: ColumnMemory = NO_MEMORY,
): RosterImport {
  const [state, setState] = useState<ImportState>(IDLE);
  const running = useRef<AbortController | null>(null);
  const latest = useRef({ entries, onRead, readFile, memory });
  useEffect(() => {
    latest.current = { entries, onRead, readFile, memory };
  });
  useEffect(() => () => running.current?.abort(), []);
  useEffect(() => {
    if (readFile === readRosterFile) prepareRosterReader();
  }, [readFile]);

  const take = useCallback((reading: RosterSheetReading, name: string) => {
    const fresh = reading.entries.map((entry) => importedEntry(entry, crypto.randomUUID()));
    const read: ReadRoster = { source: sourceOf(name, reading), entries: fresh, reading };
    const { entries: before, onRead: taken } = latest.current;
    if (before.length > 0) return setState({ step: 'question', read, difference: compareRosters(before, fresh) });
    setState(IDLE);
    taken(read);
  }, []);
  const read = useCallback(
    (file: File, name: string, answers: ColumnAnswers, ask: boolean) => {
      running.current?.abort();
      const control = new AbortController();
      running.current = control;
      setState({ step: 'reading', name, bytes: file.size });
      void latest.current.readFile(file, control.signal, answers).then((result) => {
        if (control.signal.aborted) return;
        if (!result.ok) return setState({ step: 'failed', message: `${name}：${failureText(result.failure)}` });
        const reading = result.value;
        if (!reading.ok) {
          return setState({ step: 'failed', message: `${name}：${reading.error.issues[0]?.message ?? '没有读入。'}` });
        }
        if (ask && reading.questions.length > 0) return setState({ step: 'columns', name, file, reading });
        take(reading, name);
      });
    },
    [take],
  );
  const start = useCallback(
    (file: File, name: string) => read(file, name, latest.current.memory.answers(), true),
    [read],
  );
  const answer = (answers: ColumnAnswers) => {
    if (state.step !== 'columns') return;
    memory.remember(answers);
    read(state.file, state.name, new Map([...memory.answers(), ...answers]), false);
  };
  const leaveColumns = () => {
    if (state.step === 'columns') take(state.reading, state.name);
  };
  const cancel = useCallback(() => {
    running.current?.abort();
    setState(IDLE);
  }, []);
  return { state, start, cancel, answer, leaveColumns, close: useCallback(() => setState(IDLE), []) };
}
