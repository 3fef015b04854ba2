/** `npm run faults`: long fault campaigns (kills, full disks, lost replies by the thousand). Not part of this version. */
process.stdout.write('faults：长时间故障演练尚未包含在本版本；断电、杀进程、磁盘满的短测试在 npm test 中。\n');
process.exit(3);
