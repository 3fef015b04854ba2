/** The two small pages around the one-time token: the 0600 file that posts it, and the form where it is typed. */
import { SESSION_PATH } from '#shared/contract/http.ts';

const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** Lies in the data folder, opened as a file: posts the token by itself, so that it stands on no command line and in no address. */
export function tokenFilePage(origin: string, token: string): string {
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>扩岗补助窗口受理</title></head>
<body><form method="post" action="${escapeHtml(origin)}${SESSION_PATH}">
<input type="hidden" name="token" value="${escapeHtml(token)}">
<noscript><button>打开窗口</button></noscript>
</form><script>document.forms[0].submit();</script></body></html>
`;
}

/** Served at /session: for a browser on this machine that the program did not open itself. */
export function tokenForm(wrong: boolean): string {
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>一次性口令</title></head>
<body><h1>一次性口令</h1>
${wrong ? '<p role="alert"><strong>口令不对或已经用过。请核对终端里最新一次显示的口令；没有时重新运行 npm start。</strong></p>' : ''}
<form method="post" action="${SESSION_PATH}" autocomplete="off">
<p><label for="token">请输入终端里显示的口令（不分大小写）</label></p>
<p><input id="token" name="token" autofocus autocomplete="off" spellcheck="false" size="28"> <button>打开窗口</button></p>
</form></body></html>
`;
}

/** After a good token: a page of our own origin that goes on, since a strict cookie does not travel with a redirect from a file. */
export function enterPage(): string {
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta http-equiv="refresh" content="0; url=/"><title>扩岗补助窗口受理</title></head>
<body><p><a href="/">打开窗口</a></p></body></html>
`;
}

/** The same frame for a refusal: which address to use instead. */
export function refusalPage(text: string): string {
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>不能打开</title></head><body><p>${escapeHtml(text)}</p></body></html>\n`;
}
