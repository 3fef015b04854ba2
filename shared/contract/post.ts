/** The post as the window sees it: which hub, how far, and what keeps it from going on. */
import { z } from 'zod';
import { ClaimDigest, ClaimRow } from '../casework/claims.ts';
import { OfficeOverview } from '../casework/office-overview.ts';
import { DispatchRow } from '../casework/dispatches.ts';
import { DocumentDigest } from '../casework/documents.ts';
import { Failure } from './failure.ts';

/** The office's keys sealed under a code. Base64 of nonce, ciphertext and tag. */
export const HandedKeys = z.string().regex(/^[A-Za-z0-9+/]{40,4000}={0,2}$/u);

/** Where a trouble came up. */
export const PostStep = z.enum([
  'about',
  'join',
  'state',
  'keys',
  'office',
  'run',
  'claims',
  'figures',
  'dispatches',
  'documents',
  'ledger',
  'disk',
]);
export type PostStep = z.infer<typeof PostStep>;

export const PostTroubleCode = z.enum([
  // What a hub answers (`PostProblem` of shared/post, code by code).
  'malformed',
  'too-large',
  'broken-chain',
  'gap',
  'differs',
  'signature',
  'unknown-window',
  'retired',
  'wrong-office',
  'wrong-area',
  'wrong-version',
  'code-refused',
  'prefix-used',
  'claim-key-differs',
  'roll-unsigned',
  'roll-differs',
  'told-late',
  'not-found',
  'busy',
  'unavailable',
  // What happens on the way.
  'unreachable',
  'timed-out',
  /** Something answers there, and it is no hub. */
  'no-hub',
  /** Another hub answers at the address than the one that was joined, or its word is not signed by the key of joining. */
  'hub-changed',
  /** The hub that was joined, by its own key, says what cannot be: rows out of order, states that change at every word, sums of no office. */
  'hub-contradicts',
  /** The code proves nothing to whoever answered: a wrong code, or somebody in between. */
  'not-proved',
  // What is wrong here.
  'address-unfit',
  'code-unreadable',
  /** A ledger of the first format names no window: it is taken over at the next sign-in. */
  'ledger-old',
  /** The ledger goes on as another window, or in a later generation, than the one that joined. */
  'window-changed',
  /** The ledger is not written at present (a copy, an older state, taken over): nothing is sent in its name. */
  'ledger-stopped',
  'line-damaged',
  /** The hub has more of this window than the folder. */
  'folder-behind',
  /** Officers or settings changed, and nobody has signed in since who could seal them for the hub. */
  'office-unsealed',
  'disk',
]);
export type PostTroubleCode = z.infer<typeof PostTroubleCode>;

export const PostTrouble = z.object({
  code: PostTroubleCode,
  step: PostStep,
  /** UTC instants: when it came up, and when it is tried again by itself; `null`: a person has to do something first. */
  at: z.string(),
  nextAt: z.string().nullable(),
  /** The ledger number that it is about, where it is about one. */
  sequence: z.number().int().positive().optional(),
});
export type PostTrouble = z.infer<typeof PostTrouble>;

export const PostHub = z.object({
  /** `http://127.0.0.1:30130` */
  address: z.string(),
  hub: z.uuid(),
  office: z.uuid(),
  /** UTC instant of joining. */
  since: z.string(),
});

/** Where the comparison of persons over the office's windows stands. */
export const PostClaims = z.object({
  state: z.enum([
    /** No hub, or it was not asked yet. */
    'unasked',
    /** No window of the office has made a claim key; whoever is signed in makes one. */
    'key-unmade',
    /** The office has a claim key, and this window does not have it. */
    'key-missing',
    /** This window tells under another key than the office's. */
    'key-differs',
    'hub-too-old',
    'refused',
    /** Something of this window is not there yet, or nothing of the others was ever fetched. */
    'waiting',
    'exchanged',
  ]),
  /** Names of this window's and of the office's claim key. */
  key: z.string().nullable(),
  officeKey: z.string().nullable(),
  /** Up to which ledger entry the window's cases were looked through. */
  through: z.number().int().nonnegative(),
  /** Cases whose claims the hub does not have. */
  waiting: z.number().int().nonnegative(),
  /** The hub's instant of what is known of other windows. */
  asOf: z.string().nullable(),
  /** Rises with every change of what is known. */
  version: z.number().int().nonnegative(),
});
export type PostClaims = z.infer<typeof PostClaims>;

export const NO_CLAIMS: PostClaims = {
  state: 'unasked',
  key: null,
  officeKey: null,
  through: 0,
  waiting: 0,
  asOf: null,
  version: 0,
};

/** How far the figures of this window's cases are told to the hub, for the overview of the office. */
export const PostFigures = z.object({
  state: z.enum([
    /** Nobody who was signed in has said any since this program runs here. */
    'unsaid',
    'hub-too-old',
    'refused',
    'waiting',
    'told',
  ]),
  /** Up to which ledger entry the window's cases were looked through. */
  through: z.number().int().nonnegative(),
  /** Cases whose figures the hub does not have as they are. */
  waiting: z.number().int().nonnegative(),
  /** Of the last letter that the hub took, by this machine's clock. */
  toldAt: z.string().nullable(),
});
export type PostFigures = z.infer<typeof PostFigures>;

export const NO_FIGURES: PostFigures = { state: 'unsaid', through: 0, waiting: 0, toldAt: null };

