/**
 * Whom to call about a case, and who decided it: read from the case itself when its line is shown, a few at a time, and
 * kept until the case changes. The lines in memory do not carry it.
 */
import { useEffect, useState } from 'react';
import type { CaseStore, CaseSummary } from '../../store/cases/case-store.ts';
import type { CounterStore } from '../../store/counter-store.ts';

export interface Contact {
  readonly agent: string;
  readonly phone: string;
  /** Who took the last decision. */
  readonly clerk: string;
}

interface Kept {
  readonly contacts: Map<string, Contact>;
  /** What is being read: one after the other, so that a long list does not hold up whoever opens a case. */
  queue: Promise<unknown>;
}

const keptOf = new WeakMap<CaseStore, Kept>();
const keyOf = ({ caseId, lastSequence }: CaseSummary): string => `${caseId} ${lastSequence}`;

function kept(cases: CaseStore): Kept {
  const known = keptOf.get(cases);
  if (known !== undefined) return known;
  const fresh: Kept = { contacts: new Map(), queue: Promise.resolve() };
  keptOf.set(cases, fresh);
  return fresh;
}

async function readContact(cases: CaseStore, entry: CaseSummary): Promise<Contact | null> {
  const { contacts } = kept(cases);
  const known = contacts.get(keyOf(entry));
  if (known !== undefined) return known;
  const record = await cases.open(entry.caseId);
  if (!record.ok) return null;
  const { agent } = record.value.application.employer;
  const clerk = record.value.actions.findLast(({ action }) => 'application' in action)?.action.officer.name ?? '';
  const contact = { agent: agent.name, phone: agent.mobile, clerk };
  contacts.set(keyOf(entry), contact);
  return contact;
}

/** What is known of a case's contact now; for filters and copies, which ask for lines on screen. */
export const contactOf = ({ cases }: Pick<CounterStore, 'cases'>, entry: CaseSummary): Contact | null =>
  kept(cases).contacts.get(keyOf(entry)) ?? null;

/** `null` until it was read. */
export function useContact({ cases }: Pick<CounterStore, 'cases'>, entry: CaseSummary): Contact | null {
  const [found, setFound] = useState<Contact | null>(() => contactOf({ cases }, entry));
  useEffect(() => {
    let current = true;
    const place = kept(cases);
    const next = place.queue.then(async () => {
      if (!current) return;
      const contact = await readContact(cases, entry);
      if (current) setFound(contact);
    });
    place.queue = next;
    return () => {
      current = false;
    };
  }, [cases, entry]);
  return found;
}
