import { registryNames } from '#shared/wording/registries.ts';
import type { RegistryCopy } from '../../store/registry/registry-store.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';

const told = ({ asOf, rows }: RegistryCopy): string => `截至 ${asOf}，${rows.toLocaleString('zh-CN')} 行`;

/** Removing asks once, in place: the second press removes. */
export function RemoveNotice({
  copy,
  onRemove,
  onKeep,
}: {
  readonly copy: RegistryCopy;
  readonly onRemove: () => void;
  readonly onKeep: () => void;
}) {
  return (
    <Notice tone="warn" live="alert">
      <p>
        删除{registryNames[copy.kind]}数据（{told(copy)}）后，相关核验都会变成待核，直到重新导入。
      </p>
      <p className="row">
        <Button look="danger" onClick={onRemove}>
          确认删除
        </Button>
        <Button shortcut="back" onClick={onKeep} autoFocus>
          保留
        </Button>
      </p>
    </Notice>
  );
}

export interface StepBackNoticeProps {
  readonly before: RegistryCopy;
  readonly current: RegistryCopy | undefined;
  readonly onStepBack: () => void;
  readonly onKeep: () => void;
}

/** So does going back to the copy before; what served becomes the copy before, so that this can be undone. */
export function StepBackNotice({ before, current, onStepBack, onKeep }: StepBackNoticeProps) {
  return (
    <Notice tone="warn" live="alert">
      <p>
        {registryNames[before.kind]}数据退回上一份（{told(before)}）。
        {current === undefined ? '' : `现在的一份（${told(current)}）留作“上一份”，可以再换回来。`}
        之后的核验按退回的数据办理，已办结的办件不变。
      </p>
      <p className="row">
        <Button look="danger" onClick={onStepBack}>
          确认退回
        </Button>
        <Button shortcut="back" onClick={onKeep} autoFocus>
          不退回
        </Button>
      </p>
    </Notice>
  );
}
