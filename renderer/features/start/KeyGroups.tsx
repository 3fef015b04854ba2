/** The recovery key as it is to stand on paper; alone on the sheet when the page is printed. */
export function KeyGroups({ officeName, recoveryKey }: { readonly officeName: string; readonly recoveryKey: string }) {
  return (
    <section className="recovery-key" aria-label="恢复码">
      <p className="recovery-key__office">{officeName} 扩岗补助窗口受理 恢复码</p>
      <ol className="recovery-key__groups">
        {recoveryKey.split('-').map((group, at) => (
          <li key={`${at}:${group}`}>{group}</li>
        ))}
      </ol>
      <p className="recovery-key__note">数字 0 与字母 O、数字 1 与字母 I、L 不作区分。</p>
    </section>
  );
}
