/** What this window already has of the firm on the sheet: its last case, cases under way, drafts that wait. */
import { useEffect, useMemo, useState } from 'react';
import type { ApplicationEmployer } from '#shared/domain/application.ts';
import { normaliseCode, normaliseEmployerName } from '#shared/domain/normalise.ts';
import type { CaseSummary, Draft } from '../../store/cases/case-store.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import type { EmployerHit } from '../../store/registry/registry-store.ts';
import { statusLabel } from '#shared/wording/labels.ts';

export interface EarlierCase {
  readonly summary: CaseSummary;
  readonly employer: ApplicationEmployer;
}

export interface SameFirm {
  /** The last case of the firm; `null` while it is not known, and where there is none. */
  readonly earlier: EarlierCase | null;
  /** `暂存 2 份，〔2022〕W03-000012 待补正`; empty where nothing else is under way. */
  readonly underWay: string;
}

type Firm = Pick<ApplicationEmployer, 'name' | 'unifiedSocialCreditCode'>;

/** One firm by its code, or by its name where either has no code. */
export function isSameFirm(one: Firm, other: Firm): boolean {
  const codes = [one, other].map(({ unifiedSocialCreditCode }) => normaliseCode(unifiedSocialCreditCode));
  if (codes.every((code) => code !== '')) return codes[0] === codes[1];
  const names = [one, other].map(({ name }) => normaliseEmployerName(name));
  return names[0] !== '' && names[0] === names[1];
}

/**
 * Firms whose name begins as asked come first, then those that only have the words somewhere; among each, firms that came to
 * this window before. Else the register's order stays.
 */
export function knownFirst(hits: readonly EmployerHit[], cases: readonly CaseSummary[]): readonly EmployerHit[] {
  const known = new Set(cases.map(({ unifiedSocialCreditCode }) => unifiedSocialCreditCode));
  const isNew = ({ unifiedSocialCreditCode: code }: EmployerHit): boolean =>
    code === '' || !known.has(normaliseCode(code));
  const rank = (hit: EmployerHit): number => Number(hit.isInside ?? false) * 2 + Number(isNew(hit));
  return [...hits].sort((a, b) => rank(a) - rank(b));
}

const UNDER_WAY: ReadonlySet<CaseSummary['status']> = new Set(['received', 'deficient', 'pending', 'accepted']);
/** More than these would not be read. */
const NAMED = 3;

function useEarlier(store: CounterStore, latest: CaseSummary | undefined): EarlierCase | null {
  const [opened, setOpened] = useState<EarlierCase | null>(null);
  useEffect(() => {
    let current = true;
    if (latest === undefined) return () => undefined;
    void store.cases.open(latest.caseId).then((record) => {
      if (current && record.ok) setOpened({ summary: latest, employer: record.value.application.employer });
    });
    return () => {
      current = false;
    };
  }, [store, latest]);
  return opened !== null && opened.summary === latest ? opened : null;
}

function useDraftsOf(store: CounterStore, firm: Firm, ownDraft: string): number {
  const [drafts, setDrafts] = useState<readonly Draft[]>([]);
  useEffect(() => {
    let current = true;
    void store.cases.drafts().then((found) => {
      if (current) setDrafts(found);
    });
    return () => {
      current = false;
    };
  }, [store]);
  return drafts.filter(({ draftId, application }) => draftId !== ownDraft && isSameFirm(application.employer, firm))
    .length;
}

/** `own`: the case or draft on the sheet, which is not another one. */
export function useSameFirm(
  store: CounterStore,
  { name, unifiedSocialCreditCode }: Firm,
  own: { readonly draftId: string; readonly caseId: string | null },
): SameFirm {
  const cases = store.cases.list();
  const firm = useMemo(() => ({ name, unifiedSocialCreditCode }), [name, unifiedSocialCreditCode]);
  const others = useMemo(
    () =>
      cases
        .filter(
          ({ caseId, employerName, unifiedSocialCreditCode: code }) =>
            caseId !== own.caseId && isSameFirm({ name: employerName, unifiedSocialCreditCode: code }, firm),
        )
        .toSorted((one, other) => other.lastSequence - one.lastSequence),
    [cases, firm, own.caseId],
  );
  const latest = others.find(({ status }) => status !== 'voided');
  const earlier = useEarlier(store, latest);
  const drafts = useDraftsOf(store, firm, own.draftId);
  const open = others.filter(({ status }) => UNDER_WAY.has(status));
  const named = open.slice(0, NAMED).map(({ number, status }) => `${number} ${statusLabel[status]}`);
  const rest = open.length > NAMED ? `等 ${open.length} 件` : '';
  const underWay = [drafts > 0 ? `暂存 ${drafts} 份` : '', ...named].filter(Boolean).join('，') + rest;
  return { earlier, underWay };
}
