/** The officers of a test's store: one, whom nothing is done to, on no roll. */
import { success } from '#shared/contract/failure.ts';
import type { Officer } from '#shared/domain/officer.ts';
import type { OfficerDesk } from '#renderer/store/officer-desk.ts';
import type { ProofDesk } from '#renderer/store/roll/proof-desk.ts';
import type { RollDesk } from '#renderer/store/roll/roll-desk.ts';

const unused = (): never => {
  throw new Error('not used in this test');
};

export const oneOfficer = (officer: Officer): OfficerDesk => ({
  officers: () => [officer],
  vaultRevision: () => 1,
  follow: async () => undefined,
  confirmOfficer: async () => null,
  awaitsOwner: async () => false,
  putOfficer: unused,
  retireOfficer: unused,
  renewRecoveryKey: unused,
  rotateDataKey: unused,
});

export const noProofs: ProofDesk = {
  sign: async () => null,
  judge: async () => ({ word: 'foreign' }),
};

export const noRoll: RollDesk = {
  changes: () => null,
  state: async () => success({ roll: null, print: null, differences: [], joined: false, exportsHere: false }),
  offered: async () => success(null),
  newOfficeKey: unused,
  sign: unused,
  take: unused,
};
