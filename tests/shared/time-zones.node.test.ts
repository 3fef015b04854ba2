/** The same bytes in UTC−11, UTC+8 and UTC+14: decisions, days, papers, rosters, exports, the training county. */
import { afterEach, describe, expect, it, vi } from 'vitest';

const zones = { 'Pacific/Pago_Pago': 660, 'Asia/Shanghai': -480, 'Pacific/Kiritimati': -840 } as const;
const own = process.env['TZ'];

afterEach(() => {
  if (own === undefined) delete process.env['TZ'];
  else process.env['TZ'] = own;
});

/** Everything is loaded anew, so that what is worked out while loading is worked out in the zone as well. */
async function outputsIn(zone: keyof typeof zones): Promise<Readonly<Record<string, string>>> {
  process.env['TZ'] = zone;
  expect(new Date(Date.UTC(2022, 7, 22)).getTimezoneOffset()).toBe(zones[zone]);
  vi.resetModules();
  const { zoneOutputs } = await import('#tests/builders/zone-outputs.ts');
  return zoneOutputs();
}

describe('in every time zone', () => {
  it('the same bytes are made', { timeout: 180_000 }, async () => {
    const first = await outputsIn('Asia/Shanghai');
    expect(Object.keys(first)).toHaveLength(6);
    expect(new Set(Object.values(first)).size).toBe(6);
    expect(await outputsIn('Pacific/Pago_Pago')).toEqual(first);
    expect(await outputsIn('Pacific/Kiritimati')).toEqual(first);
  });
});
