/** 追回: one function says of each act whether it may follow, and what stands after it. A part of the fold. */
import { addDays, monthsAfter, type PlainDate } from '../../domain/plain-date.ts';
import type { Signed } from '../book.ts';
import type { AftercareFault } from '../faults.ts';
import type { GrantSource } from '../source.ts';
import {
  claimedOf,
  debtOf,
  openInstalments,
  repaidOf,
  returnedByItem,
  stateOfRecovery,
  type Done,
  type Recovery,
} from './book.ts';
import { APPLICATION_MONTHS, REMINDER_DAYS, SUIT_MONTHS } from './days.ts';
import type { ActOf, RecoveryAct, RecoveryRules } from './event.ts';
import { mayAct } from './transitions.ts';

/** What the payments say of one person. */
export interface PaidItem {
  readonly source: GrantSource;
  readonly fen: number;
  readonly on: PlainDate | null;
}

/** Everything that an act changes; `null`-able parts are left out where they stay. */
type Change = Partial<Recovery> | AftercareFault;

const fresh = {
  informed: null,
  stated: null,
  weighed: null,
  decided: null,
  served: null,
  agreed: null,
  urged: null,
  reminderServed: null,
  applied: null,
  suspended: null,
  ended: null,
  withdrawn: null,
  repayments: [],
} as const;

/** Who drafted it and who records cannot be the one who reviews. */
const isOwnWork = (recovery: Recovery, { by }: Signed, officerId: string): boolean =>
  officerId === by.id || officerId === recovery.opened.by.id;

const between = (day: PlainDate, from: PlainDate, to: PlainDate): boolean => day >= from && day <= to;

/** No break of the calendar is longer: a last day moves by less. */
const LONGEST_BREAK_DAYS = 15;

export class Recoveries {
  private readonly all = new Map<string, Recovery>();
  private readonly paidItem: (itemId: string) => PaidItem | null;
  rules: RecoveryRules | null = null;

  constructor(paidItem: (itemId: string) => PaidItem | null) {
    this.paidItem = paidItem;
  }

  list(): readonly Recovery[] {
    return [...this.all.values()];
  }

  private standing(): readonly Recovery[] {
    return this.list().filter(({ withdrawn }) => withdrawn === null);
  }

  /** Claimed of one person by every recovery that stands, fen. */
  claimedFor(itemId: string): number {
    const items = this.standing().flatMap((recovery) => recovery.items);
    return items.reduce((sum, item) => sum + (item.itemId === itemId ? item.amountFen : 0), 0);
  }

  /** What came back for one person, fen. */
  returnedFor(itemId: string): number {
    return this.standing().reduce((sum, recovery) => sum + (returnedByItem(recovery).get(itemId) ?? 0), 0);
  }

  take(signed: Signed, act: RecoveryAct, recoveryId: string): AftercareFault | null {
    if (act.act === 'opened') return this.open(signed, act, recoveryId);
    const recovery = this.all.get(recoveryId);
    if (recovery === undefined) return 'recovery-unknown';
    if (!mayAct(stateOfRecovery(recovery), act.act)) return 'recovery-step-not-allowed';
    const change = this.changeBy(recovery, signed, act);
    if (typeof change === 'string') return change;
    this.all.set(recoveryId, { ...recovery, ...change, acts: [...recovery.acts, { ...signed, act }] });
    return null;
  }

  private open(signed: Signed, act: ActOf<'opened'>, recoveryId: string): AftercareFault | null {
    if (this.all.has(recoveryId)) return 'recovery-exists';
    if (new Set(act.items.map(({ itemId }) => itemId)).size < act.items.length) return 'item-twice';
    const firms = new Set<string>();
    for (const { itemId, amountFen, evidenceOn } of act.items) {
      const paid = this.paidItem(itemId);
      if (paid === null || paid.fen === 0) return 'recovery-item-unpaid';
      if (this.claimedFor(itemId) + amountFen > paid.fen) return 'recovery-above-paid';
      if (evidenceOn > signed.on) return 'dates-out-of-order';
      firms.add(paid.source.firmKey);
    }
    const [firmKey = '', ...others] = firms;
    if (others.length > 0) return 'recovery-several-firms';
    const opened = { ...signed, act };
    this.all.set(recoveryId, { ...fresh, recoveryId, firmKey, items: act.items, opened, acts: [opened] });
    return null;
  }

