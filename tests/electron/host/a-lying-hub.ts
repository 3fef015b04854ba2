/** The hub of the scene with somebody in its place who has its key: every answer may be changed, and is signed anew where that is wished. */
import type { FiguresTaken } from '#shared/post/figures.ts';
import { figuresTakenText } from '#shared/post/figures.ts';
import { claimsPageText, type ClaimsPage } from '#shared/post/claims.ts';
import { acknowledgementText, type Acknowledgement } from '#shared/post/heads.ts';
import { overviewPageText, type OverviewPage } from '#shared/post/overview.ts';
import { aLiar, hub, relayed } from './a-post-scene.ts';

/** An answer as it is, and how it is told instead; `undefined`: as it is. */
export type Lie = (path: string, answer: unknown, asked: Buffer) => Promise<unknown>;

export async function aLyingHub() {
  let lie: Lie | null = null;
  const liar = await aLiar(async (path, body) => {
    const answered = await fetch(`${hub.url}${path}`, path === '/v1/about' ? {} : relayed(body));
    const answer: unknown = await answered.json();
    return (await lie?.(path, answer, body)) ?? answer;
  });
  return {
    ...liar,
    lies: (next: Lie | null) => {
      lie = next;
    },
  };
}

/** Signed by the hub's own key, whatever it says. */
export const signed = {
  acknowledgement: async (given: Acknowledgement): Promise<Acknowledgement> => ({
    ...given,
    signature: await hub.hub.sign(acknowledgementText(given)),
  }),
  claims: async (page: ClaimsPage): Promise<ClaimsPage> => ({
    ...page,
    signature: await hub.hub.sign(claimsPageText(page)),
  }),
  figures: async (taken: FiguresTaken): Promise<FiguresTaken> => ({
    ...taken,
    signature: await hub.hub.sign(figuresTakenText(taken)),
  }),
  overview: async (page: OverviewPage): Promise<OverviewPage> => ({
    ...page,
    signature: await hub.hub.sign(overviewPageText(page)),
  }),
};
