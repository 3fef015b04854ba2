/** Text into markup and style sheets: nothing that was typed can become a tag, an attribute or a rule. */

/** Controls other than the line feed, and marks that turn the direction round or show nothing, never reach paper. */
const CONTROL = /[^\P{Cc}\n]|\p{Cf}/gu;
const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as HTML content or a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replace(CONTROL, '').replace(/[&<>"']/gu, (character) => ENTITIES[character] ?? '');
}

/** Text as a quoted CSS string, e.g. for `content`; a line feed becomes a CSS line feed. */
export function cssString(text: string): string {
  const escaped = Array.from(text.replace(CONTROL, ''), (character) =>
    /[\w .:,]/u.test(character) ? character : `\\${(character.codePointAt(0) ?? 0).toString(16)} `,
  );
  return `"${escaped.join('')}"`;
}
