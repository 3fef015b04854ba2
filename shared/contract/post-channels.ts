/** The calls of the post, a part of the table in channels.ts. */
import { z } from 'zod';
import { CaseClaims, ClaimDigest, ClaimKeyName, ClaimRow } from '../casework/claims.ts';
import { CaseFigures } from '../casework/figures.ts';
import { OverviewWish } from '../casework/office-overview.ts';
import { inArea, nothing, PathText } from './channel-parts.ts';
import { DispatchName, SentDispatch } from '../casework/dispatches.ts';
import { DocumentContent, DocumentDigest, documentLimits, DocumentPart } from '../casework/documents.ts';
import {
  AskedOverview,
  ClaimCollision,
  FetchedFromHub,
  HandedKeys,
  PostDispatches,
  PostDocuments,
  PostState,
  StickDone,
} from './post.ts';
import { SentRoll } from './roll.ts';
import { SealedOffice } from './sealed-office.ts';

export const postChannels = {
  /** How the post to the hub stands; counted from acknowledgements that were verified against the own ledger. */
  'post.state': { request: inArea, response: PostState },
  /** Joins a hub by the code that it printed. Refused with `post-not-joined`, its reason and step; nothing is sent then. */
  'post.join': {
    request: inArea.extend({ address: z.string().max(200), code: z.string().max(100) }),
    response: PostState,
  },
  /** Nothing is sent any more; what the hub has stays there. */
  'post.leave': { request: inArea, response: PostState },
  /** Asks and sends at once, whatever is being waited for. */
  'post.send': { request: inArea, response: PostState },
  /** Vault and settings of what the ledger records now, sealed for the hub; `bad-request` where the ledger records others. */
  'post.keep': { request: inArea.extend({ office: SealedOffice }), response: PostState },
  /** Whom cases claim now, up to the ledger entry `through`; digests of the claim key of that name. Sent when the hub can be reached. */
  'post.tellClaims': {
    request: inArea.extend({
      key: ClaimKeyName,
      through: z.number().int().nonnegative(),
      cases: z.array(CaseClaims).max(1000),
      dropped: z.array(z.string()).max(1000),
    }),
    response: PostState,
  },
  /** Live claims of the office's other windows on these persons, as far as the hub had handed them out at `asOf`. */
  'post.claimsOn': {
    request: inArea.extend({ digests: z.array(ClaimDigest).max(5000) }),
    response: z.object({ rows: z.array(ClaimRow), asOf: z.string().nullable() }),
  },
  /** Persons of cases here whom other windows claim as well. */
  'post.collisions': {
    request: inArea,
    response: z.object({ collisions: z.array(ClaimCollision), asOf: z.string().nullable() }),
  },
  /** The figures of cases as they are now, up to the ledger entry `through`. Sent when the hub can be reached. */
  'post.tellFigures': {
    request: inArea.extend({
      through: z.number().int().positive(),
      cases: z.array(CaseFigures).max(1000),
      dropped: z.array(z.string()).max(1000),
    }),
    response: PostState,
  },
  /** What this window has to say to others from now on: `keep` names what stands already, `put` is new; all else of it is done with. */
  'post.tellDispatches': {
    request: inArea.extend({
      keep: z.array(DispatchName).max(5000),
      put: z.array(SentDispatch).max(20),
    }),
    response: nothing,
  },
  'post.dispatches': { request: inArea, response: PostDispatches },
  /** What one that was received says, sealed; `null` once its sender is done with it. */
  'post.dispatchContent': {
    request: inArea.extend({ window: z.uuid(), name: DispatchName }),
    response: z.object({ content: z.string().nullable() }),
  },
  /** A part of a document that is being made under the name `making`, sealed. */
  'post.makeDocumentPart': {
    request: inArea.extend({ making: z.uuid(), part: DocumentPart, content: DocumentContent }),
    response: nothing,
  },
  /** The document of those parts. Sent once a dispatch of this window names it (`documentSentName`). */
  'post.finishDocument': {
    request: inArea.extend({ making: z.uuid(), count: z.number().int().positive().max(documentLimits.parts) }),
    response: z.object({ digest: DocumentDigest, size: z.number() }),
  },
  'post.documents': { request: inArea, response: PostDocuments },
  /** A part, proved by its digest; `null` where it is not here. */
  'post.documentPart': {
    request: inArea.extend({ digest: DocumentDigest, part: DocumentPart }),
    response: z.object({ content: DocumentContent.nullable() }),
  },
  /** One of another window was used here: its parts need not be kept, and the hub is told that this window has it. */
  'post.takeDocument': { request: inArea.extend({ digest: DocumentDigest }), response: nothing },
  /** An own one that nothing in the ledger speaks of: was made and never sent, or taken back. */
  'post.dropDocument': { request: inArea.extend({ digest: DocumentDigest }), response: nothing },
  /** Tells what is not told yet, and asks for the overview of the office; where it cannot be had, the last one. */
  'post.overview': { request: inArea.extend(OverviewWish.shape), response: AskedOverview },
  /** The last one, without asking. */
  'post.lastOverview': { request: inArea, response: AskedOverview },
  /** Leaves with the hub what whoever types the code may have; `post-not-invited` and the reason. The code itself is not told. */
  'post.invite': {
    request: inArea.extend({ invitation: z.string().max(40), proofKey: z.string().max(60), sealed: HandedKeys }),
    response: z.object({ address: z.string(), until: z.string() }),
  },
  /** Hands the hub a roll that follows its last one, and answers with those behind `after`. `roll-not-sent` and the reason. */
  'post.rolls': {
    request: inArea.extend({ put: SentRoll.nullable(), after: z.number().int().nonnegative() }),
    response: z.object({ rolls: z.array(SentRoll), last: z.number().int().nonnegative() }),
  },
  /** What lies under a code at the hub that was joined; `null` where nothing does. `post-not-joined` and the reason. */
  'post.handover': {
    request: inArea.extend({ code: z.string().max(100) }),
    response: z.object({ sealed: HandedKeys.nullable() }),
  },
  /** Begins to fetch a window's log onto a machine where no office is, under a code that was printed for that; one before is given up. */
  'post.fetch': {
    request: z.object({ address: z.string().max(200), code: z.string().max(100) }),
    response: FetchedFromHub,
  },
  'post.fetched': { request: nothing, response: FetchedFromHub },
  /** Gives it up, or removes what was fetched once it is in place. */
  'post.fetchEnd': { request: nothing, response: FetchedFromHub },
  /** By a stick: reads the hub's word from it, and writes what the hub does not have. `post-stick-failed` and the reason. */
  'post.stick': {
    request: inArea.extend({ place: PathText }),
    response: z.object({ done: StickDone, state: PostState }),
  },
} as const;
