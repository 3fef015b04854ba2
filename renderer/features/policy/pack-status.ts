/** Where a pack stands on a day, in a word: the table and the panel say the same. */
import type { PlainDate } from '#shared/domain/plain-date.ts';
import type { PackChoice } from '#shared/policy/pack-library.ts';
import { isConfirmed, parametersToConfirm, within, type HeldPack } from '#shared/policy/pack.ts';

export interface PackStatus {
  readonly glyph: string;
  readonly text: string;
  readonly tone: 'met' | 'remediable' | 'unmet' | 'unknown';
}

/** `choice`: the choice for the same day among all packs. */
export function packStatus(held: HeldPack, choice: PackChoice, date: PlainDate): PackStatus {
  const { pack } = held;
  const days = pack.parameters.acceptance.value;
  if (!isConfirmed(held))
    return { glyph: '？', text: `待本地核定 ${parametersToConfirm(pack).length} 项，不使用`, tone: 'unknown' };
  if (date < days.from) return { glyph: '○', text: '受理期未到', tone: 'remediable' };
  if (!within(days, date)) return { glyph: '○', text: '受理期已过', tone: 'remediable' };
  if (!choice.ok && choice.reason === 'by-hire')
    return choice.ids.includes(pack.id)
      ? { glyph: '✓', text: '业务日期适用，按招用日', tone: 'met' }
      : { glyph: '○', text: '已由后来的包接替', tone: 'remediable' };
  if (!choice.ok) return { glyph: '✕', text: '与其他包同日生效', tone: 'unmet' };
  return choice.held.pack.id === pack.id
    ? { glyph: '✓', text: '业务日期适用', tone: 'met' }
    : { glyph: '○', text: `已由“${choice.held.pack.title}”接替`, tone: 'remediable' };
}
