/**
 * What sealing uses of the platform: WebCrypto, compression streams and base64, the same in every Chromium since 122 and in
 * Node 20. Declared as far as it is used, since this layer compiles without the types of a browser or of Node.
 */
interface CryptoKey {
  readonly type: 'secret' | 'public' | 'private';
  readonly extractable: boolean;
}

/** A name with the parameters that it takes. */
interface PlatformAlgorithm {
  readonly name: string;
  readonly [parameter: string]: unknown;
}

interface SubtleCrypto {
  importKey(
    format: 'raw' | 'pkcs8',
    keyData: Uint8Array<ArrayBuffer> | ArrayBuffer,
    algorithm: string | PlatformAlgorithm,
    extractable: boolean,
    usages: readonly string[],
  ): Promise<CryptoKey>;
  exportKey(format: 'raw' | 'pkcs8', key: CryptoKey): Promise<ArrayBuffer>;
  generateKey(
    algorithm: PlatformAlgorithm,
    extractable: boolean,
    usages: readonly string[],
  ): Promise<{ readonly publicKey: CryptoKey; readonly privateKey: CryptoKey }>;
  deriveKey(
    algorithm: PlatformAlgorithm,
    baseKey: CryptoKey,
    derived: PlatformAlgorithm,
    extractable: boolean,
    usages: readonly string[],
  ): Promise<CryptoKey>;
  deriveBits(algorithm: PlatformAlgorithm, baseKey: CryptoKey, length: number): Promise<ArrayBuffer>;
  encrypt(algorithm: PlatformAlgorithm, key: CryptoKey, data: Uint8Array<ArrayBuffer>): Promise<ArrayBuffer>;
  decrypt(algorithm: PlatformAlgorithm, key: CryptoKey, data: Uint8Array<ArrayBuffer>): Promise<ArrayBuffer>;
  sign(algorithm: PlatformAlgorithm, key: CryptoKey, data: Uint8Array<ArrayBuffer>): Promise<ArrayBuffer>;
  verify(
    algorithm: PlatformAlgorithm,
    key: CryptoKey,
    signature: Uint8Array<ArrayBuffer>,
    data: Uint8Array<ArrayBuffer>,
  ): Promise<boolean>;
}

declare const crypto: {
  readonly subtle: SubtleCrypto;
  getRandomValues(array: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer>;
  randomUUID(): `${string}-${string}-${string}-${string}-${string}`;
};

declare function atob(data: string): string;
declare function btoa(data: string): string;

interface ByteReader {
  read(): Promise<
    { readonly done: false; readonly value: Uint8Array } | { readonly done: true; readonly value?: undefined }
  >;
  cancel(): Promise<void>;
}

interface ByteWriter {
  write(bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  close(): Promise<void>;
}

interface CompressionStream {
  readonly readable: { getReader(): ByteReader };
  readonly writable: { getWriter(): ByteWriter };
}
declare const CompressionStream: new (format: 'deflate-raw') => CompressionStream;
interface DecompressionStream {
  readonly readable: { getReader(): ByteReader };
  readonly writable: { getWriter(): ByteWriter };
}
declare const DecompressionStream: new (format: 'deflate-raw') => DecompressionStream;
