/** What the clerk said about columns whose headings nobody knew: kept for a firm, used on its next file. */
import { z } from 'zod';
import { rosterColumns } from '../domain/application.ts';
import { limits } from '../domain/limits.ts';
import { parseCreditCode } from '../domain/unified-social-credit-code.ts';
import { rosterColumnLabels, type RosterField } from './roster-columns.ts';

/** Names of the fields as questions and notices give them. */
export const rosterFieldLabels: Readonly<Record<RosterField, string>> = {
  ...rosterColumnLabels,
  contractPeriod: '劳动合同起止日期（一列）',
};

/** `none`: the column is not needed. */
export const ColumnAnswer = z.enum(['none', 'contractPeriod', ...rosterColumns]);
export type ColumnAnswer = z.infer<typeof ColumnAnswer>;

/** Key of a column (see {@link columnKey}) → what it is. */
export type ColumnAnswers = ReadonlyMap<string, ColumnAnswer>;

/** By what a column is known again in the firm's next file: its heading, or its letters where it has none. */
export function columnKey(heading: string, letters: string, nth: number): string {
  const plain = heading.slice(0, limits.headingCharacters).normalize('NFKC').replace(/\s/gu, '').toUpperCase();
  if (plain === '') return `（无列名）${letters}`;
  return nth > 1 ? `${plain}#${nth}` : plain;
}

/** Firms whose answers are kept; the one answered longest ago goes first. */
const MOST_FIRMS = 3000;
const MOST_COLUMNS = 60;

const StoredAnswers = z.object({
  version: z.literal(1),
  /** Unified social credit code → its columns, the latest last. */
  firms: z.array(z.object({ code: z.string(), columns: z.array(z.tuple([z.string(), ColumnAnswer])) })),
});
export type RosterMemory = z.infer<typeof StoredAnswers>;

export const emptyRosterMemory: RosterMemory = { version: 1, firms: [] };

/** What was stored; nothing where it is not ours or of a later version. */
export function readRosterMemory(stored: unknown): RosterMemory {
  const parsed = StoredAnswers.safeParse(stored);
  return parsed.success ? parsed.data : emptyRosterMemory;
}

/** The firm's answers of before; none for a credit code that is not right. */
export function answersOf(memory: RosterMemory, creditCode: string): ColumnAnswers {
  const code = parseCreditCode(creditCode);
  const firm = code.ok ? memory.firms.find((candidate) => candidate.code === code.code) : undefined;
  return new Map(firm?.columns ?? []);
}

/** The memory with these answers added to the firm's; unchanged for a credit code that is not right. */
export function withAnswers(memory: RosterMemory, creditCode: string, answers: ColumnAnswers): RosterMemory {
  const code = parseCreditCode(creditCode);
  if (!code.ok || answers.size === 0) return memory;
  const columns = [...new Map([...answersOf(memory, creditCode), ...answers])].slice(-MOST_COLUMNS);
  const others = memory.firms.filter((firm) => firm.code !== code.code);
  return { version: 1, firms: [...others, { code: code.code, columns }].slice(-MOST_FIRMS) };
}
