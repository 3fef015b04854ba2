/** A short run of the campaign `kill`: the real host, killed while it works, loses nothing and gives no number twice. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { buildEntry } from '#tests/electron/built-entry.ts';
import { killedHost } from './killed-host.ts';
import { randomFrom } from './random.ts';

it('five kills while entries, purges and backups are written', { timeout: 120_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'counter-kill-program-'));
  try {
    const program = await buildEntry('electron/loopback/main.ts', folder, 'loopback');
    const sums = await killedHost({ program, kills: 5, random: randomFrom(3), onProgress: () => undefined });
    expect(sums).toMatchObject({ kills: 5, lost: 0, reusedNumbers: 0, gaps: 0 });
    expect(sums.acknowledged).toBeGreaterThan(5);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
