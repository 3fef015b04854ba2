/**
 * Papers of batches, lists, recoveries and months as the ledger keeps them from before the printer has them. What an earlier program kept has
 * neither digest nor `says`: its digest follows from the letter, and whether it was corrected since is not known.
 */
import { z } from 'zod';
import { Letter } from '../domain/letter.ts';
import { letterDigest } from './digest.ts';
import { RecoveryPaper } from './recovery-letters.ts';

const kept = {
  letter: Letter,
  /** Of the letter as it was printed; holds also when a purge took names out of it. */
  digest: z.string().optional(),
  /** Of what the paper says, by counts and amounts: other when that changed, the same when only the wording did. */
  says: z.string().optional(),
  /** Text of its QR, where it was signed. */
  proof: z.string().optional(),
};

export const KeptPaper = z.discriminatedUnion('step', [
  z.object({ step: z.literal('batchPaperSent'), paper: z.enum(['publicNotice', 'allocationSheet']), ...kept }),
  z.object({
    step: z.literal('listPaperSent'),
    paper: z.enum(['payeeSheet', 'deferralNotice']),
    firmKey: z.string(),
    /** Who stands on it. */
    itemIds: z.array(z.string()).optional(),
    ...kept,
  }),
  z.object({
    step: z.literal('recoveryPaperSent'),
    paper: RecoveryPaper,
    /** Ledger number of the entry that it tells of: after another entry of that kind it is another paper. */
    of: z.number(),
    ...kept,
  }),
  /** A monthly report, or a leaflet, which carries no code. */
  z.object({ step: z.literal('reportPaperSent'), paper: z.literal('monthlyReport').optional(), ...kept }),
]);
export type KeptPaper = z.infer<typeof KeptPaper>;

const STEPS: ReadonlySet<unknown> = new Set(KeptPaper.options.map(({ shape }) => shape.step.value));

/** One of them, with the subject under which it lies. */
export interface KeptPrint {
  readonly sequence: number;
  readonly subjectId: string;
  readonly content: KeptPaper;
  /** Lower-case hex. */
  readonly digest: string;
}

interface StoredPrint {
  readonly sequence: number;
  readonly subjectId: string;
  readonly content: unknown;
}

const isKept = (content: unknown): boolean =>
  typeof content === 'object' && content !== null && 'step' in content && STEPS.has(content.step);

/** Those among the prints of the ledger, oldest first; of one subject where it is named. */
export function keptPrints(events: readonly StoredPrint[], subjectId?: string): readonly KeptPrint[] {
  return events.flatMap((event) => {
    if (!isKept(event.content) || (subjectId !== undefined && event.subjectId !== subjectId)) return [];
    const content = KeptPaper.safeParse(event.content);
    if (!content.success) return [];
    const { digest = letterDigest(content.data.letter) } = content.data;
    return [{ sequence: event.sequence, subjectId: event.subjectId, content: content.data, digest }];
  });
}

/** What belongs to which paper; two prints of one are the same paper at two times. */
export function isSamePaper(one: KeptPaper, other: KeptPaper): boolean {
  if (one.step !== other.step || one.paper !== other.paper) return false;
  return one.step !== 'listPaperSent' || other.step !== 'listPaperSent' || one.firmKey === other.firmKey;
}
