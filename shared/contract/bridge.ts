/**
 * What Electron's preload puts into the window. Written out here without zod, so that the preload stays a kilobyte;
 * the type and a test keep the list equal to the channel table.
 */
import type { Channel } from './channels.ts';

/** Property of `window`; absent in the browser host. */
export const BRIDGE_NAME = 'counterBridge';

/** Name of a channel on Electron's wire. */
export const ipcChannel = (channel: Channel): string => `counter:${channel}`;

export const bridgedChannels = [
  'host.describe',
  'area.create',
  'area.ready',
  'area.reset',
  'area.storeCreated',
  'vault.read',
  'vault.mend',
  'vault.write',
  'settings.read',
  'settings.write',
  'signIn.note',
  'journal.state',
  'journal.append',
  'journal.read',
  'journal.acknowledge',
  'journal.mend',
  'contentKeys.read',
  'contentKeys.put',
  'backup.state',
  'backup.places',
  'backup.choose',
  'backup.run',
  'backup.list',
  'backup.read',
  'backup.restore',
  'post.state',
  'post.join',
  'post.leave',
  'post.send',
  'post.keep',
  'post.tellClaims',
  'post.claimsOn',
  'post.collisions',
  'post.tellFigures',
  'post.tellDispatches',
  'post.dispatches',
  'post.dispatchContent',
  'post.makeDocumentPart',
  'post.finishDocument',
  'post.documents',
  'post.documentPart',
  'post.takeDocument',
  'post.dropDocument',
  'post.overview',
  'post.lastOverview',
  'post.invite',
  'post.rolls',
  'post.handover',
  'post.fetch',
  'post.fetched',
  'post.fetchEnd',
  'post.stick',
  'accessLog.state',
  'accessLog.append',
  'accessLog.read',
  'accessLog.prune',
  'export.begin',
  'export.append',
  'export.commit',
  'export.abort',
  'export.inspect',
  'export.list',
  'export.remove',
  'samples.write',
  'folder.reveal',
  'update.state',
  'update.check',
  'update.prepare',
  'update.back',
  'update.discard',
  'report.write',
  'print.send',
] as const satisfies readonly Channel[];

/** One function a channel; request and answer are checked on both sides, not here. */
export type HostBridge = Readonly<Record<Channel, (request: unknown) => Promise<unknown>>>;
