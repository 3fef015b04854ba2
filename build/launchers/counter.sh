#!/bin/sh
# Starts the program that the file "current" names. `back` goes one step back to the program before.
set -u
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P) || exit 1
current=''
previous=''
if [ -r "$here/current" ]; then
  { read -r current; read -r previous; } <"$here/current" || true
fi
use=$current
# A program that does not start is not asked to remove itself.
if [ "${1-}" = back ] && [ -n "$previous" ]; then use=$previous; fi
if [ -z "$use" ] || [ ! -x "$here/programs/$use/node/node" ]; then
  echo '程序文件夹不完整，没有启动。数据在另外的文件夹，没有改动。请信息人员重新放置程序文件夹。' >&2
  exit 1
fi
exec "$here/programs/$use/node/node" "$here/programs/$use/dist/launch/main.js" "$@"
