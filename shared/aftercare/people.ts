/** Persons and firms: 初审, 收款信息, 复审, and what a batch takes in, allots and pays of them. A part of the fold. */
import type { GrantItem, PayeeVersion, Review, Signed, StageDone, AftercareRules } from './book.ts';
import { secondReviewStages, takesOtherAccount, takesProofUnpaid } from './codes.ts';
import type { AftercareEvent, Reviewer } from './event.ts';
import type { AftercareFault } from './faults.ts';
import { isOpen, isPaid, lastAnswer, lastAttempt, totalOf, type Notices } from './notices.ts';
import { handlersOfItem, type Handlers } from './inquiry/inquiries.ts';
import type { PaidItem } from './recovery/recoveries.ts';
import type { GrantSource, SourcedItem, Sources } from './source.ts';
import { holdsPerson, isBeyondRecall, mayFollow, type ItemState, type ItemStep } from './transitions.ts';

type Step<Name extends AftercareEvent['step']> = Extract<AftercareEvent, { readonly step: Name }>;

/** Firms, persons and fen of some items, as a paper or a batch says them. */
export function figuresOf(items: readonly { readonly source: GrantSource }[]): {
  readonly firms: number;
  readonly persons: number;
  readonly amountFen: number;
} {
  return {
    firms: new Set(items.map(({ source }) => source.firmKey)).size,
    persons: items.length,
    amountFen: items.reduce((sum, { source }) => sum + source.amountFen, 0),
  };
}

interface Person {
  readonly id: string | null;
  readonly name: string;
  readonly department: string;
}

function personOf(reviewer: Reviewer, { by }: Signed): Person | null {
  switch (reviewer.kind) {
    case 'recorder':
      return { id: by.id, name: by.name, department: '' };
    case 'officer': {
      const { officerId, name, confirmation } = reviewer;
      if (confirmation.officerId !== officerId || officerId === by.id) return null;
      return { id: officerId, name, department: '' };
    }
    case 'department':
      return { id: null, name: reviewer.name, department: reviewer.department };
  }
}

export class People {
  private readonly current: Map<string, SourcedItem>;
  private readonly origins: Set<string>;
  private readonly reviews = new Map<string, Review>();
  private readonly stages = new Map<string, readonly StageDone[]>();
  private readonly versions = new Map<string, readonly PayeeVersion[]>();
  /** Items by person, in the order in which they came. */
  private readonly byPerson = new Map<string, string[]>();
  private readonly notices: Notices;
  /** What came back of a person's payment, fen. */
  private readonly returnedFor: (itemId: string) => number;
  /**
   * Entries were judged on the day when they were recorded, by what the cases said then; read again, they are judged by
   * what they say themselves. What the cases say now counts for the next entry and for what is shown.
   */
  private live = false;

  constructor({ items, origins }: Sources, notices: Notices, returnedFor: (itemId: string) => number) {
    this.current = new Map(items.map((item) => [item.source.itemId, item]));
    this.origins = new Set(origins);
    this.notices = notices;
    this.returnedFor = returnedFor;
    for (const { source } of items) this.place(source);
  }

  /** Every entry is read: from here on the cases as they stand now count. */
  goLive(): void {
    this.live = true;
  }

  /** Rows of a list that is taken: from here on they are items like those of a case. */
  add(items: readonly SourcedItem[]): void {
    for (const item of items) {
      this.current.set(item.source.itemId, item);
      this.origins.add(item.source.origin);
      this.place(item.source);
    }
  }

  private place({ citizenId, itemId }: GrantSource): void {
    const known = this.byPerson.get(citizenId) ?? [];
    if (!known.includes(itemId)) this.byPerson.set(citizenId, [...known, itemId]);
  }

  /** What stands for the item now: the case's own word, or the snapshot where the case was destroyed at its term. */
  private sourceOf(itemId: string): GrantSource | undefined {
    const seen = this.reviews.get(itemId)?.source;
    return this.live ? (this.current.get(itemId)?.source ?? seen) : seen;
  }

  private isGone(itemId: string): boolean {
    const origin = this.sourceOf(itemId)?.origin ?? '';
    return this.live && !this.current.has(itemId) && this.origins.has(origin);
  }

  private isChanged(itemId: string): boolean {
    const now = this.current.get(itemId)?.source;
    const seen = this.reviews.get(itemId)?.source;
    if (!this.live || now === undefined || seen === undefined) return false;
    return now.amountFen !== seen.amountFen || now.firmKey !== seen.firmKey || now.name !== seen.name;
  }

