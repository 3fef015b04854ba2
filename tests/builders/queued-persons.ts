/** Persons for the verification queue: made up, all different. */
import type { QueuedPerson } from '#shared/policy/verification-queue.ts';
import { aCitizenId } from './an-export-case.ts';

/** Persons number `from` and on; every fortieth is of the same case. */
export const queuedPersons = (from: number, count: number): QueuedPerson[] =>
  Array.from({ length: count }, (_, index) => ({
    citizenId: aCitizenId(from + index),
    name: `测试${from + index}`,
    caseId: `case-${(from + index) % 40}`,
  }));
