import { useEffect, useState } from 'react';
import type { Result } from '#shared/contract/failure.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import type { ElsewhereReview, ElsewhereReviews } from '../../store/dispatches/dispatch-desk.ts';
import { readAgain } from '../../store/read-again.ts';

/** What other windows ask to be reviewed, read again after every change; `null` until first read. */
export function useElsewhere({ dispatches }: CounterStore): Result<ElsewhereReviews> | null {
  const [reviews, setReviews] = useState<Result<ElsewhereReviews> | null>(null);
  useEffect(() => readAgain(dispatches, () => dispatches.elsewhere(), setReviews), [dispatches]);
  return reviews;
}

/** The place of one of them. */
export const pathOfElsewhere = ({ window, name }: Pick<ElsewhereReview, 'window' | 'name'>): string =>
  `/reviews/${window}/${encodeURIComponent(name)}`;
