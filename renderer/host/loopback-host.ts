/** @file Runs in a browser window: the host behind HTTP on this machine. */
import type { Channel } from '#shared/contract/channels.ts';
import { failed, type Failure, type Result } from '#shared/contract/failure.ts';
import { checkAnswer, type Host } from '#shared/contract/host.ts';
import { CHANNEL_PATH, INSTANCE_HEADER, PRESENCE_PATH } from '#shared/contract/http.ts';

/** An answer from the same machine that takes longer than this is none. Milliseconds. */
const ANSWER_WITHIN_MS = 20_000;
/** Channels that may carry megabytes or wait for a person. */
const SLOW: Partial<Record<Channel, number>> = {
  'journal.read': 60_000,
  'contentKeys.read': 60_000,
  'contentKeys.put': 60_000,
  'journal.append': 60_000,
  'journal.state': 600_000,
  'journal.mend': 120_000,
  'vault.read': 600_000,
  'settings.read': 600_000,
  'area.reset': 60_000,
  'export.append': 120_000,
  'export.commit': 120_000,
  'samples.write': 60_000,
};
const RECONNECT_CHECK_MS = 1500;
const CHECKS_BEFORE_LOST = 3;

export interface LoopbackParts {
  readonly fetch: typeof fetch;
  readonly openStream: (path: string) => EventSource;
  readonly wait: (ms: number) => Promise<void>;
}

const browserParts: LoopbackParts = {
  fetch: async (input, init) => await fetch(input, init),
  openStream: (path) => new EventSource(path),
  wait: async (ms) => {
    await new Promise((resolve) => {
      setTimeout(resolve, ms);
    });
  },
};

export interface LoopbackHost extends Host {
  /** Holds the presence stream. `onLost` runs once, when this host is gone or another one answers. */
  watch(onLost: (failure: Failure) => void): void;
}

/** Calls over HTTP. The first answer fixes which start of the host this window belongs to. */
export function loopbackHost(parts: LoopbackParts = browserParts): LoopbackHost {
  let instance: string | null = null;
  let lost: Failure | null = null;
  let listener: ((failure: Failure) => void) | null = null;

  const lose = (failure: Failure): void => {
    if (lost !== null) return;
    lost = failure;
    listener?.(failure);
  };
  const belongs = (answering: string | null): boolean => {
    instance ??= answering;
    if (answering !== null && answering === instance) return true;
    lose({ code: 'host-restarted' });
    return false;
  };

  const request = async (channel: Channel, body: unknown): Promise<Result<unknown>> => {
    const response = await parts.fetch(`${CHANNEL_PATH}${channel}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
      cache: 'no-store',
      credentials: 'same-origin',
      signal: AbortSignal.timeout(SLOW[channel] ?? ANSWER_WITHIN_MS),
    });
    if (!belongs(response.headers.get(INSTANCE_HEADER))) return failed('host-restarted');
    return (await response.json()) as Result<unknown>;
  };

  const call: Host['call'] = async (channel, body) => {
    if (lost?.code === 'host-restarted') return failed('host-restarted');
    try {
      return checkAnswer(channel, await request(channel, body));
    } catch {
      return failed('host-unreachable');
    }
  };

  /** The stream broke: a restart, an end, or only a nap of the machine. */
  const checkAfterBreak = async (): Promise<void> => {
    for (let check = 0; check < CHECKS_BEFORE_LOST; check += 1) {
      const result = await call('host.describe', {});
      if (result.ok || result.failure.code !== 'host-unreachable') return;
      await parts.wait(RECONNECT_CHECK_MS);
    }
    lose({ code: 'host-unreachable' });
  };

  return {
    call,
    watch(onLost) {
      listener = onLost;
      if (lost !== null) onLost(lost);
      const stream = parts.openStream(PRESENCE_PATH);
      let checking = false;
      stream.addEventListener('instance', (event) => {
        if (!belongs(String((event as MessageEvent<unknown>).data))) stream.close();
      });
      stream.addEventListener('error', () => {
        if (checking || lost !== null) return;
        checking = true;
        void checkAfterBreak().finally(() => {
          checking = false;
          if (lost !== null) stream.close();
        });
      });
    },
  };
}