  private firmOf(itemId: string): string {
    return this.reviews.get(itemId)?.source.firmKey ?? this.sourceOf(itemId)?.firmKey ?? '';
  }

  private payeeOf(firmKey: string): PayeeVersion | undefined {
    return this.versions.get(firmKey)?.at(-1);
  }

  private moneyState(itemId: string): ItemState | null {
    const batch = this.notices.batchOf(itemId);
    if (batch === undefined || batch.allocated === null || !batch.shares.has(itemId)) return null;
    const last = lastAttempt(batch, this.firmOf(itemId));
    if (last === undefined) return 'allocated';
    if (isPaid(last)) return 'paid';
    return isOpen(last) ? 'inPayment' : 'failed';
  }

  stateOf(itemId: string): ItemState {
    const money = this.moneyState(itemId);
    if (money !== null) return money;
    const batch = this.notices.batchOf(itemId);
    if (batch !== undefined && !batch.shares.has(itemId)) return 'removed';
    if (this.isGone(itemId)) return 'withdrawn';
    const review = this.reviews.get(itemId);
    if (review === undefined) return 'toReview';
    if (review.conclusion === 'rejected') return 'rejected';
    if (batch !== undefined) return batch.registered === null ? 'inNotice' : 'toAllocate';
    const done = this.stages.get(itemId)?.length ?? 0;
    if (done === secondReviewStages.length) return 'toPublish';
    if (done > 0) return 'inSecondReview';
    return this.payeeOf(review.source.firmKey) === undefined ? 'toComplete' : 'toSecondReview';
  }

  /** Of several items for one person only one counts: the one furthest along, else the first that came. */
  private holderOf(itemId: string): string | null {
    const { citizenId } = this.sourceOf(itemId) ?? { citizenId: '' };
    const live = (this.byPerson.get(citizenId) ?? []).filter(
      (other) => holdsPerson(this.stateOf(other)) && !this.isReturned(other),
    );
    const furthest =
      live.find((other) => isBeyondRecall(this.stateOf(other))) ??
      live.find((other) => this.reviews.has(other)) ??
      live[0];
    return furthest === undefined || furthest === itemId ? null : furthest;
  }

  /** Whether money of another item is on its way to somebody for the same person: that stands in the entries alone. */
  private isPaidElsewhere(itemId: string): boolean {
    const citizenId = this.reviews.get(itemId)?.source.citizenId ?? '';
    const others = (this.byPerson.get(citizenId) ?? []).filter((other) => other !== itemId);
    return others.some((other) => this.moneyState(other) !== null && !this.isReturned(other));
  }

  /** The whole payment came back: the person is free for the firm that is entitled. */
  private isReturned(itemId: string): boolean {
    const { fen } = this.notices.paidFor(itemId);
    return fen > 0 && this.returnedFor(itemId) >= fen;
  }

  /** What was paid for a person, by the entries alone; `null` for somebody who was never reviewed. */
  paidItem(itemId: string): PaidItem | null {
    const source = this.reviews.get(itemId)?.source;
    return source === undefined ? null : { source, ...this.notices.paidFor(itemId) };
  }

  /** What keeps a step from being done with these persons at all. */
  private hindrance(itemIds: readonly string[], step: ItemStep): AftercareFault | null {
    if (new Set(itemIds).size < itemIds.length) return 'item-twice';
    for (const itemId of itemIds) {
      if (step !== 'reviewed' && this.sourceOf(itemId) === undefined) return 'item-unknown';
      if (!mayFollow(this.stateOf(itemId), step)) return 'step-not-allowed';
      if (step !== 'takenOut' && this.isChanged(itemId)) return 'source-changed';
    }
    return null;
  }

  review(signed: Signed, { items }: Step<'reviewed'>): AftercareFault | null {
    const hindered = this.hindrance(
      items.map(({ source }) => source.itemId),
      'reviewed',
    );
    if (hindered !== null) return hindered;
    for (const { conclusion, source } of this.live ? items : []) {
      const now = this.current.get(source.itemId)?.source;
      if (now === undefined) return 'item-unknown';
      if (JSON.stringify(now) !== JSON.stringify(source)) return 'source-changed';
      if (conclusion === 'passed' && this.holderOf(source.itemId) !== null) return 'person-held';
    }
    const ids = items.flatMap(({ conclusion, source }) => (conclusion === 'passed' ? [source.citizenId] : []));
    if (new Set(ids).size < ids.length) return 'person-held';
    for (const item of items) {
      const { conclusion, source, note } = item;
      const reason = item.conclusion === 'rejected' ? item.reason : null;
      const evidenceOn = item.conclusion === 'rejected' ? item.evidenceOn : null;
      this.reviews.set(source.itemId, { ...signed, source, conclusion, reason, evidenceOn, note });
      this.place(source);
    }
    return null;
  }

