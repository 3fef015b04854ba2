import { failed, success } from '#shared/contract/failure.ts';
import type { OtherWindows } from '#renderer/store/beside-the-work.ts';
import type { ClaimDesk } from '#renderer/store/claims/claim-desk.ts';
import type { HallDesk } from '#renderer/store/dispatches/hall-desk.ts';
import type { AnswerDesk } from '#renderer/store/dispatches/answer-desk.ts';
import type { DispatchDesk } from '#renderer/store/dispatches/dispatch-desk.ts';
import type { DocumentDesk } from '#renderer/store/documents/document-desk.ts';

/** An office of one window. */
const NO_OTHER_WINDOWS: ClaimDesk = {
  others: async () => success([]),
  meetings: async () => success({ all: [], asOf: null }),
  settle: async () => success(null),
  invite: async () => failed('post-not-invited', { reason: 'no-key' }),
  takeKeys: async () => success(false),
  subscribe: () => () => undefined,
};

const NO_DISPATCHES: DispatchDesk = {
  elsewhere: async () => success({ waiting: [], sent: [], asOf: null, unreadable: 0 }),
  looked: () => undefined,
  give: async () => failed('not-on-roll'),
  askedAs: async () => 'not-sent',
  subscribe: () => () => undefined,
};

const NO_HALL: HallDesk = {
  role: async () => ({ role: 'each' }),
  release: async () => failed('hall-elsewhere-only'),
  received: async () => success({ waiting: [], refused: [], onTheWay: 0, unreadable: 0, asOf: null }),
  inBatch: async () => success([]),
  handBack: async () => failed('hall-not-waiting'),
  subscribe: () => () => undefined,
};

const NO_ANSWERS: AnswerDesk = {
  ownersOf: async () => success([]),
  send: async () => success(null),
  sent: async () => success([]),
  subscribe: () => () => undefined,
};

const NO_DOCUMENTS: DocumentDesk = {
  canSend: async () => false,
  send: async () => failed('not-on-roll'),
  withdraw: async () => success(null),
  sent: async () => success([]),
  received: async () => success([]),
  file: async () => failed('document-incomplete'),
  settle: async () => success(null),
  subscribe: () => () => undefined,
};

export const NO_OTHER_DESKS: OtherWindows = {
  claims: NO_OTHER_WINDOWS,
  dispatches: NO_DISPATCHES,
  hall: NO_HALL,
  answers: NO_ANSWERS,
  documents: NO_DOCUMENTS,
};
