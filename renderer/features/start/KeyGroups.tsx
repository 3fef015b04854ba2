/** A printed key as it is to stand on paper; alone on the sheet when the page is printed. */
export interface KeyGroupsProps {
  readonly officeName: string;
  /** What the key is called. */
  readonly name: '恢复码' | '单位密钥';
  readonly printed: string;
}

export function KeyGroups({ officeName, name, printed }: KeyGroupsProps) {
  return (
    <section className="recovery-key" aria-label={name}>
      <p className="recovery-key__office">
        {officeName} 扩岗补助窗口受理 {name}
      </p>
      <ol className="recovery-key__groups">
        {printed.split('-').map((group, at) => (
          <li key={`${at}:${group}`}>{group}</li>
        ))}
      </ol>
      <p className="recovery-key__note">数字 0 与字母 O、数字 1 与字母 I、L 不作区分。</p>
    </section>
  );
}