  private changeBy(recovery: Recovery, signed: Signed, act: Exclude<RecoveryAct, ActOf<'opened'>>): Change {
    switch (act.act) {
      case 'informed':
        if (act.informedOn > signed.on || act.informedOn < recovery.opened.on || act.stateBy <= act.informedOn)
          return 'dates-out-of-order';
        return { informed: { ...signed, act } };
      case 'stated':
        return hear(recovery, { ...signed, act });
      case 'weighed':
        return weigh(recovery, { ...signed, act });
      case 'decided':
        return this.decide(recovery, { ...signed, act });
      case 'served':
        return serve(recovery, { ...signed, act });
      case 'agreed':
        return agree(recovery, { ...signed, act });
      case 'accelerated':
        return openInstalments(recovery).some(({ openFen, dueOn }) => openFen > 0 && dueOn < signed.on)
          ? { agreed: null }
          : 'recovery-no-arrears';
      case 'repaid':
        return this.repay(recovery, { ...signed, act });
      case 'reversed':
        return reverse(recovery, { ...signed, act });
      case 'urged':
        return urge(recovery, { ...signed, act });
      case 'applied':
        return apply(recovery, { ...signed, act });
      case 'suspended':
        return { suspended: { ...signed, act } };
      case 'resumed':
        return { suspended: null };
      case 'ended':
        return { ended: { ...signed, act } };
      case 'withdrawn':
        if (isOwnWork(recovery, signed, act.confirmation.officerId)) return 'recovery-own-work';
        return repaidOf(recovery) > 0 ? 'recovery-repaid' : { withdrawn: { ...signed, act } };
    }
  }

  private decide(recovery: Recovery, done: Done<'decided'>): Change {
    const { act, on } = done;
    const { rules } = this;
    const { informed, stated, weighed } = recovery;
    if (rules === null) return 'recovery-rules-missing';
    if (
      act.signatory !== rules.signatory ||
      act.payDays !== rules.payDays ||
      JSON.stringify(act.account) !== JSON.stringify(rules.account)
    )
      return 'recovery-rules-differ';
    if (informed === null || stated === null) return 'recovery-not-heard';
    if (stated.act.outcome === 'stated' && weighed === null) return 'recovery-statement-open';
    if (isOwnWork(recovery, done, act.confirmation.officerId)) return 'recovery-own-work';
    if (act.amountFen !== debtOf(recovery)) return 'recovery-amount-differs';
    if (!between(act.decidedOn, stated.act.receivedOn, on)) return 'dates-out-of-order';
    return { decided: done };
  }

  private repay(recovery: Recovery, done: Done<'repaid'>): Change {
    const { act, on, by } = done;
    if (act.amountFen > debtOf(recovery)) return 'recovery-above-debt';
    if (act.confirmedBy === by.name) return 'second-officer-needed';
    const paidOn = recovery.items.map(({ itemId }) => this.paidItem(itemId)?.on ?? on).toSorted()[0] ?? on;
    if (!between(act.paidOn, paidOn, on)) return 'dates-out-of-order';
    const standing = this.list().flatMap(({ repayments }) => repayments.filter(({ reversed }) => reversed === null));
    const all = this.list().flatMap(({ repayments }) => repayments);
    if (standing.some((one) => one.act.voucher === act.voucher)) return 'recovery-voucher-known';
    if (all.some((one) => one.act.repaymentId === act.repaymentId)) return 'recovery-voucher-known';
    return { repayments: [...recovery.repayments, { ...done, reversed: null }] };
  }
}

function hear({ informed, stated }: Recovery, done: Done<'stated'>): Change {
  const { act, on } = done;
  if (informed === null || act.receivedOn > on || act.receivedOn < informed.act.informedOn) return 'dates-out-of-order';
  // Silence is known only when the time for it is over, and does not undo what was said.
  if (act.outcome === 'none' && on <= informed.act.stateBy) return 'recovery-period-running';
  if (act.outcome === 'none' && stated !== null) return 'recovery-step-not-allowed';
  return { stated: done, weighed: null };
}

