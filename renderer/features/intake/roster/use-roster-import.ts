/** Reading a roster from a file or from pasted cells, and what to do with it when one is already there. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { RosterEntry } from '#shared/domain/application.ts';
import type { RosterSheetReading } from '#shared/files/roster-reading.ts';
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
  | { readonly step: 'question'; readonly read: ReadRoster; readonly difference: RosterDifference }
  | { readonly step: 'failed'; readonly message: string };

const IDLE: ImportState = { step: 'idle' };

export type ReadFile = typeof readRosterFile;

export interface RosterImport {
  readonly state: ImportState;
  /** `name`: what to call it; for pasted cells `粘贴的表格`. */
  readonly start: (file: File, name: string) => void;
  readonly cancel: () => void;
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
  readFile: ReadFile = readRosterFile,
): RosterImport {
  const [state, setState] = useState<ImportState>(IDLE);
  const running = useRef<AbortController | null>(null);
  const latest = useRef({ entries, onRead });
  useEffect(() => {
    latest.current = { entries, onRead };
  });
  useEffect(() => () => running.current?.abort(), []);
  useEffect(() => {
    if (readFile === readRosterFile) prepareRosterReader();
  }, [readFile]);

  const start = useCallback(
    (file: File, name: string) => {
      running.current?.abort();
      const control = new AbortController();
      running.current = control;
      setState({ step: 'reading', name, bytes: file.size });
      void readFile(file, control.signal).then((result) => {
        if (control.signal.aborted) return;
        if (!result.ok) return setState({ step: 'failed', message: `${name}：${failureText(result.failure)}` });
        const reading = result.value;
        if (!reading.ok) {
          return setState({ step: 'failed', message: `${name}：${reading.error.issues[0]?.message ?? '没有读入。'}` });
        }
        const fresh = reading.entries.map((entry) => importedEntry(entry, crypto.randomUUID()));
        const read: ReadRoster = { source: sourceOf(name, reading), entries: fresh, reading };
        const { entries: before, onRead: take } = latest.current;
        if (before.length > 0) return setState({ step: 'question', read, difference: compareRosters(before, fresh) });
        setState(IDLE);
        take(read);
      });
    },
    [readFile],
  );
  const cancel = useCallback(() => {
    running.current?.abort();
    setState(IDLE);
  }, []);
  return { state, start, cancel, close: useCallback(() => setState(IDLE), []) };
}
