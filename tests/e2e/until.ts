import { setTimeout as sleep } from 'node:timers/promises';

/** Asks again until the answer satisfies; fails with the last answer. */
export async function until<T>(
  ask: () => T | Promise<T>,
  satisfied: (answer: T) => boolean,
  what: string,
  withinMs = Number(process.env['COUNTER_PATIENCE_MS'] ?? 20_000),
): Promise<T> {
  const end = Date.now() + withinMs;
  for (;;) {
    const answer = await ask();
    if (satisfied(answer)) return answer;
    if (Date.now() > end) throw new Error(`${what}: still ${JSON.stringify(answer)}`);
    await sleep(50);
  }
}
