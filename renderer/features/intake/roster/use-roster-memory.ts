import { useEffect, useState } from 'react';
import type { RosterEntry } from '#shared/domain/application.ts';
import { RosterMemory } from './roster-rows.ts';

/** One memory for as long as the section is mounted; see {@link RosterMemory}. */
export function useRosterMemory(entries: readonly RosterEntry[]): RosterMemory {
  const [memory] = useState(() => new RosterMemory());
  useEffect(() => memory.see(entries), [memory, entries]);
  return memory;
}