  setPayee(signed: Signed, { firmKey, payee, confirmation }: Step<'payeeSet'>): AftercareFault | null {
    if (confirmation.officerId === signed.by.id) return 'second-officer-needed';
    if (payee.obtainedOn > payee.checkedOn || payee.checkedOn > signed.on) return 'dates-out-of-order';
    const known = this.versions.get(firmKey) ?? [];
    const last = known.at(-1);
    if (last !== undefined && JSON.stringify(last.payee) === JSON.stringify(payee)) return 'payee-unchanged';
    const version = { ...signed, version: known.length + 1, payee, confirmedBy: confirmation.officerId };
    this.versions.set(firmKey, [...known, version]);
    return null;
  }

  secondReview(signed: Signed, event: Step<'secondReviewed'>): AftercareFault | null {
    const { itemIds, stages, reviewer, conclusion, opinion } = event;
    const hindered = this.hindrance(itemIds, 'secondReviewed');
    if (hindered !== null) return hindered;
    const person = personOf(reviewer, signed);
    if (person === null) return 'second-officer-needed';
    for (const itemId of itemIds) {
      const first = this.reviews.get(itemId);
      if (first === undefined || first.by.id === person.id || first.by.name === person.name) return 'reviewer-is-first';
      const done = this.stages.get(itemId)?.length ?? 0;
      if (stages.some((stage, at) => secondReviewStages[done + at] !== stage)) return 'stages-out-of-order';
    }
    for (const itemId of itemIds) {
      const rows = stages.map((stage) => ({
        ...signed,
        stage,
        personId: person.id,
        personName: person.name,
        department: person.department,
        conclusion,
        opinion,
      }));
      if (conclusion === 'returned') this.beginAnew(itemId);
      else this.stages.set(itemId, [...(this.stages.get(itemId) ?? []), ...rows]);
    }
    return null;
  }

  private beginAnew(itemId: string): void {
    this.reviews.delete(itemId);
    this.stages.delete(itemId);
  }

  takeOut(_: Signed, { itemIds }: Step<'takenOut'>): AftercareFault | null {
    const hindered = this.hindrance(itemIds, 'takenOut');
    if (hindered !== null) return hindered;
    this.notices.leave(itemIds, false);
    for (const itemId of itemIds) this.beginAnew(itemId);
    return null;
  }

  begin(
    signed: Signed,
    event: Step<'noticeBegun'>,
    batchId: string,
    number: string,
    rules: AftercareRules,
  ): AftercareFault | null {
    if (this.notices.get(batchId) !== undefined) return 'batch-exists';
    if (rules.documentNumber === null) return 'rules-not-confirmed';
    if (event.days !== rules.noticeDays || event.firstDayCounted !== rules.firstDayCounted) return 'notice-days-differ';
    const hindered = this.hindrance(event.itemIds, 'noticeBegun');
    if (hindered !== null) return hindered;
    const items = event.itemIds.flatMap((itemId) => this.reviews.get(itemId) ?? []);
    const { firms, persons, amountFen } = figuresOf(items);
    if (firms !== event.firms || persons !== event.persons || amountFen !== event.amountFen) return 'totals-differ';
    const filed = event.itemIds.map((itemId) => this.stages.get(itemId)?.at(-1)?.on ?? signed.on);
    const days = [...filed, event.filedOn, event.beginsOn];
    if (days.some((day, at) => at < days.length - 2 && day > event.filedOn)) return 'dates-out-of-order';
    if (!(event.filedOn < event.beginsOn && event.beginsOn <= event.lastDay && event.lastDay < event.registerFrom))
      return 'dates-out-of-order';
    this.notices.put({
      batchId,
      number,
      begun: { ...signed, event },
      shares: new Map(items.map(({ source }) => [source.itemId, source.amountFen])),
      objections: [],
      registered: null,
      allocated: null,
      told: null,
      attempts: [],
    });
    return null;
  }

