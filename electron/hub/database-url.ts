/** Which databases `DATABASE_URL` names: one, or several of which one writes: `postgres://user:word@one:5432,two:5432/counter`. */
export interface DatabaseTarget {
  /** A host's name, or the folder of its socket. */
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string | undefined;
  readonly database: string;
}

const USUAL_PORT = 5432;
const URL_FORM =
  /^postgres(?:ql)?:\/\/(?:(?<user>[^:@/]+)(?::(?<password>[^@/]*))?@)?(?<hosts>[^/]+)\/(?<database>[^?]+)$/u;

/** The targets in the order of the text; `null` for what is no such address. A host that begins with `%2F` is a socket's folder. */
export function readDatabaseUrl(text: string): readonly DatabaseTarget[] | null {
  const parts = URL_FORM.exec(text)?.groups;
  if (parts?.['hosts'] === undefined || parts['database'] === undefined) return null;
  const { user, password, hosts, database } = parts;
  const targets = hosts.split(',').map((one): DatabaseTarget | null => {
    const found = /^(?<host>\[[^\]]+\]|[^:]+)(?::(?<port>\d{1,5}))?$/u.exec(one)?.groups;
    if (found?.['host'] === undefined) return null;
    return {
      host: decodeURIComponent(found['host']).replace(/^\[|\]$/gu, ''),
      port: Number(found['port'] ?? USUAL_PORT),
      user: decodeURIComponent(user ?? 'counter'),
      password: password === undefined ? undefined : decodeURIComponent(password),
      database: decodeURIComponent(database),
    };
  });
  return targets.every((target) => target !== null) ? targets : null;
}
