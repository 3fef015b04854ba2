/** Folders that leave the window over a host that fails at every step, and the settings that lie in files and ledger. */
import { describe, expect, it } from 'vitest';
import { PIECE_BYTES, writeExportFile, writeExportFolder } from '#renderer/store/export-folder.ts';
import { officeInUse, readOfficeFiles, settleOffice } from '#renderer/store/office-copies.ts';
import type { CounterStore } from '#renderer/store/counter-store.ts';
import type { OfficeSettings } from '#shared/domain/office.ts';
import type { OfficeEvent } from '#shared/casework/office-events.ts';
import { failed, success, type Result } from '#shared/contract/failure.ts';
import type { Host } from '#shared/contract/host.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import { sha256Of } from '#shared/batches/manifest.ts';
import { anAdministrator, anOffice } from '#tests/builders/a-case-action.ts';

type Answers = Readonly<Record<string, Result<unknown> | ((request: Record<string, unknown>) => Result<unknown>)>>;

/** A host that answers so, and what it was asked. */
function hostWith(answers: Answers): { readonly host: Host; readonly asked: [string, Record<string, unknown>][] } {
  const asked: [string, Record<string, unknown>][] = [];
  const call = (channel: string, request: Record<string, unknown>): Promise<Result<unknown>> => {
    asked.push([channel, request]);
    const answer = answers[channel];
    if (answer === undefined) throw new Error(`not asked for: ${channel}`);
    return Promise.resolve(typeof answer === 'function' ? answer(request) : answer);
  };
  return { host: { call } as unknown as Host, asked };
}

const good: Answers = {
  'export.begin': success({ exportId: 'e1' }),
  'export.append': success({}),
  'export.commit': success({ folder: '/x/B1' }),
  'export.abort': success({}),
};
const storeOver = (host: Host) => ({ host, area: 'office' }) as unknown as CounterStore;
const content = new TextEncoder().encode('甲');
const channels = (asked: readonly (readonly [string, unknown])[]): string => asked.map(([name]) => name).join(' ');

describe('a folder that leaves the window', () => {
  const write = async (answers: Answers, bytes: Uint8Array = content) => {
    const { host, asked } = hostWith({ ...good, ...answers });
    return { result: await writeExportFile(storeOver(host), 'B1', 'a.csv', bytes), asked };
  };

  it('is begun, filled and finished', async () => {
    const { result, asked } = await write({});
    expect(result).toEqual(success({ folder: '/x/B1', fresh: true }));
    expect(asked).toEqual([
      ['export.begin', { area: 'office', folderName: 'B1' }],
      ['export.append', { exportId: 'e1', fileName: 'a.csv', contentBase64: Buffer.from('甲').toString('base64') }],
      ['export.commit', { exportId: 'e1' }],
    ]);
  });

  it('goes over in pieces, each byte once', async () => {
    const large = Uint8Array.from({ length: PIECE_BYTES * 2 + 1 }, (_, at) => at & 255);
    const { asked } = await write({}, large);
    const pieces = asked
      .filter(([name]) => name === 'export.append')
      .map(([, { contentBase64 }]) => Buffer.from(String(contentBase64), 'base64'));
    expect(pieces.map(({ length }) => length)).toEqual([PIECE_BYTES, PIECE_BYTES, 1]);
    expect(Buffer.concat(pieces).equals(Buffer.from(large))).toBe(true);
  });

  const full = failed('disk-full');
  it.each<[string, Answers, string]>([
    ['begun', { 'export.begin': full }, 'export.begin'],
    ['filled', { 'export.append': full }, 'export.begin export.append export.abort'],
    ['finished', { 'export.commit': full }, 'export.begin export.append export.commit export.abort'],
  ])('that cannot be %s is given up, and the reason is told', async (_, answers, calls) => {
    const { result, asked } = await write(answers);
    expect(result).toEqual(full);
    expect(channels(asked)).toBe(calls);
  });

  it('is given up where the filling throws', async () => {
    const { host, asked } = hostWith(good);
    const bug = new Error('a bug');
    await expect(writeExportFolder(storeOver(host), 'B1', [], () => Promise.reject(bug))).rejects.toBe(bug);
    expect(channels(asked)).toBe('export.begin export.abort');
  });

  const file = { fileName: 'a.csv', sha256: sha256Of(content) };
  const exists = failed('export-exists', { folder: 'B1' });
  const differs = failed('export-differs', { folder: 'B1' });
  const lying = (...files: readonly { fileName: string; sha256: string }[]): Answers => ({
    'export.begin': exists,
    'export.inspect': success({ found: { folder: '/x/B1', files } }),
  });

  it.each<[string, Answers, Result<unknown>]>([
    ['with the same bytes', lying(file), success({ folder: '/x/B1', fresh: false })],
    [
      'with what programs lay beside',
      lying(file, ...['.~lock', '~$a.csv', 'thumbs.db', 'Desktop.ini'].map((fileName) => ({ fileName, sha256: 'x' }))),
      success({ folder: '/x/B1', fresh: false }),
    ],
    ['with other bytes', lying({ ...file, sha256: 'x' }), differs],
    ['with another name', lying({ ...file, fileName: 'b.csv' }), differs],
    ['with one file more', lying(file, { fileName: 'b.csv', sha256: 'x' }), differs],
    ['with a file like one of a program', lying(file, { fileName: 'Thumbs.dbx', sha256: 'x' }), differs],
    ['empty', lying(), differs],
    ['gone meanwhile', { 'export.begin': exists, 'export.inspect': success({ found: null }) }, differs],
    ['unreadable', { 'export.begin': exists, 'export.inspect': failed('disk-error') }, failed('disk-error')],
  ])('that lies there already %s', async (_, answers, expected) => {
    const { result, asked } = await write(answers);
    expect(result).toEqual(expected);
    expect(channels(asked)).toBe('export.begin export.inspect');
  });
});

