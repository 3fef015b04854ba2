/** 核查: one function says of each act whether it may follow, and what stands after it. A part of the fold. */
import { lastDayOf, type Month } from '../../domain/plain-date.ts';
import type { GrantItem, NoticeBatch, Signed } from '../book.ts';
import type { AftercareFault } from '../faults.ts';
import type { CheckedRow, InquiryList, ListedRow, MonthCheck, Sample } from './book.ts';
import { stateOfRow } from './book.ts';
import { codesOf, isDuplicateCode, type ListKind } from './codes.ts';
import type { InquiryAct, InquiryActOf, RowAnswer } from './event.ts';
import { drawSample } from './reconcile.ts';
import { mayFollowOnRow } from './transitions.ts';

interface OpenList extends Omit<InquiryList, 'rows' | 'complete' | 'parts'> {
  readonly rows: Map<number, ListedRow>;
  readonly parts: Set<number>;
}

/** "Not seen in our copy" is no reason, in whatever words. */
const NOT_SEEN = /(?:未|没有|没|不)\s*(?:在.{0,12}?(?:中|里|内)\s*)?(?:见到|查到|找到|查询到|检索到)|库中无|查无/u;

/** Who had to do with a person's payment, by id and by name: none of them checks it. */
export interface Handlers {
  readonly ids: ReadonlySet<string>;
  readonly names: ReadonlySet<string>;
}

export class Inquiries {
  private readonly lists = new Map<string, OpenList>();
  private readonly months: MonthCheck[] = [];
  private readonly samples = new Map<string, Sample>();
  private readonly handlersOf: (itemId: string) => Handlers;
  private readonly allocatedIn: (month: Month) => readonly string[];

  /** `allocatedIn`: persons of the batches whose money was allocated in a month. */
  constructor(handlersOf: (itemId: string) => Handlers, allocatedIn: (month: Month) => readonly string[]) {
    this.handlersOf = handlersOf;
    this.allocatedIn = allocatedIn;
  }

  all(): readonly InquiryList[] {
    return [...this.lists.values()].map((list) => ({
      ...list,
      rows: [...list.rows.values()],
      complete: list.rows.size === list.begun.act.rows,
    }));
  }

  monthChecks(): readonly MonthCheck[] {
    return this.months;
  }

  drawn(): readonly Sample[] {
    return [...this.samples.values()];
  }

  take(signed: Signed, act: InquiryAct, subjectId: string): AftercareFault | null {
    switch (act.act) {
      case 'listBegun':
        return this.begin(signed, act, subjectId);
      case 'rowsRead':
        return this.read(act, subjectId);
      case 'answered':
        return this.answer(signed, act, subjectId);
      case 'checked':
        return this.check(signed, act, subjectId);
      case 'reported':
        return this.report(signed, act, subjectId);
      case 'reconciled':
        if (signed.on <= lastDayOf(act.month)) return 'inquiry-month-running';
        this.months.push({ month: act.month, reconciled: { ...signed, act } });
        return null;
      case 'sampled':
        if (this.samples.has(act.sampleId)) return 'inquiry-sample-exists';
        // The seed alone chooses: nobody picks whom to look at.
        if (JSON.stringify(drawSample(this.allocatedIn(act.month), act)) !== JSON.stringify(act.itemIds))
          return 'inquiry-sample-unfit';
        this.samples.set(act.sampleId, { drawn: { ...signed, act }, results: new Map() });
        return null;
      case 'sampleChecked':
        return this.checkSample(signed, act);
    }
  }

  private begin(signed: Signed, act: InquiryActOf<'listBegun'>, listId: string): AftercareFault | null {
    if (this.lists.has(listId)) return 'inquiry-list-exists';
    if ([...this.lists.values()].some(({ begun }) => begun.act.digest === act.digest)) return 'inquiry-list-exists';
    if (act.issuedOn > signed.on) return 'dates-out-of-order';
    this.lists.set(listId, { listId, begun: { ...signed, act }, rows: new Map(), parts: new Set() });
    return null;
  }

  private read({ part, rows }: InquiryActOf<'rowsRead'>, listId: string): AftercareFault | null {
    const list = this.lists.get(listId);
    if (list === undefined) return 'inquiry-list-unknown';
    if (list.parts.has(part)) return 'inquiry-part-known';
    const lines = new Set(rows.map(({ line }) => line));
    if (lines.size < rows.length || rows.some(({ line }) => list.rows.has(line))) return 'inquiry-rows-differ';
    if (list.rows.size + rows.length > list.begun.act.rows) return 'inquiry-rows-differ';
    for (const row of rows) list.rows.set(row.line, { row, answered: null, checked: null, reportedOn: null });
    list.parts.add(part);
    return null;
  }

  /** The list with everything that an act speaks of, or why it may not be spoken of. */
  private rowsFor(listId: string, lines: readonly number[], act: 'answered' | 'checked' | 'reported') {
    const list = this.lists.get(listId);
    if (list === undefined) return 'inquiry-list-unknown';
    if (list.rows.size !== list.begun.act.rows) return 'inquiry-list-incomplete';
    if (new Set(lines).size < lines.length) return 'item-twice';
    for (const line of lines) {
      const row = list.rows.get(line);
      if (row === undefined) return 'inquiry-row-unknown';
      if (!mayFollowOnRow(stateOfRow(row), act)) return 'inquiry-step-not-allowed';
    }
    return list;
  }

