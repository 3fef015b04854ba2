/** The handbook's source (build/handbook/handbook.html) with its marks filled in: `{{key:save}}`, `{{page:日终}}`, `{{word:开始培训}}`, `{{screen:NAME 说明}}`, `{{keys}}`. */
import {
  keyActions,
  keyGroupLabels,
  keyName,
  keyTable,
  type KeyAction,
  type KeyGroup,
} from '#renderer/ui/key-table.ts';

const MARK = /\{\{(?<kind>[a-z]+)(?::(?<name>[^\s}]+)(?:\s(?<rest>[^}]*))?)?\}\}/gu;

export interface HandbookMark {
  readonly kind: string;
  readonly name: string;
  readonly rest: string;
}

const markOf = (groups: Readonly<Record<string, string | undefined>> | undefined): HandbookMark => ({
  kind: groups?.['kind'] ?? '',
  name: groups?.['name'] ?? '',
  rest: groups?.['rest'] ?? '',
});

/** Every mark of the source in its order. */
export const handbookMarks = (source: string): readonly HandbookMark[] =>
  [...source.matchAll(MARK)].map(({ groups }) => markOf(groups));

/** The source without its marks and its style sheet: what is printed as it stands. */
export const handbookWords = (source: string): string =>
  source.replaceAll(MARK, '').replaceAll(/<style>[\s\S]*?<\/style>/gu, '');

const isAction = (name: string): name is KeyAction => (keyActions as readonly string[]).includes(name);

const keyRows = (group: KeyGroup): string =>
  keyActions
    .filter((action) => keyTable[action].group === group)
    .map((action) => `<tr><td><kbd>${keyName(action)}</kbd></td><td>${keyTable[action].label}</td></tr>`)
    .join('');

/** The whole table of keys, group by group. */
const allKeys = (): string =>
  (Object.keys(keyGroupLabels) as KeyGroup[])
    .map(
      (group) =>
        `<h3>${keyGroupLabels[group]}</h3><table><tr><th>按键</th><th>做什么</th></tr>${keyRows(group)}</table>`,
    )
    .join('');

/** Fills in the marks; `picture` gives the address of a screen's picture. Throws on a mark that nothing answers to. */
export function fillHandbook(source: string, picture: (screen: string) => string): string {
  return source.replaceAll(MARK, (...found: unknown[]) => {
    const { kind, name, rest } = markOf(found.at(-1) as Record<string, string | undefined>);
    if (kind === 'key' && isAction(name)) return `<kbd>${keyName(name)}</kbd>`;
    if (kind === 'page' || kind === 'word') return `“${name}”`;
    if (kind === 'screen')
      return `<figure><img src="${picture(name)}" alt="" /><figcaption>图：${rest}</figcaption></figure>`;
    if (kind === 'keys') return allKeys();
    throw new Error(`the handbook names ${kind}:${name}, which does not exist`);
  });
}
