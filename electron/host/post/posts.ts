/** The post of each area: what was joined, the courier that ships, the channels that tell of it. */
import type { Area } from '#shared/contract/area.ts';
import { failed, success, type Result } from '#shared/contract/failure.ts';
import type { ChannelHandlers } from '#shared/contract/host.ts';
import { NO_CLAIMS, NO_FIGURES, type PostState } from '#shared/contract/post.ts';
import { makeSigningPair, signerOf, verifierOf } from '#shared/crypto/signing.ts';
import { serialQueue, type SerialQueue } from '#shared/domain/serial-queue.ts';
import type { OpenArea } from '../areas.ts';
import { onDisk } from '../disk-failure.ts';
import type { FileLayer } from '../file-layer.ts';
import type { HostLog } from '../log.ts';
import { openClaimBook, type ClaimBook } from './claim-book.ts';
import type { AskingDesk } from './asked-hub.ts';
import { claimHandlers, type ClaimChannel } from './claim-handlers.ts';
import { createClaiming, type Claiming } from './claiming.ts';
import { createCourier, type Courier, type CourierWaits } from './courier.ts';
import { openDispatchBook, type DispatchBook } from './dispatch-book.ts';
import { dispatchHandlers, type DispatchChannel, type DispatchDesk } from './dispatch-handlers.ts';
import { createDispatching, type Dispatching } from './dispatching.ts';
import { documentHandlers, type DocumentChannel, type DocumentDesk } from './document-handlers.ts';
import { openDocumentShelf, type DocumentShelf } from './document-shelf.ts';
import { createDocumenting, type Documenting } from './documenting.ts';
import { openFigureBook, type FigureBook } from './figure-book.ts';
import { createFiguring, type Figuring } from './figuring.ts';
import { hubClient } from './hub-client.ts';
import { createKeeping } from './keeping.ts';
import { isOfMarks, officeMarks, openKeptOffices, type KeptOffices } from './kept-offices.ts';
import { overviewHandlers, type OverviewChannel } from './overview-asking.ts';
import { NO_POST, readPost, writePost, type PostRecord } from './post-record.ts';
import { rollHandlers, type RollChannel } from './roll-handlers.ts';
import { carryByStick } from './stick.ts';
import { joinHub } from './window-joining.ts';

type OwnChannel = 'post.state' | 'post.join' | 'post.leave' | 'post.send' | 'post.keep' | 'post.stick';
type PostChannel = OwnChannel | ClaimChannel | RollChannel | OverviewChannel | DispatchChannel | DocumentChannel;

export interface PostsParts {
  readonly layer: FileLayer;
  readonly log: HostLog;
  readonly now: () => Date;
  readonly within: <T>(area: Area, work: (open: OpenArea) => Promise<Result<T>>) => Promise<Result<T>>;
  readonly random?: () => number;
  readonly waits?: Partial<CourierWaits>;
}

export interface Posts {
  readonly handlers: Pick<ChannelHandlers, PostChannel>;
  /** An area was opened: what was joined is shipped to from now on. */
  opened(area: Area, open: OpenArea): void;
  /** An entry was added. */
  appended(area: Area): void;
  /** Before the area's folder is removed or put in place. */
  forget(area: Area): Promise<void>;
  close(): Promise<void>;
}

interface Desk {
  readonly open: OpenArea;
  readonly inTurn: SerialQueue;
  record: PostRecord;
  offices: KeptOffices | null;
  book: ClaimBook | null;
  figures: FigureBook | null;
  dispatches: DispatchBook | null;
  shelf: DocumentShelf | null;
  sign: AskingDesk['sign'];
  verify: AskingDesk['verify'];
  claiming: Claiming | null;
  figuring: Figuring | null;
  dispatching: Dispatching | null;
  documenting: Documenting | null;
  courier: Courier | null;
  /** Resolves when the record was read. */
  ready: Promise<void>;
}

