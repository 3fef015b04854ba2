/** The real disk, of which one step fails, or after which nothing is done any more: as where it is full, or the power goes. */
import { diskLayer, type FileLayer, type GrowingFile } from '#electron/host/file-layer.ts';

export interface FailingLayer {
  readonly layer: FileLayer;
  /** Steps that write, done or tried so far. */
  steps(): number;
}

/** `failAt`: which step that writes fails, counted from 1. `onwards`: every later one too, and with no trace. */
export function failingLayer(failAt: number, code: string, onwards: boolean): FailingLayer {
  let count = 0;
  const step = async <T>(work: () => Promise<T>): Promise<T> => {
    count += 1;
    if (count === failAt || (onwards && count > failAt)) throw Object.assign(new Error(code), { code });
    return await work();
  };
  const growing = (file: GrowingFile): GrowingFile => ({
    ...file,
    write: async (position, bytes) => await step(async () => await file.write(position, bytes)),
    sync: async () => await step(async () => await file.sync()),
  });
  return {
    steps: () => count,
    layer: {
      ...diskLayer,
      openGrowing: async (path) => growing(await step(async () => await diskLayer.openGrowing(path))),
      writeWhole: async (path, bytes) => await step(async () => await diskLayer.writeWhole(path, bytes)),
      rename: async (from, to) => await step(async () => await diskLayer.rename(from, to)),
      remove: async (path) => await step(async () => await diskLayer.remove(path)),
      makeFolder: async (path) => await step(async () => await diskLayer.makeFolder(path)),
      syncFolder: async (path) => await step(async () => await diskLayer.syncFolder(path)),
    },
  };
}
