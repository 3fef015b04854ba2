/** Stands alone over the headings of a training file, so that no receiver can take it for a real one. */
export const TRAINING_BANNER = '培训数据，不是真实申请，不得导入省系统';
