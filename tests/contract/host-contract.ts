/** One suite that every host passes, over its own transport, with a real data folder. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CONTRACT_VERSION, type Channel, type ChannelResponse } from '#shared/contract/channels.ts';
import type { Host } from '#shared/contract/host.ts';
import { GENESIS } from '#shared/casework/journal.ts';
import { hashedText } from '#shared/casework/journal-line.ts';
import { fastHash } from '#electron/host/journal-file.ts';
import {
  NOTHING_YET,
  aFounding,
  after,
  anEntry,
  anOffice,
  append,
  aVault,
  endOf,
  found,
  vaultMark,
  type EntryWish,
} from '#tests/builders/host-requests.ts';

export interface ContractHost {
  readonly host: Host;
  readonly dataFolder: string;
  /** Sends anything, past the types. */
  raw(channel: string, request: unknown): Promise<unknown>;
  /** Ends the host and starts it again on the same folder; `meanwhile` runs in between. */
  restart(meanwhile?: () => void): Promise<ContractHost>;
  stop(): Promise<void>;
}

async function value<C extends Channel>(
  host: Host,
  channel: C,
  request: Parameters<typeof host.call<C>>[1],
): Promise<ChannelResponse<C>> {
  const result = await host.call(channel, request);
  if (!result.ok) throw new Error(`${channel}: ${JSON.stringify(result.failure)}`);
  return result.value;
}

