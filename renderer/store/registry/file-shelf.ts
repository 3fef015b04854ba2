/**
 * Copies as files: a short heading, the sealed pages in the order they were written, and at the end the sealed directory of
 * where each lies. A file is written once, beside the one that serves, and never changed. What a page is sealed for names
 * the copy, so that a file of another registry, or an older one, opens nothing.
 */
import { CopyDirectory, type Extent } from './copy-directory.ts';
import type { CopyFile, CopyFolder } from './copy-folder.ts';
import type { CopyAddress, CopyShelf, CopySink, PageRun } from './copy-shelf.ts';
import type { CopyPlace } from './manifest.ts';
import { PageDamagedError } from './page-damaged.ts';
import type { SectionName } from './page-key.ts';
import { directoryPlace, packed, seal, unpacked, unseal, type Sealed } from './sealing.ts';

/** Stands at the beginning of every file; its last character is the version of this form. */
const HEADING = new TextEncoder().encode('counter-pack 1\n\n');
/** Pages are written in pieces of this size: one call to the disk for some three hundred. */
const WRITE_BYTES = 4 << 20;

type FilePlace = Extract<CopyPlace, { form: 'file' }>;

interface OpenFile {
  readonly file: CopyFile;
  readonly directory: CopyDirectory;
}

function bytesAt(file: CopyFile, { at, length }: Extent): Uint8Array<ArrayBuffer> | null {
  const bytes = new Uint8Array(length);
  return file.read(bytes, at) === length ? bytes : null;
}

/** The directory of an open file; null where the file is not the one that was written. */
async function directoryOf(
  file: CopyFile,
  key: CryptoKey,
  packId: string,
  { bytes, directoryAt }: FilePlace,
): Promise<CopyDirectory | null> {
  if (file.size() !== bytes || directoryAt >= bytes) return null;
  const heading = bytesAt(file, { at: 0, length: HEADING.length });
  if (heading?.some((byte, index) => byte !== HEADING[index]) !== false) return null;
  const sealed = bytesAt(file, { at: directoryAt, length: bytes - directoryAt });
  const plain = sealed && (await unseal(key, directoryPlace(packId), unpacked(sealed)));
  return plain && CopyDirectory.decode(plain);
}

export class FileShelf implements CopyShelf {
  readonly #folder: CopyFolder;
  readonly #key: CryptoKey;
  /** By name: a file stays open for reading as long as its copy serves. */
  readonly #open = new Map<string, Promise<OpenFile>>();

  #isClosed = false;

  constructor(folder: CopyFolder, key: CryptoKey) {
    this.#folder = folder;
    this.#key = key;
  }

