/** `faults -- failover [N=10]`: N kills of the PostgreSQL that writes, under Patroni with three etcd; needs patroni and etcd-server. */
import { finish, settingsOf } from './campaign.ts';
import { failover } from './failover.ts';

const { count } = settingsOf(process.argv.slice(2), 10);
const sums = await failover({
  kills: count,
  windows: 6,
  onProgress: (kills, seconds) => process.stderr.write(`failover ${kills}/${count} ${seconds.toFixed(1)} s\n`),
});
finish({ name: 'failover', engine: 'patroni', ...sums }, sums.lost + sums.duplicated + sums.gaps);
