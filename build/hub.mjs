/** `npm run hub`: the receiver that several windows of one hall share. Not part of this version. */
process.stdout.write('hub：大厅同步接收端尚未包含在本版本；办件以批次文件夹导出。\n');
process.exit(3);
