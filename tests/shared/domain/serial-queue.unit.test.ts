import { expect, it } from 'vitest';
import { serialQueue } from '#shared/domain/serial-queue.ts';

it('starts what comes later when everything before has ended, well or badly', async () => {
  const told: string[] = [];
  const inTurn = serialQueue();
  let release = (): void => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const first = inTurn(async () => {
    told.push('first begins');
    await held;
    told.push('first fails');
    throw new Error('full disk');
  });
  const second = inTurn(async () => {
    await Promise.resolve();
    told.push('second');
    return 2;
  });
  await Promise.resolve();
  expect(told).toEqual(['first begins']);
  release();
  await expect(first).rejects.toThrow('full disk');
  await expect(second).resolves.toBe(2);
  expect(told).toEqual(['first begins', 'first fails', 'second']);
});
