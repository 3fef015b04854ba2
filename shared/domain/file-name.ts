/**
 * Names that can be a file or folder on every system that the program runs on: what Windows reserves (Microsoft, "Naming
 * Files, Paths, and Namespaces") is refused on Linux too, because a folder on a stick goes on to another machine.
 */

/** Characters that no name holds: separators, wild cards, controls, and marks that show nothing or turn the text round. */
const PLAIN = /^[^./\\:*?"<>|\p{Cc}\p{Cf}][^/\\:*?"<>|\p{Cc}\p{Cf}]{0,119}$/u;
/** Devices, also with an ending (`nul.csv`) and with blanks or superscript digits as Windows takes them. */
const RESERVED = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])\s{0,9}(?:\.|$)/iu;

/** A name of one part, at most 120 characters, that ends in neither a dot nor a blank. */
export function isPlainFileName(name: string): boolean {
  return PLAIN.test(name) && !RESERVED.test(name) && !/[.\s]$/u.test(name);
}
