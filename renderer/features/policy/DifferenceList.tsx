import { diffPacks } from '#shared/policy/pack-difference.ts';
import type { HeldPack, PolicyPack } from '#shared/policy/pack.ts';
import { differenceWords } from '#shared/wording/packs.ts';

/** What a pack changes against the one before, a sentence each. */
export function DifferenceList({ before, after }: { readonly before: HeldPack | null; readonly after: PolicyPack }) {
  if (before === null) return <p className="soft">没有更早的参数包可以比较。</p>;
  const sentences = diffPacks(before.pack, after).map(differenceWords);
  return (
    <div className="policy__difference">
      <p>
        与“{before.pack.title}”
        <span className="soft small" data-machine="">
          （摘要 {before.digest.slice(0, 12)}）
        </span>
        相比{sentences.length === 0 ? '，参数和核验项没有变化。' : `有 ${sentences.length} 处不同：`}
      </p>
      {sentences.length === 0 ? null : (
        <ul aria-label="与前一包的差异">
          {sentences.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