  allocate(signed: Signed, event: Step<'allocated'>, batchId: string): AftercareFault | null {
    const batch = this.notices.get(batchId);
    if (batch === undefined) return 'batch-unknown';
    if (batch.registered === null) return 'notice-not-registered';
    if (batch.allocated !== null) return 'batch-closed';
    const ids = [...batch.shares.keys()];
    if (ids.length === 0) return 'nobody-left';
    if (ids.some((itemId) => this.isGone(itemId) || this.isChanged(itemId))) return 'source-changed';
    if (ids.some((itemId) => this.isPaidElsewhere(itemId))) return 'person-held';
    const figures = figuresOf(ids.flatMap((itemId) => this.reviews.get(itemId) ?? []));
    if (figures.firms !== event.firms || figures.persons !== event.persons) return 'totals-differ';
    if (figures.amountFen !== event.amountFen || totalOf(batch.shares) !== event.amountFen) return 'totals-differ';
    if (event.checkedBy === signed.by.name || event.approvedBy === signed.by.name) return 'second-officer-needed';
    this.notices.put({ ...batch, allocated: { ...signed, event } });
    return null;
  }

  pay(signed: Signed, event: Step<'paymentBegun'>, batchId: string): AftercareFault | null {
    const { attemptId, firmKey, planNumber } = event;
    const batch = this.notices.get(batchId);
    if (batch === undefined) return 'batch-unknown';
    if (batch.told === null) return 'agency-not-told';
    if (this.notices.isKnownAttempt(attemptId)) return 'attempt-exists';
    const shares = new Map([...batch.shares].filter(([itemId]) => this.firmOf(itemId) === firmKey));
    if (shares.size === 0) return 'firm-not-in-batch';
    const payee = this.payeeOf(firmKey);
    if (payee === undefined) return 'payee-missing';
    const last = lastAttempt(batch, firmKey);
    const answer = last === undefined ? null : lastAnswer(last);
    if (last !== undefined && isOpen(last)) return 'payment-open';
    if (answer?.outcome === 'paid') return 'already-paid';
    if (last !== undefined && answer?.outcome === 'failed') {
      if (takesOtherAccount(answer.fault) && payee.version <= last.payee.version) return 'other-account-needed';
      if (takesProofUnpaid(answer.fault) && event.knownUnpaid === '') return 'unpaid-not-known';
    }
    const attempt = { ...signed, attemptId, batchId, firmKey, planNumber, shares, amountFen: totalOf(shares), payee };
    this.notices.put({ ...batch, attempts: [...batch.attempts, { ...attempt, answers: [] }] });
    return null;
  }

  /** Who had to do with a person's payment, the window that took the case in among them. */
  handlersOf(itemId: string): Handlers {
    const item = { review: this.reviews.get(itemId) ?? null, stages: this.stages.get(itemId) ?? [] };
    const { ids, names } = handlersOfItem(item, this.notices.batchOf(itemId));
    const account = (this.versions.get(this.firmOf(itemId)) ?? []).flatMap(({ by, confirmedBy }) => [
      by.id,
      confirmedBy,
    ]);
    const atWindow = this.live ? (this.current.get(itemId)?.handledBy ?? []) : [];
    return { ids: new Set([...ids, ...account, ...atWindow]), names };
  }

  payees(): ReadonlyMap<string, readonly PayeeVersion[]> {
    return this.versions;
  }

  /** Items that cases and lists give now, then those of which only entries tell. */
  items(): readonly GrantItem[] {
    const known: string[] = [...this.current.keys()];
    const rest = [...this.reviews.keys()].filter((itemId) => !this.current.has(itemId));
    return [...known, ...rest].flatMap((itemId) => this.item(itemId) ?? []);
  }

  private item(itemId: string): GrantItem | null {
    const source = this.sourceOf(itemId);
    if (source === undefined) return null;
    const gone = this.isGone(itemId);
    const paid = this.notices.paidFor(itemId);
    const dueFen = gone ? 0 : source.amountFen;
    const state = this.stateOf(itemId);
    return {
      source,
      offer: this.current.get(itemId)?.offer ?? null,
      state,
      gone,
      changed: this.isChanged(itemId),
      heldBy: holdsPerson(state) ? this.holderOf(itemId) : null,
      review: this.reviews.get(itemId) ?? null,
      stages: this.stages.get(itemId) ?? [],
      batchId: this.notices.batchOf(itemId)?.batchId ?? null,
      dueFen,
      paidFen: paid.fen,
      paidOn: paid.on,
      excessFen: Math.max(0, paid.fen - dueFen),
    };
  }
}
