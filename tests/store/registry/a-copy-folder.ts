/** A folder of copy files in memory with the locks of a browser's: one writer or any number of readers over all windows. */
import type { CopyFile, CopyFolder } from '#renderer/store/registry/copy-folder.ts';

interface Stored {
  bytes: Uint8Array<ArrayBuffer>;
  readers: number;
  hasWriter: boolean;
}

export interface MemoryFolder extends CopyFolder {
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** Lays other bytes where a file lies, as somebody with the disk in his hands can. */
  put(name: string, bytes: Uint8Array<ArrayBuffer>): void;
  /** Bytes that all files may take together. */
  quota: number;
  /** Called before each write, flush or truncation; may throw as the disk does. */
  before: (what: 'write' | 'flush' | 'truncate' | 'close') => void;
}

const locked = (): DOMException => new DOMException('held', 'NoModificationAllowedError');

export function aCopyFolder(): MemoryFolder {
  const stored = new Map<string, Stored>();
  const folder: MemoryFolder = {
    quota: Infinity,
    before: () => undefined,
    get files() {
      return new Map([...stored].map(([name, { bytes }]) => [name, bytes]));
    },
    put: (name, bytes) => {
      const file = stored.get(name);
      if (file) file.bytes = bytes;
      else stored.set(name, { bytes, readers: 0, hasWriter: false });
    },
    create: (name) => {
      const file = stored.get(name) ?? { bytes: new Uint8Array(0), readers: 0, hasWriter: false };
      if (file.hasWriter || file.readers > 0) return Promise.reject(locked());
      stored.set(name, file);
      file.hasWriter = true;
      return Promise.resolve(opened(file, true));
    },
    open: (name) => {
      const file = stored.get(name);
      if (file === undefined) return Promise.resolve(null);
      if (file.hasWriter) return Promise.reject(locked());
      file.readers += 1;
      return Promise.resolve(opened(file, false));
    },
    names: () => Promise.resolve([...stored.keys()]),
    remove: (name) => {
      const file = stored.get(name);
      if (file && (file.hasWriter || file.readers > 0)) return Promise.resolve(false);
      stored.delete(name);
      return Promise.resolve(true);
    },
  };

  function resize(file: Stored, length: number): void {
    const others = [...stored.values()].reduce((sum, one) => sum + (one === file ? 0 : one.bytes.length), 0);
    if (others + length > folder.quota) throw new DOMException('full', 'QuotaExceededError');
    const bytes = new Uint8Array(length);
    bytes.set(file.bytes.subarray(0, length));
    file.bytes = bytes;
  }

  function opened(file: Stored, writes: boolean): CopyFile {
    let isOpen = true;
    const check = (what?: 'write' | 'flush' | 'truncate' | 'close'): void => {
      if (!isOpen) throw new DOMException('closed', 'InvalidStateError');
      if (what === undefined) return;
      if (!writes) throw locked();
      folder.before(what);
    };
    return {
      size: () => {
        check();
        return file.bytes.length;
      },
      read: (into, at) => {
        check();
        const part = file.bytes.subarray(at, at + into.length);
        into.set(part);
        return part.length;
      },
      write: (bytes, at) => {
        check('write');
        if (at + bytes.length > file.bytes.length) resize(file, at + bytes.length);
        file.bytes.set(bytes, at);
      },
      truncate: (length) => {
        check('truncate');
        resize(file, length);
      },
      flush: () => check('flush'),
      close: () => {
        if (!isOpen) return;
        isOpen = false;
        if (writes) file.hasWriter = false;
        else file.readers -= 1;
        if (writes) folder.before('close');
      },
    };
  }
  return folder;
}
