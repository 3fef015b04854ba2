/** THE table of what a hub answers: name → method, path, request, answer. OpenAPI, server and windows are made from it. */
import { z } from 'zod';
import { Area } from '../contract/area.ts';
import { HubCertificate } from './certificate.ts';
import { ClaimsLetter, ClaimsPage } from './claims.ts';
import { DispatchLetter, DispatchPage } from './dispatches.ts';
import { DocumentsLetter, DocumentsPage, PartAnswer, PartLetter, PartTaken, PartWish } from './documents.ts';
import { FiguresLetter, FiguresTaken } from './figures.ts';
import { FetchLetter, FetchReply } from './fetching.ts';
import { LogRequest, LogState } from './heads.ts';
import { HandedOver, HandoverLetter, Invited, InviteLetter } from './inviting.ts';
import { JoinLetter, JoinReply } from './joining.ts';
import { Kept, KeysLetter, OfficeLetter } from './keeping.ts';
import { OverviewLetter, OverviewPage } from './overview.ts';
import { Epoch, PublicKey } from './parts.ts';
import { RollsAnswer, RollsLetter } from './rolls.ts';
import { Run, RunTaken } from './run.ts';

/** Who answers here. Asked before anything is sent; believed only once its key is the one that the window joined with. */
export const About = z.object({
  service: z.literal('counter-post'),
  /** Versions of the wire that this hub speaks. */
  versions: z.array(z.number().int().positive()),
  area: Area,
  hub: z.uuid(),
  hubKey: PublicKey,
  epoch: Epoch,
  program: z.string(),
  /** Over TLS only. */
  certificate: HubCertificate.optional(),
});
export type About = z.infer<typeof About>;

export const endpoints = {
  about: {
    method: 'GET',
    path: '/v1/about',
    request: null,
    answer: About,
    says: 'Which hub this is and what it speaks',
  },
  join: { method: 'POST', path: '/v1/join', request: JoinLetter, answer: JoinReply, says: 'Join by a printed code' },
  fetch: {
    method: 'POST',
    path: '/v1/fetch',
    request: FetchLetter,
    answer: FetchReply,
    says: 'A page of a window’s log, for restoring it under a code printed for that',
  },
  runs: { method: 'POST', path: '/v1/runs', request: Run, answer: RunTaken, says: 'Take a run, whole or not at all' },
  keys: {
    method: 'POST',
    path: '/v1/keys',
    request: KeysLetter,
    answer: Kept,
    says: 'Keep wrapped content keys, and drop destroyed ones',
  },
  office: {
    method: 'POST',
    path: '/v1/office',
    request: OfficeLetter,
    answer: Kept,
    says: 'Keep vault and settings, sealed',
  },
  claims: {
    method: 'POST',
    path: '/v1/claims',
    request: ClaimsLetter,
    answer: ClaimsPage,
    says: 'Take claims of cases, and answer with what changed of all claims of the office',
  },
  figures: {
    method: 'POST',
    path: '/v1/figures',
    request: FiguresLetter,
    answer: FiguresTaken,
    says: 'Take figures of cases, for the overview of the office',
  },
  overview: {
    method: 'POST',
    path: '/v1/overview',
    request: OverviewLetter,
    answer: OverviewPage,
    says: 'The overview of the office: its windows, and sums over the figures of their cases',
  },
  dispatches: {
    method: 'POST',
    path: '/v1/dispatches',
    request: DispatchLetter,
    answer: DispatchPage,
    says: 'Take dispatches for other windows, sealed, and answer with those for this window that changed',
  },
  documents: {
    method: 'POST',
    path: '/v1/documents',
    request: DocumentsLetter,
    answer: DocumentsPage,
    says: 'Take what a document is made of, and which documents a window has; answer with those of the office',
  },
  documentPart: {
    method: 'POST',
    path: '/v1/document-part',
    request: PartLetter,
    answer: PartTaken,
    says: 'Take a part of a document, sealed; the same again changes nothing',
  },
  documentFetch: {
    method: 'POST',
    path: '/v1/document-fetch',
    request: PartWish,
    answer: PartAnswer,
    says: 'A part of a document, or what it is made of',
  },
  invite: {
    method: 'POST',
    path: '/v1/invite',
    request: InviteLetter,
    answer: Invited,
    says: 'Keep an invitation that a window made, with the keys sealed under its code',
  },
  handover: {
    method: 'POST',
    path: '/v1/handover',
    request: HandoverLetter,
    answer: HandedOver,
    says: 'Hand out what is sealed under a code, to a window that has joined',
  },
  rolls: {
    method: 'POST',
    path: '/v1/rolls',
    request: RollsLetter,
    answer: RollsAnswer,
    says: 'Keep a roll of the office that follows the last, and answer with those that the window lacks',
  },
  state: { method: 'POST', path: '/v1/state', request: LogRequest, answer: LogState, says: 'How far a log is durable' },
} as const;
export type EndpointName = keyof typeof endpoints;
