/** The calls about the overview of the office: telling figures, asking for it, and the last answer (`post-overview.json`) for when nobody answers. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import type { Area } from '#shared/contract/area.ts';
import { failed, success, type Result } from '#shared/contract/failure.ts';
import type { ChannelHandlers } from '#shared/contract/host.ts';
import { GivenOverview, type PostTroubleCode } from '#shared/contract/post.ts';
import {
  added,
  type OfficeOverview,
  type OverviewWish,
  type WindowOverview,
} from '#shared/casework/office-overview.ts';
import { overviewPageText, overviewText, type OverviewPage } from '#shared/post/overview.ts';
import { POST_VERSION } from '#shared/post/parts.ts';
import type { FileLayer } from '../file-layer.ts';
import { readJsonFile, writeSmall } from '../json-file.ts';
import { asked, type AskingDesk } from './asked-hub.ts';
import type { Courier } from './courier.ts';
import type { FigureBook } from './figure-book.ts';
import type { HubClient, HubReply } from './hub-client.ts';
import type { Joined } from './post-record.ts';

export type OverviewChannel = 'post.tellFigures' | 'post.overview' | 'post.lastOverview';

export interface OverviewDesk extends AskingDesk {
  readonly figures: FigureBook | null;
  readonly courier: Courier | null;
  readonly folder: string;
  /** Entries that the hub is believed to have. */
  readonly acknowledged: () => number;
}

type AtDesk = <T>(area: Area, work: (desk: OverviewDesk) => Promise<Result<T>>) => Promise<Result<T>>;

/** More than any office has; a hub that never comes to an end is none. */
const MOST_PAGES = 50;
/** Nobody who could be asked. */
const AWAY = new Set<PostTroubleCode>(['unreachable', 'timed-out', 'no-hub', 'hub-changed', 'busy', 'unavailable']);

const KeptOverview = z.object({ version: z.literal(1), hub: z.uuid(), office: z.uuid(), given: GivenOverview });

const pathOf = (folder: string): string => join(folder, 'post-overview.json');

async function lastGiven(layer: FileLayer, { folder, joined }: OverviewDesk): Promise<GivenOverview | null> {
  const read = await readJsonFile(layer, pathOf(folder), KeptOverview);
  if (read.state !== 'good' || joined === null) return null;
  const { hub, office, given } = read.value;
  return hub === joined.hub && office === joined.office && given.window === joined.window ? given : null;
}

interface Asking {
  readonly client: HubClient;
  readonly sign: (text: string) => Promise<string>;
  readonly verify: (text: string, signature: string) => Promise<boolean>;
  readonly area: Area;
  readonly joined: Joined;
  readonly wish: OverviewWish;
}

/** One page, proved; `foreign`: not signed by the hub that was joined, or for somebody else. */
async function pageAfter(
  after: string | null,
  { client, sign, verify, area, joined, wish }: Asking,
): Promise<HubReply<OverviewPage | 'foreign'>> {
  const { hub, office, window, generation } = joined;
  const nonce = randomUUID();
  const unsigned = { office, area, window, generation, ...wish, after, nonce };
  const signature = await sign(overviewText(unsigned));
  const reply = await client.call('overview', { ...unsigned, version: POST_VERSION, signature });
  if (!reply.ok) return reply;
  const page = reply.value;
  const named = page.hub === hub && page.office === office && page.area === area && page.window === window;
  const ours = named && page.generation === generation && page.nonce === nonce;
  const proved = ours && (await verify(overviewPageText(page), page.signature));
  return { ok: true, value: proved ? page : 'foreign' };
}

