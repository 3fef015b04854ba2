/**
 * The small changes that a source file allows: each one a piece of text put in the place of another, so that the file
 * still parses. What has no bearing on the running program (types, imports) and what no test can reach by design
 * (a throw that stands for a bug, and its words) is left as it is.
 */
import { parseSync } from 'vite';

const turned = {
  '===': '!==',
  '!==': '===',
  '<': '<=',
  '<=': '<',
  '>': '>=',
  '>=': '>',
  '+': '-',
  '-': '+',
  '*': '/',
  '/': '*',
  '%': '*',
  '&': '|',
  '|': '&',
  '<<': '>>',
  '>>>': '<<',
  '>>': '<<',
  '&&': '||',
  '||': '&&',
  '??': '&&',
};

/** Calls that may go, leaving what they were called on. */
const dropped = new Set([
  'filter',
  'trim',
  'reverse',
  'toReversed',
  'sort',
  'toSorted',
  'slice',
  'normalize',
  'toUpperCase',
  'toLowerCase',
  'padStart',
  'padEnd',
  'replace',
  'replaceAll',
]);

const swapped = {
  every: 'some',
  some: 'every',
  startsWith: 'endsWith',
  endsWith: 'startsWith',
  padStart: 'padEnd',
  padEnd: 'padStart',
  min: 'max',
  max: 'min',
  find: 'findLast',
  indexOf: 'lastIndexOf',
  lastIndexOf: 'indexOf',
};

const code = /^[A-Za-z][\w-]*$/;
const functions = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression']);
const shells = new Set(['TSAsExpression', 'TSSatisfiesExpression', 'TSNonNullExpression']);
const skipped = new Set(['ImportDeclaration', 'ExportAllDeclaration', 'ThrowStatement', 'ImportExpression']);

/** Whether the node is the text of a string, so that `+` joins and does not add. */
const isText = (node) =>
  node.type === 'TemplateLiteral' ||
  (node.type === 'Literal' && typeof node.value === 'string') ||
  (node.type === 'BinaryExpression' && node.operator === '+' && (isText(node.left) || isText(node.right)));

const onlyThrows = (node) =>
  node.type === 'ThrowStatement' ||
  (node.type === 'BlockStatement' && node.body.length === 1 && node.body[0].type === 'ThrowStatement');

/** @returns the changes of one node: `[start, end, text]` */
function* ofNode(node, parent, key, source) {
  const text = (part) => source.slice(part.start, part.end);
  switch (node.type) {
    case 'BinaryExpression':
    case 'LogicalExpression': {
      const to = turned[node.operator];
      if (to === undefined || isText(node)) return;
      const at = source.indexOf(node.operator, node.left.end);
      yield [at, at + node.operator.length, to];
      if (node.operator === '<' || node.operator === '>') yield [at, at + 1, node.operator === '<' ? '>=' : '<='];
      if (node.type === 'LogicalExpression' && node.operator !== '??') {
        yield [node.start, node.end, text(node.left)];
        yield [node.start, node.end, text(node.right)];
      }
      return;
    }
    case 'IfStatement':
      yield [node.test.start, node.test.end, `!(${text(node.test)})`];
      if (node.alternate === null && !onlyThrows(node.consequent)) yield [node.start, node.end, '{}'];
      return;
    case 'ConditionalExpression':
      yield [node.test.start, node.test.end, `!(${text(node.test)})`];
      return;
    case 'UnaryExpression':
      if (node.operator === '!') yield [node.start, node.end, text(node.argument)];
      if (node.operator === '-') yield [node.start, node.end, text(node.argument)];
      return;
    case 'CallExpression': {
      const { callee } = node;
      if (callee.type !== 'MemberExpression' || callee.computed) return;
      const { name } = callee.property;
      if (dropped.has(name) && callee.object.type !== 'Super' && !node.optional && !callee.optional) {
        yield [node.start, node.end, text(callee.object)];
      }
      if (swapped[name] !== undefined) yield [callee.property.start, callee.property.end, swapped[name]];
      return;
    }
    case 'ExpressionStatement':
      if (!node.directive && node.expression.type !== 'Literal') yield [node.start, node.end, '{}'];
      return;
    case 'ContinueStatement':
      yield [node.start, node.end, '{}'];
      return;
    case 'ReturnStatement':
      if (node.argument !== null && !(node.argument.type === 'Identifier' && node.argument.name === 'undefined')) {
        yield [node.argument.start, node.argument.end, 'undefined'];
      }
      return;
    case 'SpreadElement':
      if (parent.type === 'ObjectExpression') yield [node.start, node.end, '...{}'];
      if (parent.type === 'ArrayExpression') yield [node.start, node.end, '...[]'];
      return;
    case 'Literal':
      yield* ofLiteral(node, parent, key);
      return;
    default:
  }
}

