/** Where there is no network: both ways by a stick, one press. */
import { useState } from 'react';
import type { Failure } from '#shared/contract/failure.ts';
import type { PostDesk } from '../../store/post-desk.ts';
import { Button } from '../../ui/Button.tsx';
import { Form } from '../../ui/Form.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { PlaceField } from '../backup/index.ts';
import { stickWords } from './post-words.ts';

export interface PostStickProps {
  readonly desk: PostDesk;
  readonly onTold: (failure: Failure | null) => void;
}

export function PostStick({ desk, onTold }: PostStickProps) {
  const [open, setOpen] = useState(false);
  const [place, setPlace] = useState('');
  const [busy, setBusy] = useState(false);
  const [done, setDone] = useState<string | null>(null);
  if (!open)
    return (
      <div className="row">
        <Button look="quiet" onClick={() => setOpen(true)}>
          没有网络，用 U 盘送件
        </Button>
      </div>
    );
  const carry = async () => {
    setBusy(true);
    setDone(null);
    onTold(null);
    const carried = await desk.stick(place.trim());
    setBusy(false);
    if (carried.ok) setDone(stickWords(carried.value));
    else onTold(carried.failure);
  };
  return (
    <Form aria-label="用 U 盘送件" onSubmit={() => void carry()}>
      <PlaceField places={desk.places} value={place} onChange={setPlace} reading what="接收端回执和送件" />
      <p className="row">
        <Button type="submit" unavailable={busy || place.trim() === ''}>
          {busy ? '正在读写 U 盘' : '读回执并写送件'}
        </Button>
      </p>
      {done === null ? null : (
        <Notice tone="good" live="status">
          {done}
        </Notice>
      )}
    </Form>
  );
}