/** All pages as one; windows come in the order of their ids, each once. */
async function wholeOverview(asking: Asking): Promise<HubReply<OfficeOverview | 'foreign' | 'odd'>> {
  const windows: WindowOverview[] = [];
  let first: OverviewPage | null = null;
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    const reply = await pageAfter(windows.at(-1)?.window ?? null, asking);
    if (!reply.ok) return reply;
    const page = reply.value;
    if (page === 'foreign') return { ok: true, value: page };
    first ??= page;
    for (const one of page.windows) {
      if (one.window <= (windows.at(-1)?.window ?? '')) return { ok: true, value: 'odd' };
      windows.push(one);
    }
    if (page.more && page.windows.length > 0) continue;
    const { at, days, claims } = first;
    // Sums that no office can have; what is added up here could not be shown.
    if (
      ![windows.flatMap(({ statuses }) => statuses), days].every((rows) => Number.isSafeInteger(added(rows).amountFen))
    )
      return { ok: true, value: 'odd' };
    const sorted = windows.toSorted((one, other) => (one.prefix < other.prefix ? -1 : 1));
    const sums = claims ?? { persons: 0, twice: 0 };
    return { ok: true, value: { ...asking.wish, at, windows: sorted, days, claims: sums } };
  }
  return { ok: true, value: 'odd' };
}

interface OwnState {
  readonly isTold: boolean;
  readonly sums: string;
  readonly acknowledged: number;
}
const ownState = (book: FigureBook | null, acknowledged: number): OwnState => ({
  isTold: book?.isTold ?? false,
  sums: JSON.stringify([book?.sums, book?.mark?.told]),
  acknowledged,
});

/** The one row of an overview that this window can judge: its own. */
function judgedOwn(overview: OfficeOverview, window: string, before: OwnState, after: OwnState): GivenOverview['own'] {
  const row = overview.windows.find((one) => one.window === window);
  if (row === undefined || row.held < before.acknowledged) return 'differs';
  if (!before.isTold || !after.isTold || before.sums !== after.sums) return 'open';
  return JSON.stringify([added(row.statuses), row.toldAt]) === before.sums ? 'agrees' : 'differs';
}

export function overviewHandlers(
  layer: FileLayer,
  atDesk: AtDesk,
  stateOf: ChannelHandlers['post.state'],
): Pick<ChannelHandlers, OverviewChannel> {
  const askAnew = async (area: Area, desk: OverviewDesk, wish: OverviewWish) => {
    const { joined, verify, courier, figures } = desk;
    if (joined === null || verify === null || courier === null) return 'unjoined' as const;
    await courier.sendNow();
    const { trouble } = courier.view();
    if (trouble !== null && AWAY.has(trouble.code)) return trouble.code;
    const before = ownState(figures, desk.acknowledged());
    const reply = await asked(area, desk, async (client, _log, sign) =>
      wholeOverview({ client, sign, verify, area, joined, wish }),
    );
    if (!reply.ok) return reply.why;
    if (reply.value === 'foreign') return 'hub-changed' as const;
    if (reply.value === 'odd') return 'hub-contradicts' as const;
    const own = judgedOwn(reply.value, joined.window, before, ownState(figures, desk.acknowledged()));
    const given: GivenOverview = { overview: reply.value, window: joined.window, own };
    await writeSmall(layer, pathOf(desk.folder), { version: 1, hub: joined.hub, office: joined.office, given });
    return given;
  };

  return {
    'post.tellFigures': async ({ area, ...told }) => {
      const taken = await atDesk(area, async ({ figures, wake }) => {
        const done =
          figures === null ? failed('bad-request', { channel: 'post.tellFigures' }) : await figures.tell(told);
        if (done.ok) wake();
        return done;
      });
      return taken.ok ? await stateOf({ area }) : taken;
    },
    'post.overview': async ({ area, ...wish }) =>
      await atDesk(area, async (desk) => {
        const answer = await askAnew(area, desk, wish);
        if (typeof answer === 'object') return success({ given: answer, trouble: null });
        const trouble = answer === 'unjoined' ? null : answer;
        return success({ given: await lastGiven(layer, desk), trouble });
      }),
    'post.lastOverview': async ({ area }) =>
      await atDesk(area, async (desk) => success({ given: await lastGiven(layer, desk), trouble: null })),
  };
}