export function hostContract(name: string, kind: 'electron' | 'loopback', start: () => Promise<ContractHost>): void {
  describe(`${name}: host contract`, () => {
    let running: ContractHost;
    beforeEach(async () => {
      running = await start();
    });
    afterEach(async () => {
      await running.stop();
    });
    const training = { area: 'training' as const };
    const setUp = async (): Promise<void> => {
      await found(running.host, 'training');
    };
    const made = async (wish: EntryWish = {}) => {
      const appended = await append(running.host, 'training', wish);
      if (!appended.ok) throw new Error(JSON.stringify(appended.failure));
      return appended.value;
    };
    const state = async () => await value(running.host, 'journal.state', training);

    it('says who it is', async () => {
      const description = await value(running.host, 'host.describe', {});
      expect(description).toMatchObject({
        contractVersion: CONTRACT_VERSION,
        kind,
        trainingOnly: false,
        areas: [],
        storesCreated: [],
      });
      expect(description.installationId).toMatch(/^[0-9a-f-]{36}$/u);
    });

    it('answers a bad request as data, with the place', async () => {
      const entry = anEntry(NOTHING_YET);
      const bad = { ...entry, header: { ...entry.header, on: '2022-02-30' } };
      expect(await running.raw('journal.append', { area: 'training', entry: bad })).toMatchObject({
        ok: false,
        failure: { code: 'bad-request', detail: { path: 'entry.header.on' } },
      });
      expect(await running.raw('export.begin', { area: 'office', folderName: '../up' })).toMatchObject({
        failure: { code: 'bad-request' },
      });
    });

    it('remembers areas, stores and itself over a restart', async () => {
      const before = await value(running.host, 'host.describe', {});
      await setUp();
      await value(running.host, 'area.storeCreated', training);
      running = await running.restart();
      const after = await value(running.host, 'host.describe', {});
      expect(after).toMatchObject({
        areas: ['training'],
        storesCreated: ['training'],
        installationId: before.installationId,
      });
    });

    it('keeps the vault by revision: who read an older one is refused', async () => {
      expect(await value(running.host, 'vault.read', training)).toEqual({ vault: null });
      await setUp();
      const change = async (expectedRevision: number) => {
        const vault = aVault(expectedRevision + 1);
        const marks = { vault: vaultMark(vault) };
        const entry = anEntry(await endOf(running.host, 'training'), { kind: 'office', takeNumbers: [], marks });
        return { ...training, expectedRevision, vault, entry };
      };
      const late = await change(1);
      await value(running.host, 'vault.write', await change(1));
      expect(await running.host.call('vault.write', late)).toMatchObject({
        ok: false,
        failure: { code: 'vault-changed-meanwhile', detail: { expected: 1, found: 2 } },
      });
      expect(await value(running.host, 'vault.read', training)).toEqual({ vault: aVault(2) });
      expect(await value(running.host, 'vault.read', { area: 'office' })).toEqual({ vault: null });
      expect(await state()).toMatchObject({ count: 2, stands: [2, 1, 1], recorded: { vault: 2, settings: 1 } });
    });

    it('takes no entry while nothing is set up, and sets nothing up twice', async () => {
      const refused = await running.host.call('journal.append', { ...training, entry: anEntry(NOTHING_YET) });
      expect(refused).toMatchObject({ ok: false, failure: { code: 'bad-request', detail: { path: 'area' } } });
      await setUp();
      const { machine, installationId: installation } = await value(running.host, 'host.describe', {});
      const again = { ...training, ...aFounding({ machine, installation }), known: true };
      expect(await running.host.call('area.create', again)).toMatchObject({
        ok: false,
        failure: { code: 'area-exists' },
      });
      expect(await state()).toMatchObject({ count: 1, tally: [], troubles: [] });
    });

    it('numbers without gaps, per series and year', async () => {
      await setUp();
      const taken: string[] = [];
      for (const on of ['2022-12-30', '2022-12-31', '2023-01-01', '2022-12-31'])
        for (const { year, prefix, value: n } of (await made({ on })).numbers) taken.push(`${year}/${prefix}/${n}`);
      expect(taken).toEqual(['2022/W03/1', '2022/W03/2', '2023/W03/1', '2022/W03/3']);
      expect(await made({ kind: 'export', takeNumbers: ['batch'] })).toMatchObject({
        sequence: 6,
        numbers: [{ series: 'batch', year: 2022, value: 1 }],
      });
      expect((await state()).tally).toEqual([
        ['batch', 2022, 'W03', 1],
        ['case', 2022, 'W03', 3],
        ['case', 2023, 'W03', 1],
      ]);
    });

    it('takes one of several that ask at once for the same place, and tells the others that it moved', async () => {
      await setUp();
      const end = await endOf(running.host, 'training');
      const asked = await Promise.all(
        [1, 2, 3, 4].map(async () => await running.host.call('journal.append', { ...training, entry: anEntry(end) })),
      );
      expect(asked.map((one) => (one.ok ? 'taken' : one.failure.code)).sort()).toEqual([
        'journal-moved',
        'journal-moved',
        'journal-moved',
        'taken',
      ]);
      expect(await state()).toMatchObject({ count: 2, tally: [['case', 2022, 'W03', 1]] });
    });

    it('chains every entry and gives back what was written', async () => {
      await setUp();
      let end = await endOf(running.host, 'training');
      const sealed: string[] = [];
      for (const wish of [{}, { kind: 'print', takeNumbers: [] }, {}] as const) {
        const entry = anEntry(end, wish);
        await value(running.host, 'journal.append', { ...training, entry });
        sealed.push(entry.sealed);
        end = after(entry, end);
      }
      running = await running.restart();
      const { entries: read } = await value(running.host, 'journal.read', { ...training, after: 0, limit: 5000 });
      expect(read.slice(1).map((entry) => entry.sealed)).toEqual(sealed);
      let previous = GENESIS;
      for (const entry of read) {
        expect(entry.previous).toBe(previous);
        expect(entry.hash).toBe(fastHash(hashedText(entry)));
        previous = entry.hash;
      }
      const { machine, installationId: installation } = await value(running.host, 'host.describe', {});
      expect(await state()).toEqual({
        format: 2,
        count: 4,
        head: previous,
        acknowledged: 0,
        acknowledgedKnown: true,
        cutBytes: 0,
        cutAfter: 0,
        tally: [['case', 2022, 'W03', 2]],
        stands: [1, 1, 1],
        recorded: { vault: 1, settings: 1 },
        writer: end.writer,
        lastAt: '2022-08-22T10:00:00+08:00',
        machine,
        installation,
        witnessed: [['case', 2022, 'W03', 2]],
        seenHere: true,
        acceptedLines: [],
        troubles: [],
      });
      const rest = await value(running.host, 'journal.read', { ...training, after: 1, limit: 1 });
      expect(rest.entries.map((entry) => entry.header.sequence)).toEqual([2]);
    });

    it('is one entry when the same one is sent twice, before and after a restart', async () => {
      await setUp();
      const entry = anEntry(await endOf(running.host, 'training'));
      const first = await value(running.host, 'journal.append', { ...training, entry });
      const again = await value(running.host, 'journal.append', { ...training, entry });
      running = await running.restart();
      const later = await value(running.host, 'journal.append', { ...training, entry });
      expect(again).toEqual(first);
      expect(later).toEqual(first);
      expect((await state()).count).toBe(2);
    });

    it('keeps the confirmed sequence, never backwards, never beyond the end', async () => {
      await setUp();
      await made();
      await made();
      await value(running.host, 'journal.acknowledge', { ...training, sequence: 3 });
      await value(running.host, 'journal.acknowledge', { ...training, sequence: 1 });
      expect(await running.host.call('journal.acknowledge', { ...training, sequence: 4 })).toMatchObject({ ok: false });
      running = await running.restart();
      expect(await state()).toMatchObject({ count: 3, acknowledged: 3 });
    });

    it('destroys content keys for good with the entry that says so, and keeps the others', async () => {
      await setUp();
      const [gone, kept] = [crypto.randomUUID(), crypto.randomUUID()];
      await made({ subjectId: gone, contentKey: 'a2V5LTE=' });
      await made({ subjectId: kept, contentKey: 'a2V5LTI=' });
      await made({ kind: 'purge', takeNumbers: [], marks: { destroys: [gone, 'unknown'] } });
      expect(await value(running.host, 'contentKeys.read', training)).toEqual({ keys: { [kept]: 'a2V5LTI=' } });
      running = await running.restart();
      expect(await value(running.host, 'contentKeys.read', training)).toEqual({ keys: { [kept]: 'a2V5LTI=' } });
      const back = { ...training, keys: { [gone]: 'a2V5LTE=', [kept]: 'other' }, replace: false };
      expect(await value(running.host, 'contentKeys.put', back)).toEqual({ put: 0 });
      expect(await state()).toMatchObject({ count: 4, troubles: [] });
      expect(readFileSync(join(running.dataFolder, 'areas/training/content-keys.jsonl'), 'utf8')).not.toContain(
        'a2V5LTE=',
      );
    });

    it('mends lines that were lost from entries that a copy still has', async () => {
      await setUp();
      for (let n = 0; n < 3; n += 1) await made();
      const { entries } = await value(running.host, 'journal.read', { ...training, after: 0, limit: 5000 });
      const journal = join(running.dataFolder, 'areas/training/journal.jsonl');
      const whole = readFileSync(journal, 'utf8');
      const lines = whole.split('\n');
      running = await running.restart(() => {
        writeFileSync(journal, [lines[0], lines[1], 'x', lines[3], ''].join('\n'));
      });
      expect((await state()).troubles).toEqual([{ kind: 'lines-damaged', lines: [3], more: 0 }]);
      expect(await append(running.host, 'training')).toMatchObject({ failure: { code: 'writing-stopped' } });
      expect(await value(running.host, 'journal.mend', { ...training, entries })).toMatchObject({
        mended: 1,
        state: { count: 4, troubles: [] },
      });
      expect(readFileSync(journal, 'utf8')).toBe(whole);
      expect(await made()).toMatchObject({ numbers: [{ value: 4 }] });
    });

    it('shows an export whole or not at all, and never overwrites one', async () => {
      const begun = await value(running.host, 'export.begin', { area: 'office', folderName: '批次-2022-001' });
      const piece = (text: string) => ({
        exportId: begun.exportId,
        fileName: 'window-intake.csv',
        contentBase64: Buffer.from(text).toString('base64'),
      });
      await value(running.host, 'export.append', piece('姓名,'));
      await value(running.host, 'export.append', piece('金额\r\n'));
      const { folder } = await value(running.host, 'export.commit', { exportId: begun.exportId });
      expect(readFileSync(join(folder, 'window-intake.csv'), 'utf8')).toBe('姓名,金额\r\n');
      expect(await running.host.call('export.append', piece('late'))).toMatchObject({
        failure: { code: 'export-not-open' },
      });
      const again = await running.host.call('export.begin', { area: 'office', folderName: '批次-2022-001' });
      expect(again).toMatchObject({ failure: { code: 'export-exists' } });
    });

    it('reads a finished export back from the disk, lists it and removes it', async () => {
      const named = { ...training, folderName: '批次-2022-003' };
      expect(await value(running.host, 'export.inspect', named)).toEqual({ found: null });
      const { exportId } = await value(running.host, 'export.begin', named);
      await value(running.host, 'export.append', { exportId, fileName: 'a.csv', contentBase64: 'eA==' });
      expect(await value(running.host, 'export.list', training)).toEqual({ folders: [] });
      const { folder } = await value(running.host, 'export.commit', { exportId });
      const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
      expect(await value(running.host, 'export.inspect', named)).toEqual({
        found: { folder, files: [{ fileName: 'a.csv', sha256: sha256('x') }] },
      });
      writeFileSync(join(folder, 'a.csv'), 'changed');
      mkdirSync(join(folder, 'sub'));
      expect(await value(running.host, 'export.inspect', named)).toEqual({
        found: {
          folder,
          files: [
            { fileName: 'a.csv', sha256: sha256('changed') },
            { fileName: 'sub', sha256: '' },
          ],
        },
      });
      expect(await value(running.host, 'export.list', training)).toEqual({
        folders: [{ folderName: '批次-2022-003', folder }],
      });
      expect(await value(running.host, 'export.list', { area: 'office' })).toEqual({ folders: [] });
      await value(running.host, 'export.remove', named);
      await value(running.host, 'export.remove', named);
      expect(existsSync(folder)).toBe(false);
      expect(await value(running.host, 'export.list', training)).toEqual({ folders: [] });
      expect(await running.raw('export.remove', { ...training, folderName: '..' })).toMatchObject({
        failure: { code: 'bad-request' },
      });
    });

    it('forgets an export that was never finished', async () => {
      const { exportId } = await value(running.host, 'export.begin', { area: 'office', folderName: '批次-2022-002' });
      await value(running.host, 'export.append', { exportId, fileName: 'a.csv', contentBase64: 'eA==' });
      running = await running.restart();
      expect(await running.host.call('export.commit', { exportId })).toMatchObject({
        failure: { code: 'export-not-open' },
      });
      expect(await value(running.host, 'export.begin', { area: 'office', folderName: '批次-2022-002' })).toHaveProperty(
        'exportId',
      );
    });

    it('writes samples and reports, and opens no folder that is not its own', async () => {
      const samples = await value(running.host, 'samples.write', {
        files: [{ fileName: '花名册.csv', contentBase64: 'eA==' }],
      });
      expect(readFileSync(join(samples.folder, '花名册.csv'), 'utf8')).toBe('x');
      const report = await value(running.host, 'report.write', { text: 'code=disk-full' });
      const text = readFileSync(join(report.folder, report.fileName), 'utf8');
      expect(text).toMatch(/^code=disk-full\n\{\n "host": \{/u);
      expect(text).toContain('"log": [');
      expect(await running.host.call('folder.reveal', { folder: running.dataFolder })).toMatchObject({
        failure: { code: 'bad-request' },
      });
      expect(await running.host.call('folder.reveal', { folder: join(samples.folder, '..') })).toMatchObject({
        ok: false,
      });
    });

    it('resets the training county and leaves the office alone', async () => {
      await setUp();
      await found(running.host, 'office', anOffice({ receiptPrefix: 'W04' }));
      await made();
      await value(running.host, 'area.reset', training);
      expect(await running.host.call('journal.state', training)).toMatchObject({ failure: { code: 'bad-request' } });
      expect((await value(running.host, 'host.describe', {})).areas).toEqual(['office']);
      await setUp();
      expect(await state()).toMatchObject({ count: 1, tally: [] });
      expect(await value(running.host, 'settings.read', { area: 'office' })).toMatchObject({
        settings: { receiptPrefix: 'W04' },
      });
      expect(await running.raw('area.reset', { area: 'office' })).toMatchObject({ failure: { code: 'bad-request' } });
    });
  });
}
