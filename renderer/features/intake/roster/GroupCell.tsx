import { VerdictMark } from '../../../ui/VerdictMark.tsx';
import type { GroupVerdict } from './groups.ts';

function titleOf({ tag, seen }: GroupVerdict): string {
  if (tag !== null) return '此项严于部级规定';
  return seen === null ? '人员类别' : '经人员核验';
}

/** A verdict column's cell: glyph, and beside it what the clerk must not overlook. The word is there for the ear. */
export function GroupCell({ found }: { readonly found: GroupVerdict | null }) {
  if (found === null) return <span className="visually-hidden">未判定</span>;
  const mark = found.tag ?? found.seen ?? found.group;
  return (
    <>
      <VerdictMark verdict={found.verdict} short />
      {mark === null ? null : (
        <span className="roster__mark" title={titleOf(found)}>
          {mark}
        </span>
      )}
    </>
  );
}
