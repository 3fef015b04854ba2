/** Text files as UTF-8 bytes. */
import { expect, it } from 'vitest';
import { utf8Pieces } from '#renderer/store/registry/text-source.ts';

async function textOf(content: BlobPart): Promise<string> {
  let text = '';
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  for await (const { bytes } of utf8Pieces(new Blob([content]))) text += decoder.decode(bytes, { stream: true });
  return text;
}

it('a byte order mark in the middle takes nothing from the beginning (two files put together)', async () => {
  const ascii = 'AAC002,AAB001\n'.repeat(100);
  expect(await textOf(`${ascii}\ufeffAAC002,AAB001\n甲,乙\n`)).toBe(`${ascii}\ufeffAAC002,AAB001\n甲,乙\n`);
  expect(await textOf(`\ufeff${ascii}`)).toBe(ascii);
});
