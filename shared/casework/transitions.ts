/**
 * THE table: which action may follow in which status, and who may do it. Nothing else decides that.
 * Corrections are part of the job: what was received, notified or held may be decided again; what was accepted may be
 * corrected, also after it left in a batch, and before that withdrawn or voided. Persons whom an acceptance left 待核 may be
 * settled later (`objectionTo` in objections.ts asks whether there are any). While a case is released to another window, nothing
 * of it is decided anew here.
 */
import type { OfficerRole } from '../domain/officer.ts';
import type { CaseActionKind } from './action.ts';
import type { Release } from './release.ts';
import type { CaseStatus } from './status.ts';

/** A status, or `new`: nothing recorded yet, or `released`: accepted, and in the hands of the window that exports for the office. */
export type CasePhase = 'new' | 'released' | CaseStatus;

/** Where a case stands in the table; `null`: nothing recorded yet. */
export function phaseOf(entry: { readonly status: CaseStatus; readonly release: Release | null } | null): CasePhase {
  if (entry === null) return 'new';
  return entry.release === null ? entry.status : 'released';
}

type Allowed = Readonly<Partial<Record<CaseActionKind, readonly OfficerRole[]>>>;

const everybody = ['windowClerk', 'administrator'] as const satisfies readonly OfficerRole[];

/** 收件, or one of the four answers. */
const decide = {
  received: everybody,
  accepted: everybody,
  deficiencyNotified: everybody,
  declined: everybody,
  heldPending: everybody,
} as const satisfies Allowed;
const print = { printSent: everybody, printConfirmed: everybody } as const satisfies Allowed;
const review = { reviewed: everybody } as const satisfies Allowed;
const note = { caseNote: everybody } as const satisfies Allowed;
const amend = { supplemented: everybody, corrected: everybody } as const satisfies Allowed;
/** Whatever left may be answered, also while a correction waits. */
const answer = { provinceAnswered: everybody } as const satisfies Allowed;
/** The other window's word arrives as one of the last two. */
const release = { exported: everybody, handedBack: everybody } as const satisfies Allowed;
const end = { voided: everybody, withdrawn: everybody } as const satisfies Allowed;

export const transitions = {
  new: decide,
  received: { ...decide, ...print, ...end, ...note },
  deficient: { ...decide, ...print, ...end, ...note },
  pending: { ...decide, ...print, ...end, ...note },
  accepted: { ...amend, ...print, ...end, exported: everybody, released: everybody, ...review, ...note },
  /** A refusal stands; the firm applies anew. Only a mistaken entry is voided. */
  declined: { ...print, voided: everybody, ...note },
  partlyExported: { ...amend, ...print, ...answer, exported: everybody, released: everybody, ...review, ...note },
  released: { ...release, ...print, ...answer, ...review, ...note },
  exported: { ...amend, ...print, ...answer, ...note },
  /** A paper that was sent before may still come out of the printer. */
  voided: { printConfirmed: everybody, ...note },
  withdrawn: { printConfirmed: everybody, ...note },
} as const satisfies Record<CasePhase, Allowed>;

/** The actions that an officer of this role may take now. */
export function allowedActions(phase: CasePhase, role: OfficerRole): readonly CaseActionKind[] {
  const allowed: Allowed = transitions[phase];
  return (Object.keys(allowed) as CaseActionKind[]).filter((kind) => allowed[kind]?.includes(role));
}

/** Whether this action may follow in this status for this role. */
export function isAllowed(phase: CasePhase, kind: CaseActionKind, role: OfficerRole): boolean {
  return allowedActions(phase, role).includes(kind);
}
