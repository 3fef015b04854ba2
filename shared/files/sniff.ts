/** What a file is by its first bytes; its name is never asked (`.xls` is often HTML, text, or a renamed .xlsx). */

export type FileForm = 'zip' | 'ole' | 'text' | 'pdf' | 'image' | 'rar' | 'other';

const SIGNATURES: readonly (readonly [FileForm, readonly number[]])[] = [
  ['zip', [0x50, 0x4b, 0x03, 0x04]],
  ['zip', [0x50, 0x4b, 0x05, 0x06]],
  ['ole', [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]],
  ['pdf', [0x25, 0x50, 0x44, 0x46]],
  ['image', [0xff, 0xd8, 0xff]],
  ['image', [0x89, 0x50, 0x4e, 0x47]],
  ['image', [0x47, 0x49, 0x46, 0x38]],
  ['rar', [0x52, 0x61, 0x72, 0x21]],
  ['rar', [0x37, 0x7a, 0xbc, 0xaf]],
];

/** The form of the bytes. `text` is only a supposition: decoding decides. */
export function sniff(bytes: Uint8Array): FileForm {
  const found = SIGNATURES.find(([, signature]) => signature.every((byte, index) => bytes[index] === byte));
  return found?.[0] ?? 'text';
}

const NAMES: Readonly<Partial<Record<FileForm, string>>> = {
  pdf: '这是 PDF 文件。',
  image: '这是图片。',
  rar: '这是压缩包，请先解压。',
};

/** A sentence that says what the file is, where that is known and it is no table. */
export function formSentence(form: FileForm): string | null {
  return NAMES[form] ?? null;
}
