/** What the store does for the office's other windows while somebody works here: each looks by itself, and all end together. */
import type { OfficeEvent } from '#shared/casework/office-events.ts';
import type { Result } from '#shared/contract/failure.ts';
import type { AccessLog } from './access-log/access-log.ts';
import type { OwnedCaseStore } from './cases/sealed-case-store.ts';
import type { StoreParts } from './cases/store-parts.ts';
import type { ClaimDesk } from './claims/claim-desk.ts';
import { openClaims } from './claims/open-claims.ts';
import { answerDesk, type AnswerDesk } from './dispatches/answer-desk.ts';
import type { AnswersAtHand } from './dispatches/answer-letters.ts';
import { dispatchDesk, type DispatchDesk } from './dispatches/dispatch-desk.ts';
import { dispatchKeeper } from './dispatches/dispatch-keeper.ts';
import { hallDesk, type HallDesk } from './dispatches/hall-desk.ts';
import { documentDesk, type DocumentDesk } from './documents/document-desk.ts';
import type { DocumentsAtHand } from './documents/document-letters.ts';
import { figureKeeper } from './overview/figure-keeper.ts';
import type { RollDesk } from './roll/roll-desk.ts';
import { rollKeeper } from './roll/roll-keeper.ts';

export interface BesideParts {
  readonly parts: StoreParts;
  readonly cases: OwnedCaseStore;
  readonly recordOffice: (event: OfficeEvent) => Promise<Result<null>>;
  readonly roll: RollDesk;
  readonly memory: Parameters<typeof rollKeeper>[1];
  readonly log: Pick<AccessLog, 'note'>;
}

/** What the screens ask of the office's other windows. */
export interface OtherWindows {
  /** 同人核对: persons whom other windows of the office claim as well. */
  readonly claims: ClaimDesk;
  readonly dispatches: DispatchDesk;
  readonly answers: AnswerDesk;
  readonly hall: HallDesk;
  /** 寄送: files for every window. */
  readonly documents: DocumentDesk;
}

export interface BesideTheWork {
  readonly desks: OtherWindows;
  /** Ends all of it, and waits for what is under way. */
  readonly close: () => Promise<void>;
}

export function besideTheWork({ parts, cases, recordOffice, roll, memory, log }: BesideParts): BesideTheWork {
  const { host, area } = parts;
  const claims = openClaims({ parts, cases, recordOffice });
  const rolls = rollKeeper(roll, memory, claims.keyed);
  const figures = figureKeeper({ host, area, cases });
  const atHand: AnswersAtHand = new Map();
  const documentsAtHand: DocumentsAtHand = { begun: 0, ended: 0 };
  const keeper = dispatchKeeper({ parts, cases, keyed: claims.keyed, atHand, documentsAtHand });
  const check = (): void => keeper.check();
  return {
    desks: {
      claims: claims.desk,
      dispatches: dispatchDesk({ parts, cases, log, onGiven: check }),
      answers: answerDesk({ parts, cases, atHand, onSent: check }),
      hall: hallDesk({ parts, cases, claims: claims.desk, onSaid: check }),
      documents: documentDesk({ parts, cases, atHand: documentsAtHand, onSaid: check }),
    },
    close: async () => {
      await rolls.close();
      await keeper.close();
      await claims.close();
      await figures.close();
    },
  };
}
