import { failed, success } from '#shared/contract/failure.ts';
import type { ClaimDesk } from '#renderer/store/claims/claim-desk.ts';

/** An office of one window. */
export const NO_OTHER_WINDOWS: ClaimDesk = {
  others: async () => success([]),
  meetings: async () => success({ all: [], asOf: null }),
  settle: async () => success(null),
  invite: async () => failed('post-not-invited', { reason: 'no-key' }),
  takeKeys: async () => success(false),
  subscribe: () => () => undefined,
};
