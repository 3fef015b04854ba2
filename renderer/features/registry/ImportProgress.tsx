import type { ImportProgress } from '../../store/registry/registry-store.ts';
import { Button } from '../../ui/Button.tsx';
import { Progress } from '../../ui/Progress.tsx';

const phases: Readonly<Record<ImportProgress['phase'], string>> = {
  reading: '正在读取并核对',
  sealing: '正在加密保存',
  committing: '正在启用',
};

const figure = (value: number): string => value.toLocaleString('zh-CN');

function words(progress: ImportProgress): string {
  const left = progress.secondsLeft === null ? '' : ` · 约剩 ${progress.secondsLeft} 秒`;
  return `${figure(progress.rows)} 行 · 坏行 ${figure(progress.badRows)} · 每秒 ${figure(progress.rowsPerSecond)} 行${left}`;
}

/** Figures of a running import, and the way to stop it. */
export function ImportProgressLine({
  progress,
  fileName,
  onCancel,
}: {
  readonly progress: ImportProgress | null;
  readonly fileName: string;
  readonly onCancel: () => void;
}) {
  const label = progress === null ? '正在打开' : phases[progress.phase];
  return (
    <div className="stack" role="status">
      <Progress
        label={`${label}：${fileName}`}
        value={progress?.bytesRead ?? 0}
        max={progress?.bytesTotal ?? 1}
        text={progress === null ? '' : words(progress)}
      />
      <p className="row">
        <Button onClick={onCancel}>取消导入</Button>
        <span className="soft">可以离开本页继续办件；导入完成前一直使用原有数据。</span>
      </p>
    </div>
  );
}
