export { PostMark } from './PostMark.tsx';
export { PostPanel } from './PostPanel.tsx';
export { PostFigures, PostTroubles } from './PostState.tsx';
export { claimsWords, figuresWords, momentText, sheetHub, syncedTo } from './post-words.ts';
export { usePost, type PostView } from './use-post.ts';
