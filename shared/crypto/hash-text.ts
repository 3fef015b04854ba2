/** SHA-256 of text, where it has to be known at once. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { utf8 } from './bytes.ts';

/** In lower-case hex, over UTF-8. */
export const hashText = (text: string): string => bytesToHex(sha256(utf8(text)));
