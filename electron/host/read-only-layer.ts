/** The disk of this machine for somebody who only looks: nothing is made, mended or written. */
import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { diskLayer, type FileLayer, type GrowingFile } from './file-layer.ts';

const refused = (): Promise<never> =>
  Promise.reject(Object.assign(new Error('EROFS: opened for reading only'), { code: 'EROFS' }));

async function openReading(path: string): Promise<GrowingFile> {
  const handle = await open(path, constants.O_RDONLY);
  return {
    length: async () => (await handle.stat()).size,
    read: async (position, length) => {
      const buffer = new Uint8Array(length);
      let done = 0;
      while (done < length) {
        const { bytesRead } = await handle.read(buffer, done, length - done, position + done);
        if (bytesRead === 0) break;
        done += bytesRead;
      }
      return buffer.subarray(0, done);
    },
    write: refused,
    truncate: refused,
    sync: refused,
    close: async () => {
      await handle.close();
    },
    identity: async () => {
      const { dev, ino } = await handle.stat();
      return `${dev}:${ino}`;
    },
  };
}

/** A file that is not there is an error (ENOENT), never made. */
export const readOnlyLayer: FileLayer = {
  ...diskLayer,
  openGrowing: openReading,
  writeWhole: refused,
  rename: refused,
  remove: refused,
  makeFolder: refused,
  syncFolder: refused,
};