  async begin(packId: string): Promise<CopySink> {
    const { name, file } = await this.#created(`${packId}.pack`);
    return new FileSink(this.#folder, name, file, (directory) => seal(this.#key, directoryPlace(packId), directory));
  }

  /** A new file under this name; under another where a request that was never answered still holds the first. */
  async #created(name: string): Promise<{ readonly name: string; readonly file: CopyFile }> {
    try {
      return { name, file: await this.#folder.create(name) };
    } catch (error) {
      if (!(error instanceof DOMException) || error.name !== 'NoModificationAllowedError') throw error;
      const other = `${crypto.randomUUID()}.pack`;
      return { name: other, file: await this.#folder.create(other) };
    }
  }

  async partsOf(copy: CopyAddress, section: SectionName, pages: readonly number[]): Promise<Sealed[][]> {
    const { file, directory } = await this.#opened(copy);
    try {
      return pages.map((page) =>
        directory.partsOf(section, page).flatMap((extent) => {
          const bytes = bytesAt(file, extent);
          return bytes === null ? [] : [unpacked(bytes)];
        }),
      );
    } catch (error) {
      // The disk itself could not read: the page is as good as missing.
      if (error instanceof DOMException) throw new PageDamagedError(copy.packId, section, pages[0] ?? 0);
      throw error;
    }
  }

  // Closed behind whoever has been promised the open file: he reads it first, and is not told of damage.
  async release(names: ReadonlySet<string>): Promise<void> {
    const closing = [...this.#open].flatMap(([name, opening]) => {
      if (names.has(name)) return [];
      this.#open.delete(name);
      return [opening.then(({ file }) => file.close()).catch(() => undefined)];
    });
    await Promise.all(closing);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.release(new Set());
  }

  async removeOthers(names: ReadonlySet<string>): Promise<boolean> {
    await this.release(names);
    let all = true;
    for (const name of await this.#folder.names())
      if (!names.has(name)) all = (await this.#folder.remove(name).catch(() => false)) && all;
    return all;
  }

  #opened({ packId, place }: CopyAddress): Promise<OpenFile> {
    if (this.#isClosed) return Promise.reject(new DOMException('the copies are closed', 'InvalidStateError'));
    if (place.form !== 'file') throw new Error('a copy of database pages on the shelf of files');
    const known = this.#open.get(place.name);
    if (known !== undefined) return known;
    const opening = this.#openFile(packId, place);
    this.#open.set(place.name, opening);
    opening.catch(() => this.#open.delete(place.name));
    return opening;
  }

  async #openFile(packId: string, place: FilePlace): Promise<OpenFile> {
    const file = await this.#folder.open(place.name).catch(() => null);
    if (file === null) throw new PageDamagedError(packId, 'file', 0);
    try {
      const directory = await directoryOf(file, this.#key, packId, place);
      if (directory !== null) return { file, directory };
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
    }
    file.close();
    throw new PageDamagedError(packId, 'directory', 0);
  }
}

class FileSink implements CopySink {
  readonly #folder: CopyFolder;
  readonly #name: string;
  readonly #file: CopyFile;
  readonly #sealDirectory: (plain: Uint8Array<ArrayBuffer>) => Promise<Sealed>;
  readonly #directory = new CopyDirectory();
  readonly #waiting = new Uint8Array(WRITE_BYTES);
  #used = 0;
  /** Bytes of the file that are written. */
  #written = 0;

  constructor(
    folder: CopyFolder,
    name: string,
    file: CopyFile,
    sealDirectory: (plain: Uint8Array<ArrayBuffer>) => Promise<Sealed>,
  ) {
    this.#folder = folder;
    this.#name = name;
    this.#file = file;
    this.#sealDirectory = sealDirectory;
    this.#put(HEADING);
  }

  reserve(bytes: number): void {
    const wanted = this.#written + this.#used + Math.ceil(bytes);
    if (wanted > this.#file.size()) this.#file.truncate(wanted);
  }

  // Written at once; what is sealed meanwhile need not wait for a disk.
  add({ section, part, first }: PageRun, pages: readonly Sealed[]): Promise<void> {
    try {
      pages.forEach(({ iv, sealed }, index) => {
        const at = this.#written + this.#used;
        this.#put(iv);
        this.#put(sealed);
        this.#directory.add(section, part, first + index, { at, length: iv.length + sealed.length });
      });
      return Promise.resolve();
    } catch (error) {
      return Promise.reject(error instanceof Error ? error : new Error(String(error)));
    }
  }

  async finish(): Promise<CopyPlace> {
    const directory = packed(await this.#sealDirectory(this.#directory.encode()));
    const directoryAt = this.#written + this.#used;
    this.#put(directory);
    this.#flush();
    const bytes = this.#written;
    this.#file.truncate(bytes);
    this.#file.flush();
    this.#file.close();
    return { form: 'file', name: this.#name, bytes, directoryAt };
  }

  async abandon(): Promise<void> {
    this.#file.close();
    await this.#folder.remove(this.#name);
  }

  #put(bytes: Uint8Array<ArrayBuffer>): void {
    if (this.#used + bytes.length > WRITE_BYTES) this.#flush();
    if (bytes.length > WRITE_BYTES) {
      this.#file.write(bytes, this.#written);
      this.#written += bytes.length;
      return;
    }
    this.#waiting.set(bytes, this.#used);
    this.#used += bytes.length;
  }

  #flush(): void {
    if (this.#used > 0) this.#file.write(this.#waiting.subarray(0, this.#used), this.#written);
    this.#written += this.#used;
    this.#used = 0;
  }
}
