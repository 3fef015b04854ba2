/** What the requests of many channels are made of. */
import { z } from 'zod';
import { Area } from './area.ts';

export const nothing = z.object({});
export const inArea = z.object({ area: Area });
/** An absolute path as somebody chose or typed it. */
export const PathText = z.string().min(1).max(1000);
