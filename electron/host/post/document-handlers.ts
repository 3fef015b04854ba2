/** The calls about documents. */
import type { Area } from '#shared/contract/area.ts';
import { failed, success, type Result } from '#shared/contract/failure.ts';
import type { ChannelHandlers } from '#shared/contract/host.ts';
import type { PostDocuments } from '#shared/contract/post.ts';
import { documentLimits } from '#shared/casework/documents.ts';
import type { AskingDesk } from './asked-hub.ts';
import type { DocumentShelf } from './document-shelf.ts';
import type { Documenting } from './documenting.ts';

export type DocumentChannel =
  | 'post.makeDocumentPart'
  | 'post.finishDocument'
  | 'post.documents'
  | 'post.documentPart'
  | 'post.takeDocument'
  | 'post.dropDocument';

export interface DocumentDesk extends AskingDesk {
  readonly shelf: DocumentShelf | null;
  readonly documenting: Documenting | null;
}

type AtDesk = <T>(area: Area, work: (desk: DocumentDesk) => Promise<Result<T>>) => Promise<Result<T>>;

const NONE: PostDocuments = { state: 'unasked', asOf: null, documents: [] };

export function documentHandlers(atDesk: AtDesk): Pick<ChannelHandlers, DocumentChannel> {
  return {
    'post.makeDocumentPart': async ({ area, making, part, content }) =>
      await atDesk(area, async ({ shelf }) => {
        const bytes = Buffer.from(content, 'base64');
        if (shelf === null || bytes.length > documentLimits.partBytes)
          return failed('bad-request', { channel: 'post.makeDocumentPart' });
        await shelf.putMaking(making, part, bytes);
        return success({});
      }),
    'post.finishDocument': async ({ area, making, count }) =>
      await atDesk(area, async ({ shelf }) => {
        const made = (await shelf?.finish(making, count)) ?? null;
        return made === null
          ? failed('bad-request', { channel: 'post.finishDocument' })
          : success({ digest: made.digest, size: made.of.size });
      }),
    'post.documents': async ({ area }) =>
      await atDesk(area, async ({ documenting }) => await Promise.resolve(success(documenting?.view() ?? NONE))),
    'post.documentPart': async ({ area, digest, part }) =>
      await atDesk(area, async ({ shelf }) => {
        const bytes = (await shelf?.read(digest, part)) ?? null;
        return success({ content: bytes === null ? null : Buffer.from(bytes).toString('base64') });
      }),
    'post.takeDocument': async ({ area, digest }) =>
      await atDesk(area, async ({ shelf, wake }) => {
        await shelf?.take(digest);
        wake();
        return success({});
      }),
    'post.dropDocument': async ({ area, digest }) =>
      await atDesk(area, async ({ shelf }) => {
        if (shelf?.find(digest)?.own === true) await shelf.drop(digest);
        return success({});
      }),
  };
}
