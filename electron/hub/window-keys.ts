/** Under whose key a message of a window is signed. What was looked up once is remembered; the database judges it again at each write. */
import { verifierOf } from '#shared/crypto/signing.ts';
import type { LogName } from '#shared/post/heads.ts';
import { answered, refused, type Answered } from './answered.ts';
import type { Database } from './database.ts';
import type { HubIdentity } from './hub-key.ts';

export type Verifier = (text: string, signature: string) => Promise<boolean>;

export interface KnownKey {
  readonly publicKey: string;
  readonly verify: Verifier;
}

export interface WindowKeys {
  /** The key under which a text is signed; one that was replaced since it was last looked up is looked up again. */
  readonly signedBy: (name: LogName, text: string, signature: string) => Promise<Answered<KnownKey>>;
  readonly forget: (name: Pick<LogName, 'office' | 'window'>) => void;
}

/** More windows than any city has; the oldest is forgotten first, and asked for again. */
const MOST_KEYS = 20_000;

export function windowKeys(database: Database, hub: HubIdentity): WindowKeys {
  const keys = new Map<string, KnownKey>();
  const nameOf = ({ office, window }: Pick<LogName, 'office' | 'window'>): string => `${office} ${window}`;

  const findKey = async (name: LogName): Promise<Answered<KnownKey>> => {
    const rows = await database.rows<{ office: string; public_key: string }>(
      'SELECT office, public_key FROM log WHERE window_id = $1',
      [name.window],
    );
    const own = rows.find((row) => row.office === name.office);
    if (own === undefined) return refused({ code: rows.length > 0 ? 'wrong-office' : 'unknown-window' });
    const verify = await verifierOf(own.public_key);
    if (verify === null) return refused({ code: 'signature' });
    const known = { publicKey: own.public_key, verify };
    keys.set(nameOf(name), known);
    const oldest = keys.size > MOST_KEYS ? keys.keys().next().value : undefined;
    if (oldest !== undefined) keys.delete(oldest);
    return answered(known);
  };

  return {
    signedBy: async (name, text, signature) => {
      if (name.area !== hub.area) return refused({ code: 'wrong-area' });
      const cached = keys.get(nameOf(name));
      if (cached !== undefined && (await cached.verify(text, signature))) return answered(cached);
      const found = await findKey(name);
      if (!found.ok) return found;
      return (await found.value.verify(text, signature)) ? found : refused({ code: 'signature' });
    },
    forget: (name) => {
      keys.delete(nameOf(name));
    },
  };
}
