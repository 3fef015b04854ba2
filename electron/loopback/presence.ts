/**
 * Who is looking: every window holds an event stream open. The child process of a browser says nothing about its windows
 * (it may hand over to another process and end at once), so only this decides when the host may end.
 */
import type { ServerResponse } from 'node:http';

const KEEP_ALIVE_MS = 15_000;

export interface Presence {
  /** Turns an answer into the stream of one window. */
  attach(response: ServerResponse): void;
  readonly count: number;
  /** Whether any window ever came. */
  readonly seen: boolean;
  close(): void;
}

/** `onEmpty` runs when the last window has been gone for `lingerMs`; `null`: never. */
export function createPresence(lingerMs: number | null, onEmpty: () => void): Presence {
  const streams = new Set<ServerResponse>();
  let seen = false;
  let timer: NodeJS.Timeout | null = null;
  const keepAlive = setInterval(() => {
    for (const stream of streams) stream.write(': here\n\n');
  }, KEEP_ALIVE_MS);
  keepAlive.unref();
  const leave = (stream: ServerResponse): void => {
    streams.delete(stream);
    if (streams.size > 0 || lingerMs === null) return;
    timer = setTimeout(onEmpty, lingerMs);
  };
  return {
    attach(response) {
      seen = true;
      if (timer !== null) clearTimeout(timer);
      timer = null;
      streams.add(response);
      response.once('close', () => {
        leave(response);
      });
      response.write('retry: 1000\n\nevent: here\ndata: 1\n\n');
    },
    get count() {
      return streams.size;
    },
    get seen() {
      return seen;
    },
    close() {
      clearInterval(keepAlive);
      if (timer !== null) clearTimeout(timer);
      for (const stream of streams) stream.end();
    },
  };
}
