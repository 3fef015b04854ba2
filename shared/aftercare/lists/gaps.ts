/**
 * What is missing of each firm before it can be paid (湛人社函〔2022〕185号 附件 一（二）5): contact, account, or both; and everything
 * that is known already, with where it stands and of which day. A firm whose account two officers have seen misses nothing.
 */
import { parseBankAccount } from '../../domain/bank-account.ts';
import { isPhoneNumber } from '../../domain/phone.ts';
import type { PlainDate } from '../../domain/plain-date.ts';
import type { AftercareBook, GrantItem } from '../book.ts';
import type { Payee, PayeeOrigin } from '../event.ts';
import type { ListPayee } from './list-row.ts';

/** `none`: everything is given and waits for two officers. */
export const gaps = ['contact', 'account', 'both', 'none'] as const;
export type Gap = (typeof gaps)[number];

export interface Suggestion {
  readonly origin: PayeeOrigin;
  /** Where it stands: list and line, 办件号, file. */
  readonly where: string;
  /** `null` where the source does not say of which day it is. */
  readonly obtainedOn: PlainDate | null;
  readonly payee: ListPayee;
  readonly accountKind: Payee['accountKind'];
}

export interface FirmGap {
  readonly firmKey: string;
  readonly employerName: string;
  readonly unifiedSocialCreditCode: string;
  readonly employerNumber: string;
  readonly items: readonly GrantItem[];
  readonly amountFen: number;
  readonly gap: Gap;
  /** The first that says something stands first. */
  readonly suggestions: readonly Suggestion[];
}

const hasContact = ({ payee }: Suggestion): boolean => payee.contact !== '' && isPhoneNumber(payee.mobile);
const hasAccount = ({ payee }: Suggestion): boolean =>
  payee.accountName !== '' && payee.bank !== '' && parseBankAccount(payee.accountNumber).ok;

export function gapOf(suggestions: readonly Suggestion[]): Gap {
  const [contact, account] = [suggestions.some(hasContact), suggestions.some(hasAccount)];
  if (contact) return account ? 'none' : 'account';
  return account ? 'contact' : 'both';
}

/** Contact of the first that has one, account of the first that has one whole: never half of one and half of another. */
export function mergeSuggestions(suggestions: readonly Suggestion[]): {
  readonly payee: ListPayee;
  readonly account: Suggestion | null;
  readonly contact: Suggestion | null;
} {
  const contact = suggestions.find(hasContact) ?? null;
  const account = suggestions.find(hasAccount) ?? null;
  return {
    contact,
    account,
    payee: {
      contact: contact?.payee.contact ?? '',
      mobile: contact?.payee.mobile ?? '',
      accountName: account?.payee.accountName ?? '',
      bank: account?.payee.bank ?? '',
      accountNumber: account?.payee.accountNumber ?? '',
    },
  };
}

function suggestionsFor(book: AftercareBook, firmKey: string, items: readonly GrantItem[]): readonly Suggestion[] {
  const files = (book.lists.offers.get(firmKey) ?? [])
    .toReversed()
    .map(({ offer, origin, obtainedOn }): Suggestion => ({
      origin,
      where: '补来的表',
      obtainedOn,
      payee: offer,
      accountKind: origin === 'taxOffice' ? 'contribution' : 'corporate',
    }));
  const days = new Map(book.lists.taken.map(({ head }) => [head.listId, head.downloadedOn]));
  const own = items.flatMap(({ offer, source }): Suggestion[] =>
    offer === null
      ? []
      : [
          {
            origin: source.channel === 'window' ? 'window' : 'list',
            where: source.reference,
            obtainedOn: days.get(source.origin) ?? null,
            payee: {
              contact: offer.contact,
              mobile: offer.mobile,
              accountName: offer.account.name,
              bank: offer.account.bank,
              accountNumber: offer.account.number,
            },
            accountKind: offer.account.kind,
          },
        ],
  );
  // Rows of one list say the same account again and again: the first of each is enough.
  const different = new Map<string, Suggestion>();
  for (const one of [...files, ...own]) {
    const key = JSON.stringify([one.origin, one.payee]);
    if (!different.has(key)) different.set(key, one);
  }
  return [...different.values()];
}

/** Firms of a list with somebody who is not refused and without an account that two officers have seen. */
export function gapsOf(book: AftercareBook, listId: string): readonly FirmGap[] {
  const firms = new Map<string, GrantItem[]>();
  for (const item of book.items) {
    const { firmKey } = item.source;
    const list = firms.get(firmKey);
    if (list === undefined) firms.set(firmKey, [item]);
    else list.push(item);
  }
  return [...firms].flatMap(([firmKey, all]): FirmGap[] => {
    if (book.payees.has(firmKey)) return [];
    const items = all.filter(
      ({ source, state }) => source.origin === listId && (state === 'toReview' || state === 'toComplete'),
    );
    const [first] = items;
    if (first === undefined) return [];
    const { employerName, unifiedSocialCreditCode, employerNumber } = first.source;
    const suggestions = suggestionsFor(book, firmKey, all);
    const amountFen = items.reduce((sum, { source }) => sum + source.amountFen, 0);
    const gap = gapOf(suggestions);
    return [{ firmKey, employerName, unifiedSocialCreditCode, employerNumber, items, amountFen, gap, suggestions }];
  });
}
