/** What has not left the machine, said as it is: there is no receiver yet. */
export function SyncPanel({ waiting, exported }: { readonly waiting: number; readonly exported: number }) {
  return (
    <section className="panel">
      <h2 className="panel__title">同步</h2>
      <p>
        没有配置接收端，本机不与任何系统同步，也不会把办件显示为“已同步”。未离开本机的办件{' '}
        <strong className="number">{waiting}</strong> 件；已写成批次文件、等待人工导入省系统或用录入助手录入的{' '}
        <strong className="number">{exported}</strong> 件。
      </p>
    </section>
  );
}