describe('the office’s settings', () => {
  const on = plainDate('2022-08-22');
  const saved = { ...anOffice, windowNumber: '9' };
  const entry = { sequence: 4, on, content: { type: 'officeSaved', office: saved }, by: anAdministrator };
  const eventsOf = (...events: unknown[]) => ({ events: () => Promise.resolve(success(events)) }) as never;
  const noEvents = { events: () => Promise.resolve(failed('store-damaged')) } as never;
  const read = async (answer: Result<unknown>, ledgerMay: boolean) =>
    await readOfficeFiles(hostWith({ 'settings.read': answer }).host, 'office', ledgerMay);
  const files = success({ settings: anOffice, revision: 1, restored: [] });
  const none = success({ settings: null, revision: 0, restored: [] });
  const damaged = failed('settings-damaged', { file: 'settings' });

  it.each<[string, Result<unknown>, boolean, Result<unknown>]>([
    ['good', files, false, files],
    ['good, the ledger at hand', files, true, files],
    ['none', none, false, failed('settings-damaged')],
    ['none, the ledger at hand', none, true, none],
    ['damaged', damaged, false, damaged],
    ['damaged, the ledger at hand', damaged, true, none],
    ['unreadable, the ledger at hand', failed('disk-error'), true, failed('disk-error')],
    ['unreadable', failed('disk-error'), false, failed('disk-error')],
  ])('in files: %s', async (_, answer, ledgerMay, expected) => {
    expect(await read(answer, ledgerMay)).toEqual(expected);
  });

  it('are those of the files, else the last of the ledger', async () => {
    const from = { sequence: 4, on, by: '李样例', office: saved };
    const inFiles = { settings: anOffice, revision: 1, restored: [] };
    const lost = { settings: null, revision: 0, restored: [] };
    expect(await officeInUse(inFiles, noEvents)).toEqual(success({ settings: anOffice, from: null }));
    expect(await officeInUse(lost, eventsOf(entry))).toEqual(success({ settings: saved, from }));
    expect(await officeInUse(lost, eventsOf())).toEqual(failed('settings-damaged', { ledger: 'none' }));
    expect(await officeInUse(lost, noEvents)).toEqual(failed('store-damaged'));
  });

  const settle = async (
    inUse: Parameters<typeof settleOffice>[1],
    change: Partial<Parameters<typeof settleOffice>[0]> & { written?: Result<null>; recorded?: Result<null> } = {},
  ) => {
    const { written = success(null), recorded = success(null), ...parts } = change;
    const asked: OfficeSettings[] = [];
    const events: OfficeEvent[] = [];
    const save = (settings: OfficeSettings, event: OfficeEvent): Promise<Result<null>> => {
      events.push(event);
      if (!recorded.ok) return Promise.resolve(recorded);
      asked.push(settings);
      return Promise.resolve(written);
    };
    const record = (event: OfficeEvent): Promise<Result<null>> => {
      events.push(event);
      return Promise.resolve(recorded);
    };
    const base = { capacity: 'administrator', cases: eventsOf(), record, save } as const;
    return { result: await settleOffice({ ...base, ...parts }, inUse), events, asked };
  };
  const ofFiles = { settings: anOffice, from: null };
  const ofLedger = { settings: saved, from: { sequence: 4, on, by: '李样例', office: saved } };

  it('are recorded once, by an administrator', async () => {
    const first = await settle(ofFiles);
    expect(first).toMatchObject({ result: success(null), events: [{ type: 'officeSaved', office: anOffice }] });
    expect(await settle(ofFiles, { cases: eventsOf(entry) })).toMatchObject({ result: success(null), events: [] });
    expect(await settle(ofFiles, { capacity: 'windowClerk' })).toMatchObject({ result: success(null), events: [] });
    expect(await settle(ofFiles, { cases: noEvents })).toMatchObject({ result: success(null), events: [] });
    expect((await settle(ofFiles, { recorded: failed('disk-full') })).result).toEqual(success(null));
    expect(first.asked).toEqual([]);
  });

  it('of the ledger are recorded as restored, then written to the files', async () => {
    const { result, events, asked } = await settle(ofLedger);
    expect(result).toEqual(success(null));
    expect(events).toEqual([{ type: 'officeRestored', from: 4 }]);
    expect(asked).toEqual([saved]);
    const unrecorded = await settle(ofLedger, { recorded: failed('disk-full') });
    expect(unrecorded.result).toEqual(failed('disk-full'));
    expect(unrecorded.asked).toEqual([]);
    expect((await settle(ofLedger, { written: failed('disk-error') })).result).toEqual(failed('disk-error'));
  });
});
