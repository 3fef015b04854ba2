/** Who has been typed into the provincial page: a mark per person, kept sealed over restarts. */
import { z } from 'zod';
import type { CaseSummary } from '../../store/cases/case-store.ts';
import { OrderLine } from './typing-order.ts';

export const TYPING_PREFERENCE = 'typingAid';

/**
 * Everything the aid remembers. `done`: case id → places in the roster (from 1) that were typed. `layout`: the id of the one
 * that was chosen; without it the one that comes with the program.
 */
export const TypingMemory = z.object({
  order: z.record(z.string(), z.array(OrderLine)),
  done: z.record(z.string(), z.array(z.number().int().positive())),
  layout: z.string().optional(),
});
export type TypingMemory = z.infer<typeof TypingMemory>;

export const emptyMemory: TypingMemory = { order: {}, done: {} };

/** What was stored, or nothing remembered where it is not readable. */
export function readMemory(stored: unknown): TypingMemory {
  const parsed = TypingMemory.safeParse(stored);
  return parsed.success ? parsed.data : emptyMemory;
}

export const isTyped = (memory: TypingMemory, caseId: string, position: number): boolean =>
  memory.done[caseId]?.includes(position) ?? false;

/** Sets or takes back a mark. */
export function marked(memory: TypingMemory, caseId: string, position: number, done: boolean): TypingMemory {
  const others = (memory.done[caseId] ?? []).filter((one) => one !== position);
  return { ...memory, done: { ...memory.done, [caseId]: done ? [...others, position] : others } };
}

export const typedCount = (memory: TypingMemory, caseId: string): number => memory.done[caseId]?.length ?? 0;

const TO_TYPE: readonly CaseSummary['status'][] = ['accepted', 'partlyExported', 'exported'];

/** Accepted and exported cases, those with somebody left to type first, each group in the order of their numbers. */
export function casesToType(cases: readonly CaseSummary[], memory: TypingMemory): readonly CaseSummary[] {
  const rank = (entry: CaseSummary): string =>
    `${typedCount(memory, entry.caseId) >= entry.metPersons ? '1' : '0'} ${entry.number}`;
  return (
    cases
      // What another window exports for this one goes in with its batch.
      .filter(
        ({ status, metPersons, release, batchWindow }) =>
          TO_TYPE.includes(status) && metPersons > 0 && release === null && batchWindow === null,
      )
      .toSorted((a, b) => (rank(a) < rank(b) ? -1 : 1))
  );
}
