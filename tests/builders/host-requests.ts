/** Requests to a host, in the words of the counter. Sealed content is any base64. */
import { randomUUID } from 'node:crypto';
import type { ChannelRequest, Vault } from '#shared/contract/channels.ts';
import type { OfficeSettings } from '#shared/domain/office.ts';

export const anOffice = (change: Partial<OfficeSettings> = {}): OfficeSettings => ({
  officeName: '测试市演示区就业服务中心',
  divisionCode: '440802',
  address: '测试市演示区示例路 1 号',
  phone: '0759-0000000',
  supervisionPhone: '0759-0000001',
  windowNumber: '3',
  sealName: '测试市演示区就业服务中心业务专用章',
  receiptPrefix: 'W03',
  ...change,
});

type Entry = ChannelRequest<'journal.append'>['entry'];

export const anEntry = (change: Partial<Entry> = {}): Entry => ({
  entryId: randomUUID(),
  kind: 'case',
  subjectId: randomUUID(),
  on: '2022-08-22',
  officerId: 'officer-1',
  takeNumbers: ['case'],
  sealed: Buffer.from(randomUUID()).toString('base64'),
  ...change,
});

const wrapped = { derivation: { name: 'PBKDF2-SHA256' as const, iterations: 1, salt: 'c2FsdA==' }, wrapped: 'a2V5' };

export const aVault = (revision: number): Vault => ({
  revision,
  officers: [{ id: 'officer-1', name: '测试管理员', role: 'administrator', key: wrapped, active: true }],
  recovery: wrapped,
});