/** Dispatches of this window and for it, as this machine knows them. */
export const PostDispatches = z.object({
  state: z.enum([
    /** No hub, or it was not asked yet. */
    'unasked',
    'hub-too-old',
    'refused',
    /** Something of this window is not there yet, or nothing for it was ever fetched. */
    'waiting',
    'exchanged',
  ]),
  /** The hub's instant of what is known. */
  asOf: z.string().nullable(),
  /** Names of the own ones that stand; whether the hub has them. */
  own: z.array(z.object({ name: z.string(), taken: z.boolean() })),
  received: z.array(DispatchRow.omit({ content: true, change: true })),
});
export type PostDispatches = z.infer<typeof PostDispatches>;

/** Documents as they lie at this window and at the hub. */
export const PostDocuments = z.object({
  state: z.enum(['unasked', 'hub-too-old', 'refused', 'exchanged']),
  /** The hub's instant of what is known. */
  asOf: z.string().nullable(),
  documents: z.array(
    z.object({
      digest: DocumentDigest,
      own: z.boolean(),
      /** Bytes and parts; `null` while the hub has told nothing of it. */
      size: z.number().nullable(),
      count: z.number().nullable(),
      /** Parts that lie here, and at the hub. */
      here: z.number(),
      atHub: z.number(),
      state: z.enum([
        'coming',
        /** Whole. */
        'here',
        /** Was used here; its parts are not kept. */
        'taken',
        /** What the hub handed out is not what the document is made of. */
        'wrong',
        /** The hub has it no longer, and it was never whole here: it has to be sent again. */
        'removed',
      ]),
    }),
  ),
});
export type PostDocuments = z.infer<typeof PostDocuments>;

/** The overview of the office as the hub gave it last. */
export const GivenOverview = z.object({
  overview: OfficeOverview,
  /** This window. */
  window: z.uuid(),
  /** Whether the hub has of this window what it has told; `open`: something was on its way, so that nobody can say. */
  own: z.enum(['agrees', 'differs', 'open']),
});
export type GivenOverview = z.infer<typeof GivenOverview>;

export const AskedOverview = z.object({
  /** `null` where none was ever given by the hub that is joined now. */
  given: GivenOverview.nullable(),
  /** Why it was not given anew just now; `null` where it was. */
  trouble: PostTroubleCode.nullable(),
});
export type AskedOverview = z.infer<typeof AskedOverview>;

/** A person of a case here whom a case of another window claims as well. */
export const ClaimCollision = z.object({
  /** The case here. */
  subject: z.string(),
  digest: ClaimDigest,
  /** Place of the own claim in the office's order; `null` until the hub has it. */
  order: z.number().int().positive().nullable(),
  other: ClaimRow,
});
export type ClaimCollision = z.infer<typeof ClaimCollision>;

export const PostState = z.object({
  /** `null`: no hub was joined; nothing leaves by post. */
  hub: PostHub.nullable(),
  /** Entries of the ledger, and up to which one a verified acknowledgement says that they are durable at the hub. */
  count: z.number().int().nonnegative(),
  acknowledged: z.number().int().nonnegative(),
  /** The hub's instant of that acknowledgement, and what it rests on; `null` without one. */
  acknowledgedAt: z.string().nullable(),
  restsOn: z.enum(['one-node', 'synchronous-standby']).nullable(),
  sending: z.boolean(),
  trouble: PostTrouble.nullable(),
  /** Minutes that the hub's clock is ahead of this machine's. */
  clockMinutes: z.number().int(),
  /** The hub's database was put back: it had `from` entries and had `to` then. Until everything is there again. */
  lowered: z.object({ from: z.number().int(), to: z.number().int(), at: z.string() }).nullable(),
  /** The hub waits for vault and settings as they are now: whoever is signed in seals them (`post.keep`). */
  wantsOffice: z.boolean(),
  claims: PostClaims,
  figures: PostFigures,
  /** What the hub gives back when this machine is gone: all that it has, nothing before somebody signed in, or nothing without a recovery key. */
  restores: z.enum(['yes', 'not-yet', 'no-recovery-key']),
});
export type PostState = z.infer<typeof PostState>;

/** What a stick took and brought. */
export const StickDone = z.object({
  /** Up to which entry the hub's word on the stick goes; `null` where it says nothing new. */
  acknowledged: z.number().int().nonnegative().nullable(),
  /** The entries that lie on it now for the hub; `null` where it has everything. */
  written: z
    .object({ from: z.number().int().positive(), to: z.number().int().positive(), files: z.number().int().positive() })
    .nullable(),
  /** Of persons at other windows: whether the hub's answer was on it, how many windows' own words were news, whether ours lie on it now. */
  claims: z.object({ answered: z.boolean(), heard: z.number().int().nonnegative(), written: z.boolean() }),
});
export type StickDone = z.infer<typeof StickDone>;

/** How far a window's log was fetched back from the hub. */
export const FetchedFromHub = z.object({
  state: z.enum(['none', 'running', 'done', 'failed']),
  lines: z.number().int().nonnegative(),
  /** 0 until the hub said it. */
  of: z.number().int().nonnegative(),
  /** A backup, as sealed as it lay at the hub; `null` unless it is done. */
  folder: z.string().nullable(),
  failure: Failure.nullable(),
});
export type FetchedFromHub = z.infer<typeof FetchedFromHub>;
