/** A place on a disk, stick or share: one of the mounted volumes, or typed. */
import { useEffect, useState } from 'react';
import type { BackupPlace } from '#shared/contract/backup.ts';
import type { Result } from '#shared/contract/failure.ts';
import { placeUnfitWords } from '#shared/wording/backup-failures.ts';
import { SelectField, TextField } from '../../ui/Field.tsx';

const TYPED = '';

const gigabytes = (bytes: number): string => `${(bytes / 2 ** 30).toFixed(1)} GB`;

function labelOf({ path, freeBytes, unfit }: BackupPlace, reading: boolean): string {
  const free = freeBytes === null ? '' : `，可用 ${gigabytes(freeBytes)}`;
  // What cannot be written to can still be read.
  return unfit === null || reading ? `${path}${free}` : `${path}（不能用：${placeUnfitWords[unfit]}）`;
}

export interface PlaceFieldProps {
  readonly places: () => Promise<Result<readonly BackupPlace[]>>;
  readonly value: string;
  readonly onChange: (place: string) => void;
  /** Something is to be read there, not written. */
  readonly reading?: boolean;
  /** What is looked for there. */
  readonly what?: string;
}

export function PlaceField({ places, value, onChange, reading = false, what = '备份' }: PlaceFieldProps) {
  const [found, setFound] = useState<readonly BackupPlace[]>([]);
  useEffect(() => {
    let current = true;
    void places().then((answer) => {
      if (current && answer.ok) setFound(answer.value);
    });
    return () => {
      current = false;
    };
  }, [places]);
  const listed = found.some(({ path }) => path === value);
  return (
    <>
      <SelectField
        label="已接上的磁盘"
        value={listed ? value : TYPED}
        onChange={(event) => onChange(event.target.value)}
        options={[
          { value: TYPED, label: '另写位置' },
          ...found.map((place) => ({ value: place.path, label: labelOf(place, reading) })),
        ]}
      />
      <TextField
        label="位置"
        hint={
          reading ? `放${what}的磁盘、U 盘或网络共享，写完整路径` : '另一块磁盘、U 盘或网络共享中的文件夹，写完整路径'
        }
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </>
  );
}