export function createPosts(parts: PostsParts): Posts {
  const { layer, log } = parts;
  const desks = new Map<Area, Desk>();

  const write = async (desk: Desk, change: Partial<PostRecord>): Promise<void> => {
    desk.record = { ...desk.record, ...change, revision: desk.record.revision + 1 };
    await writePost(layer, desk.open.folder, desk.record);
  };

  const begin = async (area: Area, desk: Desk): Promise<void> => {
    const { joined, keys } = desk.record;
    const { offices, book, figures, dispatches, shelf } = desk;
    if (joined === null || keys === null || offices === null) return;
    if (book === null || figures === null || dispatches === null || shelf === null) return;
    const [sign, verify] = [await signerOf(keys.privateKey), await verifierOf(joined.hubKey)];
    if (sign === null || verify === null) return;
    [desk.sign, desk.verify] = [sign, verify];
    const client = hubClient(joined.address);
    const { hub, office, window, generation } = joined;
    const shared = {
      client,
      sign,
      record: () => desk.record,
      remember: async (change: Partial<PostRecord>) => await write(desk, change),
    };
    const keeping = createKeeping({
      ...shared,
      open: desk.open,
      log: { office, area, window, generation },
      hub,
      offices,
    });
    const told = { ...shared, log: { office, area, window, generation }, hub, verify, now: parts.now };
    desk.claiming = createClaiming({ ...told, book });
    const epoch = () => desk.record.acknowledgement?.epoch ?? null;
    desk.figuring = createFiguring({ ...told, book: figures, epoch });
    desk.dispatching = createDispatching({ ...told, book: dispatches });
    desk.documenting = createDocumenting({ ...told, shelf, book: dispatches });
    desk.courier = createCourier({
      ...shared,
      area,
      journal: desk.open.journal,
      joined,
      keeping,
      claiming: desk.claiming,
      figuring: desk.figuring,
      dispatching: desk.dispatching,
      documenting: desk.documenting,
      verify,
      now: parts.now,
      random: parts.random ?? Math.random,
      onTrouble: (trouble) => {
        if (trouble === null) log.write('post-goes-on', { area });
        else log.write('post-stopped', { area, code: trouble.code, step: trouble.step });
      },
      onBug: (error) => {
        log.bug(error);
      },
      ...(parts.waits === undefined ? {} : { waits: parts.waits }),
    });
  };

  const end = async (desk: Desk): Promise<void> => {
    const { courier } = desk;
    desk.courier = null;
    desk.claiming = null;
    desk.figuring = null;
    desk.dispatching = null;
    desk.documenting = null;
    await courier?.close();
  };

  const deskOf = (area: Area, open: OpenArea): Desk => {
    const known = desks.get(area);
    if (known?.open === open) return known;
    const desk: Desk = {
      open,
      inTurn: serialQueue(),
      record: NO_POST,
      offices: null,
      book: null,
      figures: null,
      dispatches: null,
      shelf: null,
      sign: null,
      verify: null,
      claiming: null,
      figuring: null,
      dispatching: null,
      documenting: null,
      courier: null,
      ready: Promise.resolve(),
    };
    desks.set(area, desk);
    desk.ready = (async () => {
      if (known !== undefined) {
        await end(known);
        await closeBooks(known);
      }
      const read = await readPost(layer, open.folder);
      if (read === null) log.write('post-record-damaged', { area });
      desk.record = read ?? NO_POST;
      desk.offices = await openKeptOffices(layer, open.folder);
      desk.book = await openClaimBook(layer, open.folder);
      desk.figures = await openFigureBook(layer, open.folder);
      desk.dispatches = await openDispatchBook(layer, open.folder);
      desk.shelf = await openDocumentShelf(layer, open.folder);
      await begin(area, desk);
    })();
    desk.ready.catch((error: unknown) => {
      log.bug(error);
    });
    return desk;
  };

  const stateOf = async ({ open, record, courier, offices, claiming, figuring }: Desk): Promise<Result<PostState>> => {
    const ledger = await open.journal.state();
    if (!ledger.ok) return ledger;
    const { count } = ledger.value;
    const { joined, acknowledgement, lowered } = record;
    const view = courier?.view() ?? { sending: false, trouble: null, clockMinutes: 0 };
    const believed = joined === null ? null : acknowledgement;
    return success({
      hub:
        joined === null
          ? null
          : { address: joined.address, hub: joined.hub, office: joined.office, since: joined.since },
      count,
      acknowledged: believed === null ? 0 : stillDurable(open, count, believed),
      acknowledgedAt: believed?.at ?? null,
      restsOn: believed?.restsOn ?? null,
      ...view,
      lowered: joined === null ? null : lowered,
      wantsOffice: joined !== null && ledger.value.troubles.length === 0 && !isSealed(open, offices),
      claims: claiming?.view() ?? NO_CLAIMS,
      figures: figuring?.view() ?? NO_FIGURES,
      restores: restoresOf(open, record, believed === null ? 0 : stillDurable(open, count, believed)),
    });
  };

  const atDesk = async <T>(area: Area, work: (desk: Desk) => Promise<Result<T>>): Promise<Result<T>> =>
    await parts.within(area, async (open) => {
      const desk = deskOf(area, open);
      await desk.ready;
      return await onDisk(() => work(desk));
    });

  const join = async (area: Area, desk: Desk, wish: { address: string; code: string }): Promise<Result<PostState>> => {
    const { journal } = desk.open;
    const ledger = await journal.state();
    if (!ledger.ok) return ledger;
    const { writer } = ledger.value;
    if (writer === null) return failed('post-not-joined', { reason: 'ledger-old', step: 'ledger' });
    const keys = desk.record.keys ?? (await makeSigningPair());
    // A disk that takes nothing is found before the code is used.
    await write(desk, { keys });
    const { publicKey } = keys;
    const outcome = await joinHub({ ...wish, area, writer, publicKey, now: parts.now });
    if (!outcome.ok) return failed('post-not-joined', { reason: outcome.code, step: outcome.step });
    await end(desk);
    desk.open.journal.hubKnows(null);
    await write(desk, { joined: outcome.joined, acknowledgement: null, lowered: null, kept: null, carried: null });
    log.write('post-joined', { area });
    await begin(area, desk);
    return await stateOf(desk);
  };

  const handlers: Pick<Posts['handlers'], Exclude<OwnChannel, 'post.stick'>> = {
    'post.state': async ({ area }) => await atDesk(area, stateOf),
    'post.join': async ({ area, address, code }) =>
      await atDesk(area, async (desk) => await desk.inTurn(() => onDisk(() => join(area, desk, { address, code })))),
    'post.leave': async ({ area }) =>
      await atDesk(
        area,
        async (desk) =>
          await desk.inTurn(() =>
            onDisk(async () => {
              await end(desk);
              desk.open.journal.hubKnows(null);
              await write(desk, { joined: null, acknowledgement: null, lowered: null, kept: null, carried: null });
              log.write('post-left', { area });
              return await stateOf(desk);
            }),
          ),
      ),
    'post.keep': async ({ area, office }) =>
      await atDesk(
        area,
        async (desk) =>
          await desk.inTurn(() =>
            onDisk(async () => {
              if (desk.offices === null || !isOfMarks(office, officeMarks(desk.open)))
                return failed('bad-request', { channel: 'post.keep', path: 'office' });
              await desk.offices.add(office);
              // Lines may have waited for it; whoever sealed it does not wait for the hub.
              void desk.courier?.sendNow();
              return await stateOf(desk);
            }),
          ),
      ),
    'post.send': async ({ area }) =>
      await atDesk(area, async (desk) => {
        await desk.courier?.sendNow();
        return await stateOf(desk);
      }),
  };
  const asking = async <T>(
    area: Area,
    work: (desk: DispatchDesk & DocumentDesk) => Promise<Result<T>>,
  ): Promise<Result<T>> =>
    await atDesk(
      area,
      async (desk) => await work({ ...desk, joined: desk.record.joined, wake: () => desk.courier?.wake() }),
    );
  const overview = overviewHandlers(
    layer,
    async (area, work) =>
      await atDesk(
        area,
        async (desk) =>
          await work({
            ...desk,
            joined: desk.record.joined,
            wake: () => desk.courier?.wake(),
            folder: desk.open.folder,
            acknowledged: () => desk.record.acknowledgement?.sequence ?? 0,
          }),
      ),
    handlers['post.state'],
  );
  return {
    handlers: {
      ...handlers,
      ...claimHandlers(asking, handlers['post.state']),
      ...rollHandlers(asking),
      ...overview,
      ...dispatchHandlers(asking),
      ...documentHandlers(asking),
      'post.stick': async ({ area, place }) =>
        await atDesk(
          area,
          async (desk) =>
            await desk.inTurn(async () => {
              const { courier } = desk;
              if (courier === null) return failed('post-stick-failed', { reason: 'not-joined' });
              const done = await carryByStick(layer, place, await courier.stick());
              if (!done.ok) return done;
              const state = await stateOf(desk);
              return state.ok ? success({ done: done.value, state: state.value }) : state;
            }),
        ),
    },
    opened: (area, open) => {
      deskOf(area, open);
    },
    appended: (area) => {
      desks.get(area)?.courier?.wake();
    },
    forget: async (area) => {
      const desk = desks.get(area);
      desks.delete(area);
      if (desk === undefined) return;
      await desk.ready.catch(() => undefined);
      await end(desk);
      await closeBooks(desk);
    },
    close: async () => {
      for (const desk of desks.values()) {
        await desk.ready.catch(() => undefined);
        await end(desk);
        await closeBooks(desk);
      }
      desks.clear();
    },
  };
}

