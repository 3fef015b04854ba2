/**
 * A disk in memory that can lose power and fail. What was not synced may be lost: of a file's unsynced tail any part, or its
 * bytes turned to zero as a file system does that grew the file before it wrote the content; a new name whose folder was not
 * synced may vanish. Faults are thrown as Node's errno errors at a chosen operation.
 */
import type { FileLayer, GrowingFile } from '#electron/host/file-layer.ts';

interface SimulatedFile {
  content: Uint8Array;
  synced: Uint8Array;
}

export type Operation = 'write' | 'sync' | 'truncate' | 'rename' | 'read' | 'open';
/** Decides for each operation whether it fails; a `partial` write leaves that many bytes behind. */
export type Fault = (
  operation: Operation,
  path: string,
) => { readonly errno: string; readonly partial?: number } | null;

export interface SimulatedDisk extends FileLayer {
  fault: Fault;
  /** The disk after the power came back. `random` gives numbers in [0, 1). */
  afterPowerCut(random: () => number): SimulatedDisk;
  file(path: string): Uint8Array | undefined;
  /** Changes bytes behind the program's back, as a bad sector does. */
  alter(path: string, change: (content: Uint8Array) => Uint8Array): void;
  readonly syncs: string[];
}

function errno(code: string): Error {
  return Object.assign(new Error(`${code}: simulated`), { code });
}

function joined(head: Uint8Array, tail: Uint8Array): Uint8Array {
  const whole = new Uint8Array(head.length + tail.length);
  whole.set(head);
  whole.set(tail, head.length);
  return whole;
}

/** What of a file is there after the cut: the synced part surely, of the rest a random part, perhaps as zeros. */
function survivor(file: SimulatedFile, random: () => number): Uint8Array {
  if (file.content.length < file.synced.length) return random() < 0.5 ? file.content : file.synced;
  const tail = file.content.slice(file.synced.length);
  const kept = tail.slice(0, Math.floor(random() * (tail.length + 1)));
  if (kept.length > 0 && random() < 0.3) kept.fill(0, Math.floor(random() * kept.length));
  return joined(file.content.slice(0, file.synced.length), kept);
}

