/** @file The second reader of a large registry file, started by the registry worker for one import. */
import { expose, transfer } from 'comlink';
import { memoryOfShare, readShare } from '../store/registry/second-reader.ts';

export const secondReaderService = {
  read: async (...order: Parameters<typeof readShare>): ReturnType<typeof readShare> => {
    const share = await readShare(...order);
    return transfer(share, memoryOfShare(share));
  },
};
export type SecondReaderService = typeof secondReaderService;

expose(secondReaderService);
