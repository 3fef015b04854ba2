/**
 * How much is let in at once. Over the bounds a run is sent away with a time, before its body is read: a hub that queues without end
 * answers nobody in time. The time grows with what waits and is spread, so that windows do not come back all together.
 */
export interface AdmissionLimits {
  /** Requests with a body, being read or worked on. */
  readonly requests: number;
  /** Their bytes as announced. */
  readonly bytes: number;
  /** Runs of one window. */
  readonly ofOneWindow: number;
  /** Runs of one office. */
  readonly ofOneOffice: number;
}

export const usualLimits: AdmissionLimits = { requests: 256, bytes: 256 << 20, ofOneWindow: 2, ofOneOffice: 128 };

export interface Admission {
  /** `null` when it is let in, else seconds to wait; each admitted one is ended once. */
  enter(bytes: number): number | null;
  leave(bytes: number): void;
  enterLog(office: string, window: string): number | null;
  leaveLog(office: string, window: string): void;
  current(): { readonly requests: number; readonly bytes: number };
}

const LEAST_SECONDS = 1;
const MOST_SECONDS = 30;

/** `random`: numbers in [0, 1). */
export function admission(limits: AdmissionLimits, random: () => number): Admission {
  let requests = 0;
  let bytes = 0;
  const inside = new Map<string, number>();
  const wait = (): number => {
    const load = Math.min(MOST_SECONDS, LEAST_SECONDS + requests / 64);
    return Math.ceil((load + load * random()) * 10) / 10;
  };
  const count = (key: string, by: number): void => {
    const next = (inside.get(key) ?? 0) + by;
    if (next > 0) inside.set(key, next);
    else inside.delete(key);
  };
  return {
    enter(more) {
      // One request is let in whatever its size: its own limit is judged when it is read.
      if (requests >= limits.requests || (requests > 0 && bytes + more > limits.bytes)) return wait();
      requests += 1;
      bytes += more;
      return null;
    },
    leave(more) {
      requests -= 1;
      bytes -= more;
    },
    enterLog(office, window) {
      const own = `${office} ${window}`;
      if ((inside.get(own) ?? 0) >= limits.ofOneWindow || (inside.get(office) ?? 0) >= limits.ofOneOffice)
        return wait();
      count(own, 1);
      count(office, 1);
      return null;
    },
    leaveLog(office, window) {
      count(`${office} ${window}`, -1);
      count(office, -1);
    },
    current: () => ({ requests, bytes }),
  };
}
