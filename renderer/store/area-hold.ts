/**
 * One window at a time in an area. Two windows over one working copy would each decide on a list that the other has
 * changed meanwhile: a person taken twice, a confirmed entry asked about again. The browser gives the hold back when a
 * window dies; a living one is asked and locks itself.
 */
import type { Area } from '#shared/contract/channels.ts';

/** How long a window that was asked may take to put away what it has open. */
const PATIENCE_MS = 10_000;

export interface AreaHold {
  /** `listener` runs when another window wants the area. */
  onWanted(listener: () => void): void;
  release(): void;
}

/** Holds the area of this name; `null` where another window does. `insist`: asks that window and waits for it. */
export type HoldArea = (name: string, insist: boolean) => Promise<AreaHold | null>;

/** One name an installation and area, as the databases have it. */
export function holdName(area: Area, installationId: string): string {
  return `counter-area-${area}-${installationId}`;
}

/** {@link HoldArea} over the browser's own locks; they end with the window, however it ends. */
export const holdArea: HoldArea = async (name, insist) => {
  const channel = new BroadcastChannel(name);
  const ask = channel.postMessage.bind(channel);
  if (insist) ask('wanted');
  const held = await new Promise<(() => void) | null>((resolve) => {
    const keep = (lock: Lock | null): Promise<void> | undefined => {
      if (lock === null) {
        resolve(null);
        return undefined;
      }
      return new Promise<void>((release) => {
        resolve(release);
      });
    };
    const options = insist ? { signal: AbortSignal.timeout(PATIENCE_MS) } : { ifAvailable: true };
    navigator.locks.request(name, options, keep).catch(() => resolve(null));
  });
  if (held === null) {
    channel.close();
    return null;
  }
  return {
    onWanted: (listener) => channel.addEventListener('message', listener),
    release: () => {
      channel.close();
      held();
    },
  };
};