function* ofLiteral(node, parent, key) {
  if (parent.type === 'MemberExpression' && key === 'property' && typeof node.value === 'string') return;
  if (key === 'key' && !parent.computed) return;
  if (typeof node.value === 'boolean') yield [node.start, node.end, String(!node.value)];
  if (typeof node.value === 'number') {
    yield [node.start, node.end, String(node.value + 1)];
    if (node.value > 0) yield [node.start, node.end, String(node.value - 1)];
  }
  if (typeof node.value === 'string' && code.test(node.value)) yield [node.start, node.end, `'${node.value}-other'`];
  if (node.regex) {
    const { pattern, flags } = node.regex;
    if (pattern.startsWith('^')) yield [node.start, node.end, `/${pattern.slice(1) || '(?:)'}/${flags}`];
    if (pattern.endsWith('$') && !pattern.endsWith('\\$')) {
      yield [node.start, node.end, `/${pattern.slice(0, -1) || '(?:)'}/${flags}`];
    }
  }
}

const isNode = (value) => typeof value === 'object' && value !== null && typeof value.type === 'string';

/** Calls `visit(node, parent, key, probe)` for every node that runs; `probe`: where to notice that it ran. */
function walk(node, parent, key, probe, visit) {
  if (skipped.has(node.type) || (node.type.startsWith('TS') && !shells.has(node.type))) return;
  if (node.type === 'NewExpression' && (node.callee.name ?? '').endsWith('Error')) return;
  if (node.type === 'ExportNamedDeclaration' && node.declaration === null) return;
  visit(node, parent, key, probe);
  for (const [name, value] of Object.entries(node)) {
    if (shells.has(node.type) && name !== 'expression') continue;
    for (const child of Array.isArray(value) ? value : [value]) {
      if (isNode(child)) walk(child, node, name, probeOf(node, name, child) ?? probe, visit);
    }
  }
}

/** A statement of a list inside a function, or the body of a short arrow; null at the level of the module. */
function probeOf(node, name, child) {
  if (functions.has(node.type) && name === 'body') {
    return child.type === 'BlockStatement' ? { at: child.start + 1 } : { start: child.start, end: child.end };
  }
  const inList = node.type === 'BlockStatement' || (node.type === 'SwitchCase' && name === 'consequent');
  return inList ? { at: child.start } : null;
}

const oneLine = (text) => {
  const line = text.replaceAll(/\s+/gu, ' ').trim();
  return line.length > 70 ? `${line.slice(0, 67)}…` : line;
};

/** A number that names a place in a file: the offset of its note. */
const placeOf = (probe) => (probe === undefined ? null : (probe.at ?? probe.start));

/**
 * @param {string} file its name, for the parser and the report
 * @param {string} source
 * @returns {{ file: string, line: number, start: number, end: number, text: string, words: string, place: number | null }[]}
 *   in the order of the text; `place` is noted when the changed code runs (see `probed`), null: when the file is loaded
 */
export function changesOf(file, source) {
  const { program, errors } = parseSync(file, source);
  if (errors.length > 0) throw new Error(`${file}: ${errors[0].message}`);
  const lineStarts = [...source.matchAll(/\n/gu)].map(({ index }) => index);
  const found = [];
  walk(program, program, 'body', undefined, (node, parent, key, probe) => {
    for (const [start, end, text] of ofNode(node, parent, key, source)) {
      const line = 1 + lineStarts.filter((at) => at < start).length;
      const whole = source.slice(node.start, start) + text + source.slice(end, node.end);
      const words = `${oneLine(source.slice(node.start, node.end))} → ${oneLine(whole)}`;
      found.push({ file, line, start, end, text, words, place: placeOf(probe) });
    }
  });
  return found;
}

/** @returns {string} the source with the change made */
export function changed(source, { start, end, text }) {
  return source.slice(0, start) + text + source.slice(end);
}

/** Whether the source with the change made is still a program. */
export function parses(source, change) {
  return parseSync(change.file, changed(source, change)).errors.length === 0;
}

/**
 * The source unchanged but for a note at every place that runs: `globalThis.reached(base + place)`.
 * @param {string} file
 * @param {string} source
 * @param {number} base
 * @returns {string}
 */
export function probed(file, source, base) {
  const places = new Map();
  const { program } = parseSync(file, source);
  walk(program, program, 'body', undefined, (_node, _parent, _key, probe) => {
    if (probe !== undefined) places.set(placeOf(probe), probe);
  });
  const inserts = [];
  for (const [place, probe] of places) {
    const note = `globalThis.reached?.(${base + place})`;
    if ('at' in probe) inserts.push([place, 1, `;${note};`]);
    else inserts.push([place, 2, `(${note}, `], [probe.end, 0, ')']);
  }
  inserts.sort((a, b) => b[0] - a[0] || b[1] - a[1]);
  return inserts.reduce((text, [at, , piece]) => text.slice(0, at) + piece + text.slice(at), source);
}
