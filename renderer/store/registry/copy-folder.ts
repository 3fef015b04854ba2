/**
 * The folder of copy files: the origin-private file system of the copies' storage bucket, through synchronous access
 * handles (a worker has them, a window has not). A file has one writer, or any number of readers, over all windows of the
 * origin; a tab that dies gives its handles back.
 */

/** An open file. Everything is synchronous; errors of the disk are thrown as the browser throws them. */
export interface CopyFile {
  size(): number;
  /** Fills `into` from this place on; answers how many bytes there were. */
  read(into: Uint8Array<ArrayBuffer>, at: number): number;
  /** Throws `QuotaExceededError` where the bytes do not fit. */
  write(bytes: Uint8Array<ArrayBuffer>, at: number): void;
  /** Cuts or extends the file to so many bytes; extending asks for the space at once. */
  truncate(bytes: number): void;
  flush(): void;
  close(): void;
}

export interface CopyFolder {
  /** A new file, open for writing. */
  create(name: string): Promise<CopyFile>;
  /** A file open for reading, beside other readers; null where there is none. */
  open(name: string): Promise<CopyFile | null>;
  names(): Promise<readonly string[]>;
  /** Removes a file; false while somebody has it open. A file that is not there counts as removed. */
  remove(name: string): Promise<boolean>;
}

/** The parts of an access handle that are used (not in TypeScript's DOM library, which is a window's). */
interface SyncAccessHandle {
  getSize(): number;
  read(into: Uint8Array<ArrayBuffer>, options: { readonly at: number }): number;
  write(bytes: Uint8Array<ArrayBuffer>, options: { readonly at: number }): number;
  truncate(bytes: number): void;
  flush(): void;
  close(): void;
}
interface HandleOfFile extends FileSystemFileHandle {
  createSyncAccessHandle?(options: { readonly mode: 'readwrite' | 'read-only' }): Promise<SyncAccessHandle>;
}

const named = (error: unknown, name: string): boolean => error instanceof DOMException && error.name === name;

/** Chromium 156.0.8078.108 throws nothing where the quota ends: it answers with an error code as if it were a (huge) count. */
const tookLess = (): DOMException => new DOMException('the disk took less than was written', 'QuotaExceededError');

class BucketFile implements CopyFile {
  readonly #handle: SyncAccessHandle;

  constructor(handle: SyncAccessHandle) {
    this.#handle = handle;
  }

  size(): number {
    return this.#handle.getSize();
  }

  read(into: Uint8Array<ArrayBuffer>, at: number): number {
    const count = this.#handle.read(into, { at });
    return count > into.length ? 0 : count;
  }

  write(bytes: Uint8Array<ArrayBuffer>, at: number): void {
    if (this.#handle.write(bytes, { at }) !== bytes.length) throw tookLess();
  }

  truncate(bytes: number): void {
    this.#handle.truncate(bytes);
    if (this.#handle.getSize() !== bytes) throw tookLess();
  }

  flush(): void {
    this.#handle.flush();
  }

  close(): void {
    this.#handle.close();
  }
}

/** How long a handle is waited for, and how often it is asked for. */
const HANDLE_MS = 3000;
const HANDLE_TRIES = 3;

/** The handle; `null` when none comes in time. One that comes later is closed, so that it holds nobody up. */
async function inTime(asked: Promise<SyncAccessHandle>): Promise<SyncAccessHandle | null> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), HANDLE_MS);
  });
  const handle = await Promise.race([asked, late]).finally(() => clearTimeout(timer));
  if (handle === null) asked.then((unwanted) => unwanted.close()).catch(() => undefined);
  return handle;
}

/**
 * Chromium 156 was seen to leave one request for a handle in some thousands without any answer, while other browsers kept the machine
 * busy: it is asked again. Throws `NoModificationAllowedError` where somebody has the file, or no answer comes at all.
 */
async function handleOf(folder: FileSystemDirectoryHandle, name: string, mode: 'readwrite' | 'read-only') {
  for (let tries = 0; tries < HANDLE_TRIES; tries += 1) {
    const file: HandleOfFile = await folder.getFileHandle(name, { create: mode === 'readwrite' });
    if (file.createSyncAccessHandle === undefined) throw new DOMException('no access handles', 'NotSupportedError');
    const handle = await inTime(file.createSyncAccessHandle({ mode }));
    if (handle !== null) return new BucketFile(handle);
  }
  throw new DOMException('the browser gives no handle', 'NoModificationAllowedError');
}

class BucketFolder implements CopyFolder {
  readonly #folder: FileSystemDirectoryHandle;

  constructor(folder: FileSystemDirectoryHandle) {
    this.#folder = folder;
  }

  create(name: string): Promise<CopyFile> {
    return handleOf(this.#folder, name, 'readwrite');
  }

  async open(name: string): Promise<CopyFile | null> {
    try {
      return await handleOf(this.#folder, name, 'read-only');
    } catch (error) {
      if (named(error, 'NotFoundError')) return null;
      throw error;
    }
  }

  async names(): Promise<readonly string[]> {
    const names: string[] = [];
    for await (const name of this.#folder.keys()) names.push(name);
    return names;
  }

  async remove(name: string): Promise<boolean> {
    try {
      await this.#emptied(name);
      await this.#folder.removeEntry(name);
      return true;
    } catch (error) {
      if (named(error, 'NotFoundError')) return true;
      if (named(error, 'NoModificationAllowedError')) return false;
      throw error;
    }
  }

  /** A file removed with its bytes in it was seen to turn the origin's account of its storage upside down after a kill. */
  async #emptied(name: string): Promise<void> {
    await this.#folder.getFileHandle(name);
    const file = await handleOf(this.#folder, name, 'readwrite');
    try {
      file.truncate(0);
    } finally {
      file.close();
    }
  }
}

/** Two readers at once and nothing written: what a browser needs to have, tried on a file without content. */
async function canShare(folder: FileSystemDirectoryHandle): Promise<boolean> {
  const name = `probe-${crypto.randomUUID()}`;
  try {
    await folder.getFileHandle(name, { create: true });
    const readers = [await handleOf(folder, name, 'read-only'), await handleOf(folder, name, 'read-only')];
    for (const reader of readers) reader.close();
    return true;
  } catch {
    return false;
  } finally {
    await folder.removeEntry(name).catch(() => undefined);
  }
}

/** The folder of this name under `root`; null where the browser has no such handles (an old one, a private window). */
export async function openCopyFolder(
  root: () => Promise<FileSystemDirectoryHandle>,
  name: string,
): Promise<CopyFolder | null> {
  try {
    const folder = await (await root()).getDirectoryHandle(name, { create: true });
    return (await canShare(folder)) ? new BucketFolder(folder) : null;
  } catch {
    return null;
  }
}
