/** A link that loses: in front of one hub, each connection is passed on, delayed, cut at a random byte either way, or answered with 502. */
import { connect, createServer, type Server, type Socket } from 'node:net';

export interface LossyLink {
  readonly port: number;
  /** Connections that were spoilt. */
  spoilt(): number;
  close(): void;
}

const LONGEST_DELAY_MS = 60;
const MOST_REPLY_BYTES = 900;
const MOST_REQUEST_BYTES = 20_000;

/** Ends `source` → `target` with a reset after so many bytes; Infinity passes everything. */
function passOn(source: Socket, target: Socket, most: number): void {
  let left = most;
  source.on('data', (chunk: Buffer) => {
    if (chunk.length > left) {
      if (left > 0) target.write(chunk.subarray(0, left));
      source.resetAndDestroy();
      target.end();
      return;
    }
    left -= chunk.length;
    target.write(chunk);
  });
  source.on('end', () => target.end());
  source.on('error', () => target.destroy());
  source.on('close', () => target.end());
}

/** `spoiling`: share of connections that something happens to. */
export async function lossyLink(target: () => number, random: () => number, spoiling = 0.4): Promise<LossyLink> {
  let spoilt = 0;
  const server: Server = createServer((client) => {
    client.on('error', () => undefined);
    const kind = random() < spoiling ? Math.floor(random() * 4) : -1;
    if (kind >= 0) spoilt += 1;
    if (kind === 0) {
      client.once('data', () =>
        client.end('HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n'),
      );
      return;
    }
    const begin = (): void => {
      const hub = connect(target(), '127.0.0.1');
      hub.on('error', () => client.destroy());
      passOn(client, hub, kind === 1 ? Math.floor(random() * MOST_REQUEST_BYTES) : Infinity);
      passOn(hub, client, kind === 2 ? Math.floor(random() * MOST_REPLY_BYTES) : Infinity);
    };
    if (kind === 3) setTimeout(begin, random() * LONGEST_DELAY_MS);
    else begin();
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    spoilt: () => spoilt,
    close: () => server.close(),
  };
}
