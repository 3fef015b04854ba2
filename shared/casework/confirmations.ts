/**
 * What takes a second officer, and the statement that officer confirms: an attestation that names one, the voiding of a whole
 * case, and a review by somebody who is not signed in. The statement holds everything the word was about, so that it cannot be moved to another person, firm, case
 * or check afterwards.
 */
import type { Application, Attestation } from '../domain/application.ts';
import type { Confirmation } from '../domain/confirmation.ts';
import { normaliseCode, normaliseEmployerName } from '../domain/normalise.ts';
import type { CaseAction } from './action.ts';
import type { ReviewedAction } from './review.ts';

/** A statement of an action with the proof that it carries, if any. */
export interface NeededConfirmation {
  readonly statement: string;
  /** Whom the action names, and who made it: never the same. */
  readonly officerId: string | null;
  readonly madeBy: string;
  readonly confirmation: Confirmation | null;
}

/** The case that a word is given for, as it stands then. */
export interface CaseSpokenOf {
  readonly caseId: string;
  /** 办件号; empty while the case has none. */
  readonly number: string;
  readonly employerName: string;
  readonly unifiedSocialCreditCode: string;
}

const firmOf = ({ employerName, unifiedSocialCreditCode }: CaseSpokenOf): readonly [string, string] => [
  normaliseCode(unifiedSocialCreditCode),
  normaliseEmployerName(employerName),
];

/**
 * `subject`: the person's number, or the firm's credit code. The case is named by its identity: its number is only given
 * when it is saved first, which is later than the word.
 */
export function attestationStatement(of: CaseSpokenOf, subject: string, attestation: Attestation): string {
  const { check, verdict, basis, by, on, note } = attestation;
  const what = [normaliseCode(subject), check, verdict, basis, by, on, note ?? ''];
  return JSON.stringify(['attest', 2, of.caseId, ...firmOf(of), ...what]);
}

export function voidStatement(of: CaseSpokenOf, reason: string): string {
  return JSON.stringify(['void', 2, of.caseId, of.number, ...firmOf(of), reason]);
}

/** The word of a reviewer who is not the one signed in. */
export function reviewStatement(
  of: CaseSpokenOf,
  { of: ledgerNumber, passed, reasons, note }: Pick<ReviewedAction, 'of' | 'passed' | 'reasons' | 'note'>,
): string {
  const said = reasons.map(({ citizenId, text }) => [citizenId, text]);
  return JSON.stringify(['review', 1, of.caseId, of.number, ...firmOf(of), ledgerNumber, passed, said, note]);
}

/** The last word on each check: the others count for nothing. */
function standing(attestations: readonly Attestation[]): readonly Attestation[] {
  return [...new Map(attestations.map((attestation) => [attestation.check, attestation])).values()];
}

function attested(of: CaseSpokenOf, subject: string, attestations: readonly Attestation[]): NeededConfirmation[] {
  return standing(attestations).flatMap((attestation) =>
    attestation.confirmedBy === undefined
      ? []
      : [
          {
            statement: attestationStatement(of, subject, attestation),
            officerId: attestation.confirmedBy,
            madeBy: attestation.by,
            confirmation: attestation.confirmation ?? null,
          },
        ],
  );
}

function ofApplication(caseId: string, { employer, roster }: Application): NeededConfirmation[] {
  const { name: employerName, unifiedSocialCreditCode } = employer;
  const of = { caseId, number: '', employerName, unifiedSocialCreditCode };
  return [
    ...attested(of, unifiedSocialCreditCode, employer.attestations),
    ...roster.flatMap(({ citizenId, attestations }) => attested(of, citizenId, attestations)),
  ];
}

const proofOf = ({ statement, confirmation }: NeededConfirmation): string =>
  JSON.stringify([statement, confirmation?.officerId, confirmation?.at, confirmation?.seal]);

/**
 * Every statement of an action that a second officer must have confirmed. What stands in an `earlier` action of the same
 * case, for the same firm and with the same proof, was judged when that was recorded.
 */
export function neededConfirmations(
  of: CaseSpokenOf,
  action: CaseAction,
  earlier: readonly CaseAction[],
): readonly NeededConfirmation[] {
  if ('application' in action) {
    const before = earlier.flatMap((other) =>
      'application' in other ? ofApplication(of.caseId, other.application) : [],
    );
    const judged = new Set(before.filter(({ confirmation }) => confirmation !== null).map(proofOf));
    return ofApplication(of.caseId, action.application).filter((needed) => !judged.has(proofOf(needed)));
  }
  if (action.kind === 'reviewed') {
    const { confirmation, officer } = action;
    if (confirmation === undefined) return [];
    const statement = reviewStatement(of, action);
    return [{ statement, officerId: confirmation.officerId, madeBy: officer.id, confirmation }];
  }
  if (action.kind !== 'voided' || action.entry !== undefined) return [];
  const confirmation = action.confirmation ?? null;
  return [
    {
      statement: voidStatement(of, action.reason),
      officerId: confirmation?.officerId ?? null,
      madeBy: action.officer.id,
      confirmation,
    },
  ];
}

/** Whether proof is there and names another officer than the one who acted. Whether its seal holds, only the store can tell. */
export function isConfirmedByAnother({ officerId, madeBy, confirmation }: NeededConfirmation): boolean {
  return confirmation !== null && confirmation.officerId === officerId && officerId !== madeBy;
}

/** Whether a voiding carries another officer's word: one without is no voiding, wherever it came from. */
export function hasOtherOfficer(action: Extract<CaseAction, { readonly kind: 'voided' }>): boolean {
  return action.confirmation !== undefined && action.confirmation.officerId !== action.officer.id;
}