  private answer(signed: Signed, act: InquiryActOf<'answered'>, listId: string): AftercareFault | null {
    const list = this.rowsFor(
      listId,
      act.rows.map(({ line }) => line),
      'answered',
    );
    if (typeof list === 'string') return list;
    for (const answer of act.rows) {
      const fault = unfit(answer, list.begun.act.kind, signed);
      if (fault !== null) return fault;
      if (isDuplicateCode(answer.code) && act.meeting === null) return 'inquiry-meeting-missing';
    }
    if (act.meeting !== null && act.meeting.heldOn > signed.on) return 'dates-out-of-order';
    for (const answer of act.rows) {
      const known = list.rows.get(answer.line);
      if (known === undefined) continue;
      const answered = { ...signed, answer, meeting: act.meeting };
      list.rows.set(answer.line, { row: known.row, answered, checked: null, reportedOn: null });
    }
    return null;
  }

  private check(signed: Signed, act: InquiryActOf<'checked'>, listId: string): AftercareFault | null {
    const list = this.rowsFor(listId, act.lines, 'checked');
    if (typeof list === 'string') return list;
    const checked = checkerOf(signed, act.checker);
    if (checked === null) return 'second-officer-needed';
    for (const line of act.lines)
      if (list.rows.get(line)?.answered?.by.id === checked.personId) return 'inquiry-own-work';
    for (const line of act.lines) {
      const known = list.rows.get(line);
      if (known === undefined) continue;
      if (act.conclusion === 'agreed') list.rows.set(line, { ...known, checked });
      else list.rows.set(line, { row: known.row, answered: null, checked: null, reportedOn: null });
    }
    return null;
  }

  private report(signed: Signed, act: InquiryActOf<'reported'>, listId: string): AftercareFault | null {
    const list = this.rowsFor(listId, act.lines, 'reported');
    if (typeof list === 'string') return list;
    for (const line of act.lines) {
      const known = list.rows.get(line);
      if (known !== undefined) list.rows.set(line, { ...known, reportedOn: signed.on });
    }
    return null;
  }

  private checkSample(signed: Signed, act: InquiryActOf<'sampleChecked'>): AftercareFault | null {
    const sample = this.samples.get(act.sampleId);
    if (sample === undefined || !sample.drawn.act.itemIds.includes(act.itemId)) return 'inquiry-sample-unknown';
    if (sample.results.has(act.itemId)) return 'inquiry-sample-settled';
    const { ids, names } = this.handlersOf(act.itemId);
    if (ids.has(signed.by.id) || names.has(signed.by.name)) return 'inquiry-handled-it';
    if (act.difference !== null && act.treatment === '') return 'inquiry-reason-missing';
    const results = new Map(sample.results).set(act.itemId, { ...signed, act });
    this.samples.set(act.sampleId, { ...sample, results });
    return null;
  }
}

function checkerOf(signed: Signed, checker: InquiryActOf<'checked'>['checker']): CheckedRow | null {
  if (checker.kind === 'recorder') return { ...signed, personId: signed.by.id, personName: signed.by.name };
  const { officerId, name, confirmation } = checker;
  if (confirmation.officerId !== officerId || officerId === signed.by.id) return null;
  return { ...signed, personId: officerId, personName: name };
}

function unfit(answer: RowAnswer, kind: ListKind, signed: Signed): AftercareFault | null {
  if (!codesOf(kind).includes(answer.code)) return 'inquiry-code-unfit';
  if (answer.evidenceOn > signed.on) return 'dates-out-of-order';
  if (NOT_SEEN.test(answer.note) || NOT_SEEN.test(answer.evidence)) return 'inquiry-not-seen';
  if (answer.code !== 'Y1' && answer.code !== 'Y4') return null;
  if (answer.paidOn === null || answer.amountFen === null || answer.amountFen === 0) return 'inquiry-payment-missing';
  return answer.paidOn > signed.on ? 'dates-out-of-order' : null;
}

/** Of a person whose payment is shown: officers of every entry, and those named on its papers. */
export function handlersOfItem(item: Pick<GrantItem, 'review' | 'stages'>, batch: NoticeBatch | undefined): Handlers {
  const signed = [
    ...(item.review === null ? [] : [item.review.by]),
    ...item.stages.map(({ by }) => by),
    ...(batch === undefined
      ? []
      : [batch.begun.by, ...batch.attempts.flatMap(({ by, answers }) => [by, ...answers.map((one) => one.by)])]),
    ...[batch?.registered?.by, batch?.allocated?.by, batch?.told?.by].filter((by) => by !== undefined),
  ];
  const ids = [...signed.map(({ id }) => id), ...item.stages.flatMap(({ personId }) => personId ?? [])];
  const named = [
    ...item.stages.map(({ personName }) => personName),
    batch?.allocated?.event.checkedBy ?? '',
    batch?.allocated?.event.approvedBy ?? '',
  ];
  return {
    ids: new Set(ids),
    names: new Set([...signed.map(({ name }) => name), ...named].filter((name) => name !== '')),
  };
}
