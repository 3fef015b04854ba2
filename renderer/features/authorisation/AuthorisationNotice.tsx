import { authorisationState } from '#shared/casework/system-authorisation.ts';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import { authorisationSentence } from '#shared/wording/authorisation.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { Notice } from '../../ui/Notice.tsx';
import { useAuthorisations } from './use-authorisations.ts';

/** At the day's end: whose authorisation ends within a month, or has ended. Nothing while all is well. */
export function AuthorisationNotice({ store, on }: { readonly store: CounterStore; readonly on: PlainDate }) {
  const { all } = useAuthorisations(store);
  const here = new Set(store.desk.officers().map(({ id }) => id));
  const pressing = [...all.values()].filter((one) => {
    const state = authorisationState(one, on);
    return here.has(one.officerId) && (state === 'ending' || state === 'ended');
  });
  if (pressing.length === 0) return null;
  return (
    <Notice tone="warn">
      {pressing.map((one) => (
        <div key={one.officerId}>{authorisationSentence(one, on)}</div>
      ))}
    </Notice>
  );
}
