/** The real program on the real disk, killed at random points. (What a kill cannot show, the simulated disk does.) */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { diskLayer } from '#electron/host/file-layer.ts';
import { machineIdentity } from '#electron/host/machine.ts';
import { buildEntry } from '#tests/electron/built-entry.ts';
import { openTestJournal } from './open-test-journal.ts';

const CYCLES = 110;

describe('kill -9', () => {
  const folder = mkdtempSync(join(tmpdir(), 'counter-kill-'));
  let child = '';
  beforeAll(async () => {
    child = await buildEntry('tests/electron/host/appending-child.ts', folder, 'child');
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  /** Runs the child until it has said `lines` things and a moment more; what it said. */
  const runAndKill = async (lines: number, momentMs: number): Promise<string[]> =>
    await new Promise((resolve, reject) => {
      const running = spawn(process.execPath, [child, join(folder, 'data')], { stdio: ['ignore', 'pipe', 'pipe'] });
      let said = '';
      let complaint = '';
      let killing = false;
      running.stderr.on('data', (text: Buffer) => {
        complaint += text.toString();
      });
      running.stdout.on('data', (text: Buffer) => {
        said += text.toString();
        if (killing || said.split('\n').length <= lines) return;
        killing = true;
        setTimeout(() => running.kill('SIGKILL'), momentMs);
      });
      running.once('close', (_code, signal) => {
        if (signal === 'SIGKILL') resolve(said.split('\n').slice(1, -1));
        else reject(new Error(complaint));
      });
    });

  it(`loses nothing acknowledged and reuses no number over ${CYCLES} kills`, { timeout: 480_000 }, async () => {
    const acknowledged: string[] = [];
    for (let cycle = 0; cycle < CYCLES; cycle += 1)
      acknowledged.push(...(await runAndKill(1 + (cycle % 4), (cycle * 7) % 5)));
    const { journal, contentKeys, state, close } = await openTestJournal(diskLayer, join(folder, 'data/areas/office'), {
      bare: true,
      machine: await machineIdentity(process.env),
      witness: join(folder, 'data-witness'),
    });
    const { count, troubles } = await state();
    expect(troubles).toEqual([]);
    const keys = await contentKeys.read();
    const stored: string[] = [];
    const numbers: number[] = [];
    for (let after = 0; after < count;) {
      const read = await journal.read(after, 5000);
      if (!read.ok) throw new Error(read.failure.code);
      for (const { header } of read.value) {
        if (header.kind === 'window') continue;
        const value = header.numbers[0]?.value ?? 0;
        stored.push(`${header.sequence} ${header.entryId} ${value} ${header.subjectId}`);
        numbers.push(value);
        expect(keys).toHaveProperty(header.subjectId);
      }
      after += read.value.length;
    }
    expect(acknowledged.length).toBeGreaterThan(CYCLES);
    const storedSet = new Set(stored);
    expect(acknowledged.filter((line) => !storedSet.has(line))).toEqual([]);
    expect(numbers).toEqual(numbers.map((_value, index) => index + 1));
    await close();
  });
});
