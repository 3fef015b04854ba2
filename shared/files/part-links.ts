/**
 * Parts of a workbook under the very names by which its other parts ask for them. Programs that are not Excel write
 * `Xl/Worksheets/Sheet1.XML` and ask for `worksheets%5csheet1.xml`; names of parts do not tell case apart (ECMA-376 part 2,
 * 6.2.2), the readers do.
 */
import { partName, type Parts } from './archive.ts';

/** A part of ours that a relation names: no more of it is read than this. */
const LONGEST_RELATIONS = 1024 * 1024;
const RELATION = /<(?:[\w-]+:)?Relationship\s([^<>]{0,4000})>/gu;

export type LinkProblem = { readonly missing: string };

const foldedName = (name: string): string => partName(decodedName(name)).toLowerCase();

function decodedName(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

const folderOf = (name: string): string => (name.includes('/') ? name.slice(0, name.lastIndexOf('/')) : '');

/** `xl/workbook.xml` → `xl/_rels/workbook.xml.rels`. */
function relationsOf(name: string): string {
  const folder = folderOf(name);
  const file = name.slice(folder === '' ? 0 : folder.length + 1);
  return `${folder === '' ? '' : `${folder}/`}_rels/${file}.rels`;
}

function attribute(text: string, name: string): string {
  const found = new RegExp(`(?:^|\\s)${name}\\s{0,9}=\\s{0,9}(?:"([^"]*)"|'([^']*)')`, 'u').exec(text);
  return (found?.[1] ?? found?.[2] ?? '').replaceAll('&amp;', '&');
}

interface Relation {
  readonly type: string;
  readonly target: string;
}

function relationsIn(bytes: Uint8Array): readonly Relation[] {
  const text = new TextDecoder().decode(bytes.subarray(0, LONGEST_RELATIONS));
  return [...text.matchAll(RELATION)]
    .map(([, attributes = '']) => ({
      type: attribute(attributes, 'Type'),
      target: attribute(attributes, 'Target'),
      outside: attribute(attributes, 'TargetMode').toLowerCase() === 'external',
    }))
    .filter(({ target, outside }) => target !== '' && !outside);
}

/** The name that the readers look a target up by. */
function literalName(folder: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1);
  const steps = folder.split('/').filter(Boolean);
  for (const step of target.split('/').filter(Boolean)) {
    if (step === '..') steps.pop();
    else if (step !== '.') steps.push(step);
  }
  return steps.join('/');
}

/** `\xl\worksheets\sheet1.xml` counts from the root, though the readers take it for a name in the folder; empty for any other. */
const fromTheRoot = (target: string): string => (decodedName(target).startsWith('\\') ? foldedName(target) : '');

/** Parts without which cells would be missing. */
const NEEDED = /\/(?:worksheet|sharedStrings|officeDocument)$/u;
const KNOWN_NAMES = [
  '[Content_Types].xml',
  '_rels/.rels',
  'mimetype',
  'content.xml',
  'styles.xml',
  'META-INF/manifest.xml',
];

/** Adds every part under the name by which it is asked for; answers a needed part that is asked for and not there. */
export function linkParts(parts: Parts): LinkProblem | null {
  const byFolded = new Map([...parts].map(([name, bytes]) => [foldedName(name), bytes]));
  const provide = (name: string, target = ''): Uint8Array | undefined => {
    const found = parts.get(name) ?? byFolded.get(foldedName(name)) ?? byFolded.get(fromTheRoot(target));
    if (found !== undefined) parts.set(name, found);
    return found;
  };
  for (const name of KNOWN_NAMES) provide(name);
  const waiting = [''];
  const seen = new Set(waiting);
  for (let source = waiting.pop(); source !== undefined; source = waiting.pop()) {
    const relations = provide(source === '' ? '_rels/.rels' : relationsOf(source));
    if (relations === undefined) continue;
    for (const { type, target } of relationsIn(relations)) {
      const name = literalName(folderOf(source), target);
      if (provide(name, target) === undefined && NEEDED.test(type)) return { missing: partName(decodedName(name)) };
      if (seen.has(name)) continue;
      seen.add(name);
      waiting.push(name);
    }
  }
  return null;
}
