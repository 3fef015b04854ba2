/** Papers that prove themselves: signed when they are printed, judged when they are scanned, by the rolls that this window knows. */
import type { PaperWord } from '#shared/crypto/paper-signing.ts';
import type { PaperFacts } from '#shared/domain/paper-proof.ts';
import type { StoreParts } from '../cases/store-parts.ts';

export interface ProofDesk {
  /** The text of the QR; `null` where no roll names the one signed in: then it carries number and digest alone. */
  sign(facts: PaperFacts): Promise<string | null>;
  judge(typed: string): Promise<PaperWord>;
}

export const proofDesk = ({ crypto, officer }: Pick<StoreParts, 'crypto' | 'officer'>): ProofDesk => ({
  sign: (facts) => crypto.signPaper(officer.id, facts),
  judge: (typed) => crypto.judgePaper(typed),
});
