/** Why the post stops, from what the hub or the way to it said. */
import { expect, it } from 'vitest';
import { stopOf } from '#electron/host/post/stop.ts';

it('names the way that failed, or the problem and how long the hub asked to wait', () => {
  const busy = { code: 'busy', retryAfterSeconds: 30 } as const;
  expect(stopOf({ ok: false, way: 'no-answer' } as never, 'ledger')).toEqual({ code: 'no-answer', step: 'ledger' });
  expect(stopOf({ ok: false, problem: busy } as never, 'claims')).toEqual({
    code: 'busy',
    step: 'claims',
    seconds: 30,
  });
  expect(stopOf({ ok: false, problem: { code: 'signature' } } as never, 'figures')).toEqual({
    code: 'signature',
    step: 'figures',
    seconds: 0,
  });
});
