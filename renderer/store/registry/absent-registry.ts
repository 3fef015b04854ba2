/** Stands where the copies cannot be opened at all: the cases are worked on without them, and every look-up says why. */
import { failed, type Failure, type Result } from '#shared/contract/failure.ts';
import type { RegistryStore } from './registry-store.ts';

export function absentRegistry({ code, detail }: Failure): RegistryStore {
  const refused = (): Promise<Result<never>> => Promise.resolve(failed(code, detail));
  return {
    copies: () => Promise.resolve([]),
    gather: refused,
    findEmployers: () => Promise.resolve([]),
    importCopy: refused,
    inspect: refused,
    verifyCopies: () => Promise.resolve([]),
    removeCopy: refused,
    stepBack: refused,
    status: () => Promise.resolve({ storage: 'buckets', form: 'file', unreadable: [], earlierForm: [], before: [] }),
    problems: () => Promise.resolve([]),
    subscribe: () => () => undefined,
  };
}
