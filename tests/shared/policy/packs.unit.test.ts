/** Packs: which one holds a day, what confirming needs, what an import refuses, and what changes from one to the next. */
import { describe, expect, it } from 'vitest';
import { plainDate } from '#shared/domain/plain-date.ts';
import { canonicalJson } from '#shared/policy/canonical-json.ts';
import { documents } from '#shared/policy/sources.ts';
import { evaluate } from '#shared/policy/evaluate.ts';
import { diffPacks } from '#shared/policy/pack-difference.ts';
import { packFile, packProblemCodes, readPackFile } from '#shared/policy/pack-import.ts';
import { choosePack, packById, shippedPacks, shippedPolicyPacks } from '#shared/policy/pack-library.ts';
import {
  holdPack,
  isConfirmed,
  packDigest,
  parametersOf,
  parametersToConfirm,
  PolicyPack,
  type HeldPack,
} from '#shared/policy/pack.ts';
import { differenceWords, parameterWords } from '#shared/wording/packs.ts';
import { changedScene } from '#tests/builders/policy-scene.ts';

function shipped(id: string): HeldPack {
  const held = packById(id);
  if (held === null) throw new Error(`no pack ${id}`);
  return held;
}

function confirmed(id: string): HeldPack {
  const { pack, digest } = shipped(id);
  return holdPack(pack, [
    { packId: id, digest, documentNumber: '湛人社函〔2022〕300号', by: '管理员', on: plainDate('2022-11-01') },
  ]);
}

const chosen = (day: string, packs?: readonly HeldPack[]): string => {
  const choice = choosePack(plainDate(day), packs);
  return choice.ok ? choice.held.pack.id : `${choice.reason} ${choice.ids.join(' ')}`.trim();
};

describe('the pack of a day', () => {
  it.each([
    ['2022-08-21', 'none'],
    ['2022-08-22', 'zhanjiang-2022'],
    ['2022-12-31', 'zhanjiang-2022'],
    ['2023-01-01', 'none'],
    ['2023-08-01', 'none'],
    ['2026-08-01', 'none'],
  ])('%s: %s, while nobody confirmed the others', (day, id) => {
    expect(chosen(day)).toBe(id);
  });

  it('is the next one from its first day on, once it is confirmed', () => {
    const packs = [shipped('zhanjiang-2022'), confirmed('zhanjiang-2022b')];
    expect(['2022-10-31', '2022-11-01', '2022-12-31'].map((day) => chosen(day, packs))).toEqual([
      'zhanjiang-2022',
      'zhanjiang-2022b',
      'zhanjiang-2022b',
    ]);
  });

  it('is told to be over when the next one has taken over', () => {
    const packs = [shipped('zhanjiang-2022'), confirmed('zhanjiang-2022b')];
    const codes = (day: string, held: readonly HeldPack[]): readonly string[] => {
      const result = evaluate(changedScene(`日期=${day}；参保@${day}`), held);
      return result.ok ? result.decision.warnings.map(({ code }) => code) : [];
    };
    expect(codes('2022-11-01', packs)).toContain('date-outside-policy');
    expect(codes('2022-10-31', packs)).not.toContain('date-outside-policy');
    expect(codes('2022-11-01', shippedPacks)).not.toContain('date-outside-policy');
  });

  it('is chosen by the day of hire where the packs of two years accept on one day', () => {
    const packs = ['guangdong-2024', 'guangdong-2025'].map(confirmed);
    expect(chosen('2025-06-02', packs)).toBe('by-hire guangdong-2024 guangdong-2025');
    expect(chosen('2024-06-03', packs)).toBe('guangdong-2024');
    expect(chosen('2026-01-05', packs)).toBe('guangdong-2025');
  });

  it('is nobody’s choice when two hold it', () => {
    const { pack } = shipped('zhanjiang-2022');
    const twin = holdPack({ ...pack, id: 'zhanjiang-twin' });
    expect(chosen('2022-09-01', [shipped('zhanjiang-2022'), twin])).toBe('several zhanjiang-2022 zhanjiang-twin');
  });
});

describe('confirmation', () => {
  it('is needed for every figure that nobody verified', () => {
    expect(shippedPacks.filter(isConfirmed).map(({ pack }) => pack.id)).toEqual(['zhanjiang-2022']);
    expect(parametersToConfirm(shipped('zhanjiang-2022b').pack)).toEqual(['acceptance', 'furtherGroups']);
  });

  it('holds for exactly the figures that were seen', () => {
    const { pack, confirmation } = confirmed('guangdong-2023');
    expect(isConfirmed({ pack, digest: packDigest(pack), confirmation })).toBe(true);
    const changed = {
      ...pack,
      parameters: { ...pack.parameters, amountFen: { ...pack.parameters.amountFen, value: 120_000 } },
    };
    expect(isConfirmed(holdPack(changed, confirmation === null ? [] : [confirmation]))).toBe(false);
  });
});