function weigh(recovery: Recovery, done: Done<'weighed'>): Change {
  const { act } = done;
  if (recovery.stated?.act.outcome !== 'stated') return 'recovery-not-heard';
  if (isOwnWork(recovery, done, act.confirmation.officerId)) return 'recovery-own-work';
  if (act.conclusion === 'kept') return { weighed: done };
  if (act.conclusion === 'dropped')
    return repaidOf(recovery) > 0 ? 'recovery-repaid' : { weighed: done, withdrawn: done };
  const left = new Map(act.amounts.map(({ itemId, amountFen }) => [itemId, amountFen]));
  const items = recovery.items.flatMap((item) => {
    const amountFen = left.get(item.itemId);
    return amountFen === undefined ? [] : [{ ...item, amountFen: Math.min(amountFen, item.amountFen) }];
  });
  const sum = claimedOf({ items });
  const named = act.amounts.reduce((total, { amountFen }) => total + amountFen, 0);
  if (items.length < act.amounts.length || sum !== named || sum >= claimedOf(recovery))
    return 'recovery-amount-differs';
  return sum < repaidOf(recovery) ? 'recovery-repaid' : { weighed: done, items };
}

function serve(recovery: Recovery, done: Done<'served'>): Change {
  const { act, on } = done;
  const { decided, urged } = recovery;
  if (act.paper === 'decision') {
    if (decided === null || recovery.served !== null) return 'recovery-step-not-allowed';
    return between(act.servedOn, decided.act.decidedOn, on) ? { served: done } : 'dates-out-of-order';
  }
  if (urged === null || recovery.reminderServed !== null) return 'recovery-step-not-allowed';
  return between(act.servedOn, urged.act.urgedOn, on) ? { reminderServed: done } : 'dates-out-of-order';
}

function agree(recovery: Recovery, done: Done<'agreed'>): Change {
  const { act, on } = done;
  const { served } = recovery;
  if (served === null || !between(act.signedOn, served.act.servedOn, on)) return 'dates-out-of-order';
  const sum = act.instalments.reduce((total, { amountFen }) => total + amountFen, 0);
  if (sum !== debtOf(recovery)) return 'recovery-plan-differs';
  let before = act.signedOn;
  for (const [at, { number, dueOn }] of act.instalments.entries()) {
    if (number !== at + 1) return 'recovery-plan-differs';
    if (at === 0 ? dueOn < before : dueOn <= before) return 'dates-out-of-order';
    before = dueOn;
  }
  return { agreed: done, urged: null, reminderServed: null };
}

function reverse(recovery: Recovery, done: Done<'reversed'>): Change {
  const found = recovery.repayments.find(({ act, reversed }) => act.repaymentId === done.act.repaymentId && !reversed);
  if (found === undefined) return 'recovery-repayment-unknown';
  return { repayments: recovery.repayments.map((one) => (one === found ? { ...one, reversed: done } : one)) };
}

function urge({ served, decided }: Recovery, done: Done<'urged'>): Change {
  const { act, on } = done;
  if (served === null || decided === null) return 'recovery-step-not-allowed';
  if (act.urgedOn > on) return 'dates-out-of-order';
  return act.urgedOn <= addDays(served.act.servedOn, decided.act.payDays)
    ? 'recovery-period-running'
    : { urged: done, reminderServed: null };
}

/** The days were counted with the calendar when it was recorded; here they are held against what no calendar can change. */
function apply({ served, reminderServed }: Recovery, done: Done<'applied'>): Change {
  const { act, on } = done;
  if (served === null || reminderServed === null) return 'recovery-reminder-unserved';
  const over = monthsAfter(served.act.servedOn, SUIT_MONTHS);
  const reminded = addDays(reminderServed.act.servedOn, REMINDER_DAYS);
  const last = monthsAfter(over, APPLICATION_MONTHS);
  if (act.from <= over || act.from <= reminded) return 'dates-out-of-order';
  if (!between(act.until, last, addDays(last, 2 * LONGEST_BREAK_DAYS))) return 'dates-out-of-order';
  if (act.appliedOn > on) return 'dates-out-of-order';
  if (act.appliedOn < act.from) return 'recovery-too-early';
  return act.appliedOn > act.until ? 'recovery-too-late' : { applied: done };
}
