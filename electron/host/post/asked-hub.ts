/** One question to the hub that an area joined, on behalf of the window, outside the courier's rounds. */
import type { Area } from '#shared/contract/area.ts';
import type { Result } from '#shared/contract/failure.ts';
import type { PostTroubleCode } from '#shared/contract/post.ts';
import type { LogName } from '#shared/post/heads.ts';
import { knownHub } from './certificate-check.ts';
import type { ClaimBook } from './claim-book.ts';
import { hubClient, type HubReply } from './hub-client.ts';
import type { Joined } from './post-record.ts';

/** What these calls need of the post of one area. */
export interface AskingDesk {
  readonly joined: Joined | null;
  readonly book: ClaimBook | null;
  readonly sign: ((text: string) => Promise<string>) | null;
  readonly verify: ((text: string, signature: string) => Promise<boolean>) | null;
  /** Something is to be exchanged. */
  readonly wake: () => void;
}

export type AtDesk = <T>(area: Area, work: (desk: AskingDesk) => Promise<Result<T>>) => Promise<Result<T>>;

const codeOf = (reply: Exclude<HubReply<unknown>, { ok: true }>): PostTroubleCode =>
  'problem' in reply ? reply.problem.code : reply.way;

/** One call to the hub that was joined, once its certificate is known to be its own. */
export async function asked<T>(
  area: Area,
  desk: AskingDesk,
  call: (
    client: ReturnType<typeof hubClient>,
    log: Omit<LogName, 'area'>,
    sign: (text: string) => Promise<string>,
  ) => Promise<HubReply<T>>,
): Promise<
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly why: PostTroubleCode | 'unjoined' }
> {
  const { joined, sign, verify } = desk;
  if (joined === null || sign === null || verify === null) return { ok: false, why: 'unjoined' };
  const client = hubClient(joined.address);
  try {
    const known = await knownHub(client, area, joined, verify);
    if ('code' in known) return { ok: false, why: known.code };
    const { office, window, generation } = joined;
    const reply = await call(client, { office, window, generation }, sign);
    return reply.ok ? reply : { ok: false, why: codeOf(reply) };
  } finally {
    client.close();
  }
}
