/**
 * One way of reading names, codes and numbers, used on both sides of every comparison
 * (NFKC, no spaces, upper case; name dots and company brackets folded).
 */
/** White space and what shows nothing at all: zero-width characters, marks of direction, the byte order mark. */
const SPACES = /[\s\p{Cf}]/gu;
/**
 * What people and programs put between the parts of a name (GB 18030's ·, full stops, bullets, middle dots of other
 * scripts, half and full width), with the blanks round it.
 */
const NAME_DOTS = /\s{0,3}[·•・．.。｡･﹒․‧∙⋅˙ꞏ⸱⸳᛫●]\s{0,3}/gu;
const OPEN_BRACKETS = /[（〔﹙【[]/gu;
const CLOSE_BRACKETS = /[）〕﹚】\]]/gu;

/** An identifier as compared: NFKC, no white space, upper case. */
export function normaliseCode(text: string): string {
  return text.normalize('NFKC').replace(SPACES, '').toUpperCase();
}

/** Every kind of name dot as `·`, without blanks round it. */
export const foldNameDots = (name: string): string => name.replace(NAME_DOTS, '·');

/** A person's name as compared: as a code, and every kind of name dot is one `·`. */
export function normalisePersonName(text: string): string {
  return normaliseCode(foldNameDots(text));
}

/** A firm's name as compared: as a code, and every kind of bracket is a round one. */
export function normaliseEmployerName(text: string): string {
  return normaliseCode(text).replace(OPEN_BRACKETS, '(').replace(CLOSE_BRACKETS, ')').replace(NAME_DOTS, '·');
}
