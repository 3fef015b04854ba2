/** The body of a request, up to a limit. */
import type { IncomingMessage } from 'node:http';

/** `null` when it is longer than `limit` bytes (the rest is not read) or the connection broke. */
export async function readBody(request: IncomingMessage, limit: number): Promise<string | null> {
  const parts: Buffer[] = [];
  let length = 0;
  try {
    for await (const part of request) {
      if (!(part instanceof Buffer)) return null;
      length += part.length;
      if (length > limit) return null;
      parts.push(part);
    }
  } catch {
    return null;
  }
  return Buffer.concat(parts).toString('utf8');
}
