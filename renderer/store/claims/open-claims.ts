/** The two halves of the claims of one open area: what runs beside the work, and what the screens ask. */
import type { OfficeEvent } from '#shared/casework/office-events.ts';
import type { Result } from '#shared/contract/failure.ts';
import type { CaseStore } from '../cases/case-store.ts';
import { authorOf, type StoreParts } from '../cases/store-parts.ts';
import { claimDesk, type ClaimDesk } from './claim-desk.ts';
import { claimKeeper } from './claim-keeper.ts';

export interface OpenClaims {
  readonly desk: ClaimDesk;
  /** Resolves once it is known whether the windows have a key in common. */
  readonly keyed: Promise<void>;
  readonly close: () => Promise<void>;
}

export function openClaims({
  parts,
  cases,
  recordOffice,
}: {
  readonly parts: StoreParts;
  readonly cases: CaseStore;
  readonly recordOffice: (event: OfficeEvent) => Promise<Result<null>>;
}): OpenClaims {
  const { host, area, crypto, now } = parts;
  const keeper = claimKeeper({ host, area, crypto, cases, ledger: () => cases.ledger(), now });
  const desk = claimDesk({
    host,
    area,
    crypto,
    cases,
    keyed: keeper.keyed,
    by: authorOf(parts),
    onKey: () => keeper.keyChanged(),
    recordOffice,
    sealsHold: (statements) => crypto.sealsHold(statements),
  });
  return { desk, keyed: keeper.keyed, close: () => keeper.close() };
}
