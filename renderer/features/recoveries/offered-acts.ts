/** What can be done with a recovery now, the usual next step first: the table of transitions, less what its facts rule out. */
import { repaidOf, stateOfRecovery, type Recovery } from '#shared/aftercare/recovery/book.ts';
import type { RecoveryActName } from '#shared/aftercare/recovery/event.ts';
import { recoveryActs } from '#shared/aftercare/recovery/transitions.ts';

type Act = Exclude<RecoveryActName, 'opened'>;

/** In the order in which they are offered. */
const ORDER: readonly Act[] = [
  'informed',
  'weighed',
  'decided',
  'stated',
  'served',
  'applied',
  'resumed',
  'repaid',
  'agreed',
  'urged',
  'accelerated',
  'reversed',
  'suspended',
  'ended',
  'withdrawn',
];

function fits(recovery: Recovery, act: Act): boolean {
  const { stated, weighed, urged, reminderServed, repayments } = recovery;
  const heard = stated !== null && (stated.act.outcome === 'none' || weighed !== null);
  switch (act) {
    case 'weighed':
      return stated?.act.outcome === 'stated' && weighed === null;
    case 'decided':
      return heard;
    case 'served':
      return urged === null || reminderServed === null;
    case 'applied':
      return reminderServed !== null;
    case 'reversed':
      return repayments.some(({ reversed }) => reversed === null);
    case 'withdrawn':
      return repaidOf(recovery) === 0;
    case 'informed':
    case 'stated':
    case 'agreed':
    case 'accelerated':
    case 'repaid':
    case 'urged':
    case 'suspended':
    case 'resumed':
    case 'ended':
      return true;
  }
}

export function offeredActs(recovery: Recovery): readonly Act[] {
  const allowed = recoveryActs[stateOfRecovery(recovery)] as readonly RecoveryActName[];
  return ORDER.filter((act) => allowed.includes(act) && fits(recovery, act));
}