/** How far the believed word holds for the ledger as it is now: a ledger that lost its end, or is another one, has nothing at the hub. */
function stillDurable(
  { journal }: OpenArea,
  count: number,
  { sequence, hash }: { readonly sequence: number; readonly hash: string },
): number {
  if (sequence > count) return 0;
  const here = sequence === 0 ? hash : journal.index().hashOf(sequence);
  return here === undefined || here === hash ? sequence : 0;
}

async function closeBooks({ book, figures, dispatches }: Desk): Promise<void> {
  await book?.close();
  await figures?.close();
  await dispatches?.close();
}

const isSealed = (open: OpenArea, offices: KeptOffices | null): boolean => {
  const marks = officeMarks(open);
  return marks === null || (offices?.all().some((office) => isOfMarks(office, marks)) ?? false);
};

/** Whether everything that is needed to open what the hub has lies at the hub as well. */
function restoresOf(open: OpenArea, { joined, kept }: PostRecord, acknowledged: number): PostState['restores'] {
  const marks = officeMarks(open);
  const { stands } = open.journal.index();
  const recorded = Math.max(stands.vault, stands.settings);
  const there = joined !== null && kept?.hub === joined.hub ? kept.office : null;
  if (marks === null || there === null || acknowledged < recorded) return 'not-yet';
  if (there.vault !== marks.vault.revision || there.settings !== marks.settings.revision) return 'not-yet';
  return there.recoverable ? 'yes' : 'no-recovery-key';
}
