/** The pack whose rules the board shows. */
import type { PlainDate } from '#shared/domain/plain-date.ts';
import { choosePack, shippedPacks } from '#shared/policy/pack-library.ts';
import { isConfirmed, type HeldPack, type PolicyPack } from '#shared/policy/pack.ts';

export interface RulesShown {
  readonly pack: PolicyPack;
  /** False when no pack, or more than one, decides on this day: then it is the one that began last before it. */
  readonly inForce: boolean;
}

const beginsOn = ({ pack }: HeldPack): PlainDate => pack.parameters.acceptance.value.from;

/** Cases outlive the days on which their pack accepts: a day without a pack still has deadlines to watch. */
export function rulesOn(date: PlainDate, packs: readonly HeldPack[] = shippedPacks): RulesShown {
  const choice = choosePack(date, packs);
  if (choice.ok) return { pack: choice.held.pack, inForce: true };
  const confirmed = packs.filter(isConfirmed).sort((one, other) => (beginsOn(one) < beginsOn(other) ? -1 : 1));
  const held = confirmed.findLast((one) => beginsOn(one) <= date) ?? confirmed[0];
  if (held === undefined) throw new Error('no confirmed policy pack is built in');
  return { pack: held.pack, inForce: choice.reason === 'by-hire' };
}
