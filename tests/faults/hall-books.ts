/** What a campaign of 合并导出 compares: what lies in the batch folders and what was answered, with what the windows' ledgers say. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseDelimited } from '#shared/files/read-delimited.ts';
import type { CaseAction } from '#shared/casework/action.ts';
import type { CaseRecord } from '#renderer/store/cases/case-store.ts';
import type { CounterStore } from '#renderer/store/counter-store.ts';
import { valueOf } from '#tests/store/an-office-on.ts';

/** A row of a batch as it lies in the folder. */
export interface BatchRow {
  readonly batchNumber: string;
  readonly caseNumber: string;
  readonly citizenId: string;
  readonly name: string;
  /** Empty: the person's first row. */
  readonly correction: string;
}

/** A row of a returned file. */
export interface AnsweredRow {
  readonly digest: string;
  readonly day: string;
  readonly caseNumber: string;
  readonly citizenId: string;
}

export async function rowsIn(folder: string, batchNumber: string): Promise<readonly BatchRow[]> {
  const text = await readFile(join(folder, 'window-intake.csv'), 'utf8');
  const [headings = [], ...rows] = parseDelimited(text.replace(/^\uFEFF/u, ''), ',');
  const cell = (row: readonly string[], heading: string): string => row[headings.indexOf(heading)] ?? '';
  return rows
    .filter((row) => row.length > 1)
    .map((row) => ({
      batchNumber,
      caseNumber: cell(row, '办件号'),
      citizenId: cell(row, '公民身份号码'),
      name: cell(row, '姓名'),
      correction: cell(row, '更正'),
    }));
}

export interface Differences {
  /** Rows or answers that no ledger has, and cases that say they left in a batch that does not hold them. */
  readonly lost: number;
  readonly appliedTwice: number;
  /** Persons with a second row that corrects nothing. */
  readonly twoBatches: number;
}

const count = <T>(all: readonly T[], is: (one: T) => boolean): number => all.filter(is).length;

/** How often somebody has a row that corrects nothing after the first. */
export function inTwoBatches(rows: readonly BatchRow[]): number {
  const first = new Set<string>();
  return count(rows, ({ citizenId, correction }) => {
    const again = first.has(citizenId) && correction === '';
    first.add(citizenId);
    return again;
  });
}

const actionsOf = ({ actions }: CaseRecord): readonly CaseAction[] => actions.map(({ action }) => action);

function twiceIn(actions: readonly CaseAction[]): number {
  const seen = new Set<string>();
  let twice = 0;
  for (const action of actions) {
    const keys =
      action.kind === 'exported'
        ? action.rounds.map((round) => `exported ${round}`)
        : action.kind === 'provinceAnswered'
          ? [`answered ${action.file.digest} ${action.file.day}`]
          : [];
    for (const key of keys) {
      twice += seen.has(key) ? 1 : 0;
      seen.add(key);
    }
  }
  return twice;
}

/** All of it, over the ledgers of all windows. */
export async function differencesOf(
  stores: readonly CounterStore[],
  rows: readonly BatchRow[],
  answers: readonly AnsweredRow[],
): Promise<Differences> {
  const records = new Map<string, readonly CaseAction[]>();
  for (const store of stores)
    for (const { caseId, number } of store.cases.list())
      records.set(number, actionsOf(valueOf(await store.cases.open(caseId))));
  const says = (caseNumber: string, is: (action: CaseAction) => boolean): boolean =>
    records.get(caseNumber)?.some(is) ?? false;
  const notExported = count(
    rows,
    (row) => !says(row.caseNumber, (one) => one.kind === 'exported' && one.batchNumber === row.batchNumber),
  );
  const unanswered = count(
    answers,
    ({ caseNumber, digest, day, citizenId }) =>
      !says(
        caseNumber,
        (one) =>
          one.kind === 'provinceAnswered' &&
          one.file.digest === digest &&
          one.file.day === day &&
          one.rows.some((row) => row.citizenId === citizenId),
      ),
  );
  const held = new Set(rows.map(({ batchNumber, caseNumber }) => `${batchNumber} ${caseNumber}`));
  const notInBatch = count(
    [...records].flatMap(([number, actions]) =>
      actions.flatMap((one) => (one.kind === 'exported' ? [`${one.batchNumber} ${number}`] : [])),
    ),
    (key) => !held.has(key),
  );
  return {
    lost: notExported + unanswered + notInBatch,
    appliedTwice: [...records.values()].reduce((sum, actions) => sum + twiceIn(actions), 0),
    twoBatches: inTwoBatches(rows),
  };
}
