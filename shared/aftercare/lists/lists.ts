/** 免申即享 lists as the entries leave them: which were taken, with every row; accounts offered; firms told of 缓缴. A part of the fold. */
import type { Signed } from '../book.ts';
import type { AftercareEvent } from '../event.ts';
import type { AftercareFault } from '../faults.ts';
import { firmKeyOf, type SourcedItem } from '../source.ts';
import type { FirmOffer, OfferOrigin } from './list-event.ts';
import type { CheckedRow, CopyDays, ListProblem } from './list-row.ts';

type Step<Name extends AftercareEvent['step']> = Extract<AftercareEvent, { readonly step: Name }>;

/** A list that was taken, in the order of its file as far as its parts are in the ledger. */
export interface TakenList extends Signed {
  readonly head: Step<'listBegun'>;
  /** `名单202208`, the second of a month `名单202208-2`. */
  readonly label: string;
  readonly parts: ReadonlySet<number>;
  readonly rows: readonly CheckedRow[];
  readonly problems: readonly ListProblem[];
  readonly copies: CopyDays;
}

/** Whether every part is in the ledger; what is missing comes in by reading the same file again. */
export const isWhole = ({ head, parts }: TakenList): boolean => parts.size === head.parts;

export interface OfferTaken extends Signed {
  readonly offer: FirmOffer;
  readonly origin: OfferOrigin;
  readonly obtainedOn: Step<'offersTaken'>['obtainedOn'];
}

export interface Told extends Signed {
  readonly event: Step<'deferralTold'>;
}

export interface ListBook {
  /** In the order in which they were taken. */
  readonly taken: readonly TakenList[];
  /** By firm, oldest first. */
  readonly offers: ReadonlyMap<string, readonly OfferTaken[]>;
  /** By item, oldest first. */
  readonly told: ReadonlyMap<string, readonly Told[]>;
  /** Digests of files with accounts that were taken. */
  readonly offerFiles: ReadonlySet<string>;
}

export const itemIdOfRow = (listId: string, line: number): string => `${listId}:${line}`;

interface Growing extends Signed {
  readonly head: Step<'listBegun'>;
  readonly label: string;
  readonly parts: Set<number>;
  readonly rows: CheckedRow[];
  readonly problems: ListProblem[];
  copies: CopyDays;
}

/** A row as the source of an item. */
function itemOf({ head, label }: Pick<Growing, 'head' | 'label'>, row: CheckedRow): SourcedItem {
  const { line, name, citizenId, employerName, unifiedSocialCreditCode, employerNumber, payee, said } = row;
  return {
    source: {
      itemId: itemIdOfRow(head.listId, line),
      origin: head.listId,
      channel: 'automatic',
      reference: `${label} 第${line}行`,
      name,
      citizenId,
      firmKey: firmKeyOf({ unifiedSocialCreditCode, employerNumber, name: employerName }),
      employerName,
      unifiedSocialCreditCode,
      employerNumber,
      amountFen: head.amountFen,
      // 核验接口 knows graduates of the year alone (粤人社函〔2022〕252号 一).
      ...(said.graduate === '是' ? { group: 'graduate' as const } : {}),
    },
    offer:
      payee === null
        ? null
        : {
            account: { kind: 'corporate', name: payee.accountName, bank: payee.bank, number: payee.accountNumber },
            contact: payee.contact,
            mobile: payee.mobile,
          },
  };
}

export class Lists {
  private readonly lists = new Map<string, Growing>();
  private readonly offers = new Map<string, OfferTaken[]>();
  private readonly offerFiles = new Set<string>();
  private readonly told = new Map<string, Told[]>();
  /** Firm of each item that a list gave. */
  private readonly firms = new Map<string, string>();

  begin(signed: Signed, head: Step<'listBegun'>): AftercareFault | null {
    if (this.lists.has(head.listId)) return 'list-exists';
    if (head.downloadedOn > signed.on) return 'dates-out-of-order';
    const before = [...this.lists.values()].filter((one) => one.head.period === head.period).length;
    const label = `名单${head.period}${before === 0 ? '' : `-${before + 1}`}`;
    this.lists.set(head.listId, { ...signed, head, label, parts: new Set(), rows: [], problems: [], copies: {} });
    return null;
  }

  takeRows(
    { listId, part, rows, problems, copies }: Step<'listRowsTaken'>,
    add: (items: readonly SourcedItem[]) => void,
  ): AftercareFault | null {
    const list = this.lists.get(listId);
    if (list === undefined || part >= list.head.parts) return 'list-unknown';
    if (list.parts.has(part)) return 'list-part-known';
    const ids = rows.map(({ line }) => itemIdOfRow(listId, line));
    if (new Set(ids).size < ids.length || ids.some((itemId) => this.firms.has(itemId))) return 'item-twice';
    const items = rows.map((row) => itemOf(list, row));
    for (const { source } of items) this.firms.set(source.itemId, source.firmKey);
    list.parts.add(part);
    for (const row of rows) list.rows.push(row);
    for (const problem of problems) list.problems.push(problem);
    list.copies = { ...list.copies, ...copies };
    add(items);
    return null;
  }

  takeOffers(signed: Signed, { offers, origin, obtainedOn, digest }: Step<'offersTaken'>): AftercareFault | null {
    if (obtainedOn > signed.on) return 'dates-out-of-order';
    this.offerFiles.add(digest);
    for (const offer of offers) {
      const taken = { ...signed, offer, origin, obtainedOn };
      this.offers.set(offer.firmKey, [...(this.offers.get(offer.firmKey) ?? []), taken]);
    }
    return null;
  }

  tell(signed: Signed, event: Step<'deferralTold'>): AftercareFault | null {
    if (new Set(event.itemIds).size < event.itemIds.length) return 'item-twice';
    if (event.itemIds.some((itemId) => this.firms.get(itemId) !== event.firmKey)) return 'item-unknown';
    if (event.toldOn > signed.on) return 'dates-out-of-order';
    for (const itemId of event.itemIds) this.told.set(itemId, [...(this.told.get(itemId) ?? []), { ...signed, event }]);
    return null;
  }

  book(): ListBook {
    const byLine = (one: { readonly line: number }, other: { readonly line: number }) => one.line - other.line;
    const taken = [...this.lists.values()].map((list) => ({
      ...list,
      rows: list.rows.toSorted(byLine),
      problems: list.problems.toSorted(byLine),
    }));
    return { taken, offers: this.offers, told: this.told, offerFiles: this.offerFiles };
  }
}
