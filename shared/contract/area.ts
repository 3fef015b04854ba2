/** 培训 and 正式 keep apart data in one data folder. */
import { z } from 'zod';

export const Area = z.enum(['training', 'office']);
export type Area = z.infer<typeof Area>;