export function simulatedDisk(
  files = new Map<string, SimulatedFile>(),
  durable = new Map<string, SimulatedFile>(),
): SimulatedDisk {
  const syncs: string[] = [];
  const moves: { from: string; to: string }[] = [];
  const identities = new Map<SimulatedFile, string>();
  const check = (operation: Operation, path: string): number | null => {
    const fault = disk.fault(operation, path);
    if (fault === null) return null;
    if (fault.partial === undefined) throw errno(fault.errno);
    return fault.partial;
  };
  const identityOf = (file: SimulatedFile): string => {
    if (!identities.has(file)) identities.set(file, `sim:${identities.size}`);
    return identities.get(file) ?? '';
  };
  /** What was durable under the old name of a moved folder is so under the new one. */
  const settle = ({ from, to }: { from: string; to: string }): void => {
    for (const [name, file] of Array.from(durable))
      if (name.startsWith(`${from}/`)) {
        durable.delete(name);
        durable.set(`${to}${name.slice(from.length)}`, file);
      }
  };
  const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/'));

  const growing = (path: string, file: SimulatedFile): GrowingFile => {
    let closed = false;
    const held = (): void => {
      if (closed) throw errno('EBADF');
    };
    return {
      length: async () => await Promise.resolve(file.content.length),
      read: async (position, length) => {
        held();
        check('read', path);
        return await Promise.resolve(file.content.slice(position, position + length));
      },
      write: async (position, bytes) => {
        held();
        const partial = check('write', path);
        const written = partial === null ? bytes : bytes.slice(0, partial);
        const grown = new Uint8Array(Math.max(file.content.length, position + written.length));
        grown.set(file.content);
        grown.set(written, position);
        file.content = grown;
        if (partial !== null) throw errno(disk.fault('write', path)?.errno ?? 'ENOSPC');
        await Promise.resolve();
      },
      truncate: async (length) => {
        held();
        check('truncate', path);
        file.content = file.content.slice(0, length);
        await Promise.resolve();
      },
      sync: async () => {
        held();
        check('sync', path);
        file.synced = file.content;
        syncs.push(path);
        await Promise.resolve();
      },
      close: async () => {
        held();
        closed = true;
        await Promise.resolve();
      },
      identity: async () => await Promise.resolve(identityOf(file)),
    };
  };

  const disk: SimulatedDisk = {
    fault: () => null,
    syncs,
    file: (path) => files.get(path)?.content,
    alter: (path, change) => {
      const file = files.get(path);
      if (file === undefined) throw new Error(`no file ${path}`);
      file.content = change(file.content);
      file.synced = file.content;
    },
    openGrowing: async (path) => {
      check('open', path);
      const file = files.get(path) ?? { content: new Uint8Array(), synced: new Uint8Array() };
      files.set(path, file);
      durable.set(path, file);
      return await Promise.resolve(growing(path, file));
    },
    readWhole: async (path) => await Promise.resolve(files.get(path)?.content ?? null),
    writeWhole: async (path, bytes) => {
      check('write', path);
      check('sync', path);
      files.set(path, { content: bytes.slice(), synced: bytes.slice() });
      await Promise.resolve();
    },
    rename: async (from, to) => {
      check('rename', to);
      const file = files.get(from);
      const inFolder = [...files.keys()].filter((name) => name.startsWith(`${from}/`));
      if (file === undefined && inFolder.length === 0) throw errno('ENOENT');
      if (file !== undefined) {
        files.delete(from);
        files.set(to, file);
      }
      // A folder moves as one: after a cut all of it stands under the one name or under the other.
      for (const name of inFolder) {
        const moved = files.get(name);
        files.delete(name);
        if (moved !== undefined) files.set(`${to}${name.slice(from.length)}`, moved);
      }
      if (inFolder.length > 0) moves.push({ from, to });
      await Promise.resolve();
    },
    remove: async (path) => {
      for (const name of files.keys()) if (name === path || name.startsWith(`${path}/`)) files.delete(name);
      await Promise.resolve();
    },
    makeFolder: async () => await Promise.resolve(),
    syncFolder: async (path) => {
      for (const move of moves.splice(0)) {
        if (folderOf(move.to) === path) settle(move);
        else moves.push(move);
      }
      for (const name of new Set([...files.keys(), ...durable.keys()])) {
        if (folderOf(name) !== path) continue;
        const file = files.get(name);
        if (file === undefined) durable.delete(name);
        else durable.set(name, file);
      }
      await Promise.resolve();
    },
    entry: async (path) => {
      const content = files.get(path)?.content;
      const folder = [...files.keys()].some((name) => name.startsWith(`${path}/`));
      if (content !== undefined) return await Promise.resolve({ kind: 'file', bytes: content.length });
      return await Promise.resolve(folder ? { kind: 'folder', bytes: 0 } : null);
    },
    list: async (path) =>
      await Promise.resolve(
        [...files.keys()].filter((name) => folderOf(name) === path).map((name) => name.slice(path.length + 1)),
      ),
    exists: async (path) =>
      await Promise.resolve([...files.keys()].some((name) => name === path || name.startsWith(`${path}/`))),
    identity: async (path) => {
      const file = files.get(path);
      return await Promise.resolve(file === undefined ? null : identityOf(file));
    },
    afterPowerCut: (random) => {
      for (const move of moves.splice(0)) {
        if (random() < 0.5) settle(move);
        else
          for (const name of Array.from(files.keys()))
            if (name.startsWith(`${move.to}/`)) {
              const back = files.get(name);
              files.delete(name);
              if (back !== undefined) files.set(`${move.from}${name.slice(move.to.length)}`, back);
            }
      }
      const left = new Map<string, SimulatedFile>();
      for (const path of new Set([...files.keys(), ...durable.keys()])) {
        const now = files.get(path);
        const before = durable.get(path);
        // A rename that was not synced: the old name's file or the new one, whichever reached the disk.
        const file = now === before || random() < 0.5 ? now : before;
        if (file === undefined) continue;
        const content = survivor(file, random);
        left.set(path, { content, synced: content });
      }
      return simulatedDisk(left, new Map(left));
    },
  };
  return disk;
}
