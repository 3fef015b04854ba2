/** Real windows in the campaign `sync`: the product's host with its journal and courier, saving while a lossy link is all it has, started again now and then. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { aHost, type TestHost } from '#tests/builders/a-host.ts';
import type { TestHub } from '#tests/builders/a-hub.ts';
import { keptForHub } from '#tests/builders/a-sealed-office.ts';
import { claimSomething, wronglyMet, type Truth } from './claims-in-common.ts';
import { anOffice, append, endOf, found } from '#tests/builders/host-requests.ts';

const area = 'training';
const PATIENCE_MS = 240_000;

export interface CourierWish {
  readonly number: number;
  readonly entries: number;
  /** Port of the lossy link to a hub. */
  readonly port: number;
  readonly random: () => number;
  /** What every courier claims, and the moment when none of them changes anything any more. */
  readonly truth: Truth;
  readonly together: () => Promise<void>;
}

export interface CourierSums {
  readonly sent: number;
  readonly lost: number;
  readonly duplicated: number;
  readonly met: number;
  /** Meetings that were missed, or told and not so. */
  readonly wronglyMet: number;
  /** Where each claim stands in the office's order, as this window has it. */
  readonly places: ReadonlyMap<string, number>;
}

async function joined(window: TestHost, own: TestHub, port: number): Promise<void> {
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end;) {
    const code = (await own.store.invite(null).catch(() => null))?.code ?? '';
    const done = await window.host.call('post.join', { area, address: `http://127.0.0.1:${port}`, code });
    if (done.ok) return await keptForHub(window.host, area);
    await pause(50);
  }
  throw new Error('a window never joined');
}

/** Whether everything is acknowledged; asks and sends at once. */
async function finished(window: TestHost): Promise<boolean> {
  const state = await window.host.call('post.send', { area });
  return state.ok && state.value.acknowledged === state.value.count;
}

/** Saves, ships, is started again; answers with what of its ledger the hub does not have, to the byte. */
export async function courierWindow(own: TestHub, wish: CourierWish): Promise<CourierSums> {
  const window = await aHost();
  try {
    await found(window.host, area, anOffice({ receiptPrefix: `R${wish.number}` }));
    await joined(window, own, wish.port);
    const self = (await endOf(window.host, area)).writer?.window ?? '';
    const claimed = new Map<string, readonly string[]>();
    wish.truth.set(self, claimed);
    for (let entry = 0; entry < wish.entries; entry += 1) {
      if (wish.random() < 0.5) await claimSomething(window, area, claimed, wish.random);
      const saved = await append(window.host, area);
      if (!saved.ok) throw new Error(`not saved: ${saved.failure.code}`);
      if (wish.random() < 0.05) await window.restart();
      if (wish.random() < 0.3) await pause(wish.random() * 120);
    }
    const end = Date.now() + PATIENCE_MS;
    while (!(await finished(window)) && Date.now() < end) await pause(30);
    await wish.together();
    const { met, wrong, places } = await wronglyMet(window, area, self, wish.truth);
    return { ...(await compared(own, window)), met, wronglyMet: wrong, places };
  } finally {
    await window.end();
  }
}

async function compared(own: TestHub, window: TestHost): Promise<Pick<CourierSums, 'sent' | 'lost' | 'duplicated'>> {
  const text = await readFile(join(window.folder, 'areas', area, 'journal.jsonl'), 'utf8');
  const lines = text.split('\n').slice(0, -1);
  const { writer } = await endOf(window.host, area);
  const rows = await own.database.rows<{ line: string }>(
    'SELECT line FROM unit WHERE window_id = $1 ORDER BY sequence',
    [writer?.window],
  );
  const lost = lines.filter((line, at) => rows[at]?.line !== line).length;
  return { sent: lines.length, lost, duplicated: rows.length - new Set(rows.map((row) => row.line)).size };
}