describe('shipped packs', () => {
  it.each(shippedPolicyPacks.map((pack) => [pack.id, pack] as const))(
    '%s names a known document for every figure and check',
    (_, pack) => {
      const sources = [...parametersOf(pack).map(([, one]) => one), ...pack.checks].map(
        ({ source }) => source.document,
      );
      expect(sources.filter((document) => !Object.hasOwn(documents, document))).toEqual([]);
    },
  );

  it.each(shippedPolicyPacks.map((pack) => [pack.id, pack] as const))('%s reads as Chinese', (_, pack) => {
    const words = parametersOf(pack).map(([name, { value }]) => parameterWords(name, value));
    for (const text of words) expect(text).toMatch(/^[^a-zA-Z]*[一-鿿][^a-zA-Z]*$/u);
  });

  it('asks for full time in Zhanjiang’s packs of 2022 only', () => {
    const asking = shippedPolicyPacks.filter(({ checks }) => checks.some(({ check }) => check === spoilt('full-time')));
    expect(asking.map(({ id }) => id)).toEqual(['zhanjiang-2022', 'zhanjiang-2022b']);
  });
});

const base = shipped('zhanjiang-2022').pack;
/** A pack of another year, so that its days are free. */
const later = PolicyPack.parse(
  JSON.parse(JSON.stringify({ ...base, id: 'zhanjiang-2023' }).replaceAll('2022-', '2023-')),
);

/** Any part of a pack's JSON, to be spoilt. */
interface Loose {
  [key: string]: Loose & Loose[] & string;
}
const spoilt = (value: unknown): never => value as never;

const file = (change: (pack: Loose) => void, resign = true): unknown => {
  const pack = JSON.parse(JSON.stringify(later)) as Loose;
  change(pack);
  const parsed = PolicyPack.safeParse(pack);
  return { ...packFile(later), pack, digest: resign && parsed.success ? packDigest(parsed.data) : packDigest(later) };
};

describe('a pack file', () => {
  const refused: readonly (readonly [string, string, unknown])[] = [
    ['not-a-pack-file', '', 'text'],
    ['unknown-check', 'pack.checks.0.check', file((pack) => (pack['checks'][0].check = spoilt('looks-nice')))],
    ['missing-source', 'pack.parameters.amountFen.source', file((pack) => delete pack['parameters'].amountFen.source)],
    ['missing-source', 'pack.checks.0.source.clause', file((pack) => (pack['checks'][0].source.clause = spoilt(' ')))],
    [
      'bad-value',
      'pack.parameters.amountFen.value',
      file((pack) => (pack['parameters'].amountFen.value = spoilt('1500'))),
    ],
    [
      'bad-value',
      'pack.parameters.amountFen.value',
      file((pack) => (pack['parameters'].amountFen.value = spoilt(150_001))),
    ],
    [
      'bad-value',
      'pack.parameters.hireWindow.value',
      file((pack) => (pack['parameters'].hireWindow.value.to = spoilt('2022-01-01'))),
    ],
    ['bad-value', 'pack.checks', file((pack) => pack['checks'].push(pack['checks'][0]))],
    ['digest-differs', 'digest', file((pack) => (pack['title'] = spoilt('改过的')), false)],
    ['digest-differs', 'digest', file((pack) => (pack['secretly'] = spoilt(1)))],
    [
      'dates-overlap',
      'pack.parameters.acceptance.value',
      file((pack) => (pack['parameters'].acceptance.value.from = spoilt('2022-12-31'))),
    ],
    ['supersedes-nothing', 'pack.supersedes', file((pack) => (pack['supersedes'] = spoilt('zhanjiang-2000')))],
    ['same-pack', 'pack.id', packFile(base)],
  ];

  it.each(refused)('is refused: %s at %s', (code, path, input) => {
    const result = readPackFile(input, shippedPacks);
    expect(result.ok ? [] : result.problems).toContainEqual(expect.objectContaining({ code, path }));
  });

  it('has an example of every refusal', () => {
    expect([...new Set(refused.map(([code]) => code))].sort()).toEqual([...packProblemCodes].sort());
  });

  it('is taken in with the pack that it replaces', () => {
    expect(
      readPackFile(
        file(() => undefined),
        shippedPacks,
      ),
    ).toMatchObject({ ok: true, replaces: null });
    const edited = { ...base, title: '湛江市（修订）' };
    expect(readPackFile(packFile(edited), shippedPacks)).toMatchObject({
      ok: true,
      replaces: { pack: { id: base.id, title: base.title } },
    });
  });

  it('has the same digest whatever the order of its keys', () => {
    const turned = JSON.parse(JSON.stringify(Object.fromEntries(Object.entries(base).reverse()))) as typeof base;
    expect(packDigest(turned)).toBe(packDigest(base));
    expect(canonicalJson({ b: 1, a: [undefined, { d: null, c: undefined }] })).toBe('{"a":[null,{"d":null}],"b":1}');
  });
});

describe('the difference between two packs', () => {
  it('is told in plain Chinese', () => {
    const words = diffPacks(base, shipped('guangdong-2023').pack).map(differenceWords);
    expect(words).toContain(
      '补助标准（每人）：由“1,500.00元（壹仟伍佰元整）”改为“1,000.00元（壹仟元整）”。依据：广东省2023年一次性扩岗补助经办指引（揭阳市就业服务页面所载） 每招用1人1000元（省级规定）；待本地核定',
    );
    expect(
      words.some((text) => text.startsWith('须缴纳的险种：由“失业保险”改为“失业保险、工伤保险、职工养老保险”')),
    ).toBe(true);
    expect(words.some((text) => text.startsWith('取消核验项“全日制”'))).toBe(true);
    for (const text of words) expect(text).not.toMatch(/[a-z]{3,}|undefined|null/u);
  });

  it('is empty for the same pack', () => {
    expect(diffPacks(base, base)).toEqual([]);
  });
});
