import type { CounterStore } from '../../store/counter-store.ts';
import { postWords } from './post-words.ts';
import { usePost } from './use-post.ts';

/** For the top line: what the hub does not have yet, or that the post has stopped. Nothing where no hub was joined. */
export function PostMark({ store }: { readonly store: CounterStore }) {
  const { state, former } = usePost(store);
  const again = former === null ? null : { text: '接收端须重新加入', worry: true };
  const words = again ?? (state === null ? null : postWords(state));
  if (words === null) return null;
  if (!words.worry) return <span className="number">{words.text}</span>;
  return (
    <a className="top-line__mark number" href="#/settings">
      <span aria-hidden="true">！</span>
      {words.text}
    </a>
  );
}
