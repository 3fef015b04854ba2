/**
 * Who may call: a window gets a one-time token from a file that only this user can read (or types it), posts it to
 * /session, and holds a strict cookie from then on. Tokens and sessions live in memory and end with the process.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** Crockford's letters without I, L, O, U: nothing that is mistaken when typed. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const TOKEN_LENGTH = 20;
const WRONG_TRIES = 20;

export interface Sessions {
  /** Name of the cookie; holds the port, since cookies do not know ports. */
  readonly cookieName: string;
  /** A new token, good once. Typed in groups of five: `7K3QF-…`. */
  issueToken(): string;
  /**
   * The value of a `Set-Cookie` header for a good token, else `null`. Case, spaces and dashes do not matter. Another
   * browser that held a session holds none from then on: each has a working copy of its own, and two would not agree.
   */
  exchange(token: string): string | null;
  /** Whether a `Cookie` header belongs to a session. */
  holds(cookieHeader: string | undefined): boolean;
}

const normalise = (token: string): string => token.toUpperCase().replaceAll(/[^0-9A-Z]/gu, '');

/** Compares secrets without telling by time how much of them fits. */
export function sameSecret(left: string, right: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(left), digest(right));
}

function newToken(): string {
  const letters = [...randomBytes(TOKEN_LENGTH)].map((byte) => LETTERS[byte % 32]).join('');
  return letters.replaceAll(/(.{5})(?=.)/gu, '$1-');
}

function cookieValue(header: string | undefined, name: string): string | null {
  for (const part of (header ?? '').split(';')) {
    const at = part.indexOf('=');
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim();
  }
  return null;
}

export function createSessions(port: number): Sessions {
  const cookieName = `counter-session-${port}`;
  const tokens = new Set<string>();
  const sessions = new Set<string>();
  let wrongTries = 0;
  return {
    cookieName,
    issueToken() {
      const token = newToken();
      tokens.add(normalise(token));
      wrongTries = 0;
      return token;
    },
    exchange(token) {
      const found = [...tokens].find((known) => sameSecret(known, normalise(token)));
      if (found === undefined) {
        wrongTries += 1;
        if (wrongTries >= WRONG_TRIES) tokens.clear();
        return null;
      }
      tokens.delete(found);
      const value = randomBytes(32).toString('base64url');
      // One browser at a time: windows of one browser share the cookie, and the browser keeps them from each other.
      sessions.clear();
      sessions.add(value);
      return `${cookieName}=${value}; Path=/; HttpOnly; SameSite=Strict`;
    },
    holds(cookieHeader) {
      const value = cookieValue(cookieHeader, cookieName);
      return value !== null && [...sessions].some((known) => sameSecret(known, value));
    },
  };
}
