import { useEffect, useMemo, useState } from 'react';
import type { PostState } from '#shared/contract/post.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { postDesk, type PostDesk } from '../../store/post-desk.ts';
import { readAgain } from '../../store/read-again.ts';

/** The host ships by itself: what it did is seen at the next look. */
const LOOK_MS = 5_000;
/** While something is on its way. */
const LOOK_SOON_MS = 1_000;

export interface PostView {
  readonly desk: PostDesk;
  /** `null` until it is known, and where the host does not say. */
  readonly state: PostState | null;
  /** Where the ledger says that it is sent, and this machine has joined nothing: it was restored. */
  readonly former: string | null;
}

export function usePost(store: CounterStore): PostView {
  const desk = useMemo(() => postDesk(store), [store]);
  const [state, setState] = useState<PostState | null>(null);
  const onTheWay = state !== null && state.hub !== null && state.trouble === null && state.acknowledged < state.count;
  useEffect(() => {
    const ticking = {
      subscribe: (listener: () => void) => {
        const stop = desk.subscribe(listener);
        const timer = setInterval(listener, onTheWay ? LOOK_SOON_MS : LOOK_MS);
        return () => {
          stop();
          clearInterval(timer);
        };
      },
    };
    return readAgain(ticking, desk.state, (answer) =>
      // A host that does not answer for a moment takes nothing from the screen.
      setState((before) => (answer.ok ? answer.value : before)),
    );
  }, [desk, onTheWay]);
  const alone = state !== null && state.hub === null;
  const [former, setFormer] = useState<string | null>(null);
  useEffect(() => {
    let current = true;
    if (alone)
      void desk.former().then((address) => {
        if (current) setFormer(address);
      });
    return () => {
      current = false;
    };
  }, [desk, alone]);
  return { desk, state, former: alone ? former : null };
}
