/** Who set a condition. A tag stands only on what is not the ministry's own: that is what the applicant may question. */
import type { SourceLevel } from '../policy/verdict.ts';

/** `null`: no tag. */
export const levelTags: Readonly<Record<SourceLevel, string | null>> = {
  ministry: null,
  province: '省级',
  city: '市级',
  extraction: null,
  own: null,
};

export const sourceLevelLabels: Readonly<Record<SourceLevel, string>> = {
  ministry: '部级规定',
  province: '省级规定',
  city: '市级规定',
  extraction: '部级数据比对口径',
  own: '窗口核对',
};
