/** One suite that every host passes, over its own transport, with a real data folder. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CONTRACT_VERSION, type Channel, type ChannelResponse } from '#shared/contract/channels.ts';
import type { Host } from '#shared/contract/host.ts';
import { entryHash, GENESIS } from '#shared/casework/journal.ts';
import { anEntry, anOffice, aVault } from '#tests/builders/host-requests.ts';

export interface ContractHost {
  readonly host: Host;
  readonly dataFolder: string;
  /** Sends anything, past the types. */
  raw(channel: string, request: unknown): Promise<unknown>;
  /** Ends the host and starts it again on the same folder. */
  restart(): Promise<ContractHost>;
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
      await value(running.host, 'settings.write', { ...training, settings: anOffice() });
      await value(running.host, 'area.create', training);
    };

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
      const bad = await running.raw('journal.append', { area: 'training', entry: { ...anEntry(), on: '2022-02-30' } });
      expect(bad).toMatchObject({ ok: false, failure: { code: 'bad-request', detail: { path: 'entry.on' } } });
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
      await value(running.host, 'vault.write', { ...training, expectedRevision: 0, vault: aVault(1) });
      const late = await running.host.call('vault.write', { ...training, expectedRevision: 0, vault: aVault(1) });
      expect(late).toMatchObject({
        ok: false,
        failure: { code: 'vault-changed-meanwhile', detail: { expected: 0, found: 1 } },
      });
      expect(await value(running.host, 'vault.read', training)).toEqual({ vault: aVault(1) });
      expect(await value(running.host, 'vault.read', { area: 'office' })).toEqual({ vault: null });
    });

    it('takes no number while the office has no prefix', async () => {
      const refused = await running.host.call('journal.append', { ...training, entry: anEntry() });
      expect(refused).toMatchObject({ ok: false, failure: { code: 'bad-request', detail: { path: 'settings' } } });
      expect(await value(running.host, 'journal.state', training)).toMatchObject({ count: 0, head: GENESIS });
    });

    it('numbers without gaps, per series and year, whoever asks at once', async () => {
      await setUp();
      const days = ['2022-12-30', '2022-12-31', '2023-01-01', '2022-12-31'];
      const appended = await Promise.all(
        days.map(async (on) => await value(running.host, 'journal.append', { ...training, entry: anEntry({ on }) })),
      );
      const numbers = appended
        .flatMap(({ header }) => header.numbers)
        .map(({ year, prefix, value: n }) => `${year}/${prefix}/${n}`);
      expect([...numbers].sort()).toEqual(['2022/W03/1', '2022/W03/2', '2022/W03/3', '2023/W03/1']);
      const batch = await value(running.host, 'journal.append', {
        ...training,
        entry: anEntry({ kind: 'export', takeNumbers: ['batch'] }),
      });
      expect(batch.header).toMatchObject({ sequence: 5, numbers: [{ series: 'batch', year: 2022, value: 1 }] });
    });

    it('chains every entry and gives back what was written', async () => {
      await setUp();
      const entries = [anEntry(), anEntry({ kind: 'print', takeNumbers: [] }), anEntry()];
      for (const entry of entries) await value(running.host, 'journal.append', { ...training, entry });
      running = await running.restart();
      const { entries: read } = await value(running.host, 'journal.read', { ...training, after: 0, limit: 5000 });
      expect(read.map((entry) => entry.sealed)).toEqual(entries.map((entry) => entry.sealed));
      let previous = GENESIS;
      for (const entry of read) {
        expect(entry.previous).toBe(previous);
        expect(entry.hash).toBe(entryHash(previous, entry.header, entry.sealed));
        previous = entry.hash;
      }
      expect(await value(running.host, 'journal.state', training)).toEqual({
        count: 3,
        head: previous,
        acknowledged: 0,
        cutBytes: 0,
        cutAfter: 0,
      });
      const rest = await value(running.host, 'journal.read', { ...training, after: 1, limit: 1 });
      expect(rest.entries.map((entry) => entry.header.sequence)).toEqual([2]);
    });

    it('is one entry when the same one is sent twice, before and after a restart', async () => {
      await setUp();
      const entry = anEntry();
      const first = await value(running.host, 'journal.append', { ...training, entry });
      const again = await value(running.host, 'journal.append', { ...training, entry });
      running = await running.restart();
      const later = await value(running.host, 'journal.append', { ...training, entry });
      expect(again).toEqual(first);
      expect(later).toEqual(first);
      expect((await value(running.host, 'journal.state', training)).count).toBe(1);
    });

    it('keeps the confirmed sequence, never backwards, never beyond the end', async () => {
      await setUp();
      for (const entry of [anEntry(), anEntry()]) await value(running.host, 'journal.append', { ...training, entry });
      await value(running.host, 'journal.acknowledge', { ...training, sequence: 2 });
      await value(running.host, 'journal.acknowledge', { ...training, sequence: 1 });
      expect(await running.host.call('journal.acknowledge', { ...training, sequence: 3 })).toMatchObject({ ok: false });
      running = await running.restart();
      expect(await value(running.host, 'journal.state', training)).toMatchObject({ count: 2, acknowledged: 2 });
    });

    it('destroys content keys for good and keeps the others', async () => {
      await setUp();
      const entries = ['a2V5LTE=', 'a2V5LTI='].map((contentKey) => anEntry({ contentKey }));
      for (const entry of entries) await value(running.host, 'journal.append', { ...training, entry });
      const [gone, kept] = entries.map((entry) => entry.subjectId) as [string, string];
      expect(await value(running.host, 'contentKeys.destroy', { ...training, subjectIds: [gone, 'unknown'] })).toEqual({
        destroyed: 1,
      });
      running = await running.restart();
      expect(await value(running.host, 'contentKeys.read', training)).toEqual({ keys: { [kept]: 'a2V5LTI=' } });
      expect((await value(running.host, 'journal.state', training)).count).toBe(2);
      expect(readFileSync(join(running.dataFolder, 'areas/training/content-keys.jsonl'), 'utf8')).not.toContain(
        'a2V5LTE=',
      );
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
      await value(running.host, 'settings.write', { area: 'office', settings: anOffice({ receiptPrefix: 'W04' }) });
      await value(running.host, 'journal.append', { ...training, entry: anEntry() });
      await value(running.host, 'area.reset', training);
      expect(await value(running.host, 'journal.state', training)).toMatchObject({ count: 0 });
      expect(await value(running.host, 'settings.read', { area: 'office' })).toMatchObject({
        settings: { receiptPrefix: 'W04' },
      });
      expect(await running.raw('area.reset', { area: 'office' })).toMatchObject({ failure: { code: 'bad-request' } });
    });
  });
}
