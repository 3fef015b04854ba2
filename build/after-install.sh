#!/bin/sh
# After the deb is unpacked: the command's name, and the sandbox helper owned by root with the set-user-id bit, whatever this kernel
# allows at this moment. Where user namespaces are switched off later, the window would otherwise not open.
set -e
folder='/opt/${sanitizedProductName}'
ln -sf "$folder/${executable}" '/usr/bin/${executable}'
chown root:root "$folder/chrome-sandbox"
chmod 4755 "$folder/chrome-sandbox"
