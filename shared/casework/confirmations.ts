/**
 * What takes a second officer, and the statement that officer confirms: an attestation that names one, and the voiding of
 * a whole case. The statement holds everything the word was about, so that it cannot be moved to another person, case or
 * check afterwards.
 */
import type { Application, Attestation } from '../domain/application.ts';
import type { Confirmation } from '../domain/confirmation.ts';
import { normaliseCode } from '../domain/normalise.ts';
import type { CaseAction } from './action.ts';

/** A statement of an action with the proof that it carries, if any. */
export interface NeededConfirmation {
  readonly statement: string;
  /** Whom the action names, and who made it: never the same. */
  readonly officerId: string | null;
  readonly madeBy: string;
  readonly confirmation: Confirmation | null;
}

/** `subject`: the person's number, or the firm's credit code. */
export function attestationStatement(subject: string, attestation: Attestation): string {
  const { check, verdict, basis, by, on, note } = attestation;
  return JSON.stringify(['attest', normaliseCode(subject), check, verdict, basis, by, on, note ?? '']);
}

export function voidStatement(caseId: string, reason: string): string {
  return JSON.stringify(['void', caseId, reason]);
}

/** The last word on each check: the others count for nothing. */
function standing(attestations: readonly Attestation[]): readonly Attestation[] {
  return [...new Map(attestations.map((attestation) => [attestation.check, attestation])).values()];
}

function attested(subject: string, attestations: readonly Attestation[]): NeededConfirmation[] {
  return standing(attestations).flatMap((attestation) =>
    attestation.confirmedBy === undefined
      ? []
      : [
          {
            statement: attestationStatement(subject, attestation),
            officerId: attestation.confirmedBy,
            madeBy: attestation.by,
            confirmation: attestation.confirmation ?? null,
          },
        ],
  );
}

function ofApplication({ employer, roster }: Application): NeededConfirmation[] {
  return [
    ...attested(employer.unifiedSocialCreditCode, employer.attestations),
    ...roster.flatMap(({ citizenId, attestations }) => attested(citizenId, attestations)),
  ];
}

/** Every statement of an action that a second officer must have confirmed. */
export function neededConfirmations(caseId: string, action: CaseAction): readonly NeededConfirmation[] {
  if ('application' in action) return ofApplication(action.application);
  if (action.kind !== 'voided' || action.entry !== undefined) return [];
  const confirmation = action.confirmation ?? null;
  return [
    {
      statement: voidStatement(caseId, action.reason),
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
