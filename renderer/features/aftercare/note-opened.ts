import type { GrantItem } from '#shared/aftercare/book.ts';
import type { CounterStore } from '../../store/counter-store.ts';

/** Opened persons stand in the access log, as on every other page. */
export function noteOpened({ accessLog }: Pick<CounterStore, 'accessLog'>, items: readonly GrantItem[]): void {
  for (const { source } of items)
    accessLog.note({
      type: 'personOpened',
      caseId: source.origin,
      number: source.reference,
      name: source.name,
      citizenId: source.citizenId,
    });
}
