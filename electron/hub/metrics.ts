/** Counts for whoever watches the hub, in the text form of Prometheus. No window and no office is named. */
export interface Metrics {
  answered(route: string, status: number, seconds: number): void;
  took(units: number, quarantined: number): void;
  text(gauges: Readonly<Record<string, number>>): string;
}

const BOUNDS = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

export function metrics(): Metrics {
  const requests = new Map<string, number>();
  const buckets = BOUNDS.map(() => 0);
  let seconds = 0;
  let count = 0;
  let units = 0;
  let quarantinedUnits = 0;
  return {
    answered(route, status, took) {
      const key = `route="${route}",status="${status}"`;
      requests.set(key, (requests.get(key) ?? 0) + 1);
      seconds += took;
      count += 1;
      for (const [at, bound] of BOUNDS.entries()) if (took <= bound) buckets[at] = (buckets[at] ?? 0) + 1;
    },
    took(more, quarantined) {
      units += more;
      quarantinedUnits += quarantined;
    },
    text(gauges) {
      const lines = [
        '# TYPE hub_requests_total counter',
        ...[...requests].map(([labels, value]) => `hub_requests_total{${labels}} ${value}`),
        '# TYPE hub_request_seconds histogram',
        ...BOUNDS.map((bound, at) => `hub_request_seconds_bucket{le="${bound}"} ${buckets[at] ?? 0}`),
        `hub_request_seconds_bucket{le="+Inf"} ${count}`,
        `hub_request_seconds_sum ${seconds}`,
        `hub_request_seconds_count ${count}`,
        '# TYPE hub_units_total counter',
        `hub_units_total ${units}`,
        '# TYPE hub_quarantined_total counter',
        `hub_quarantined_total ${quarantinedUnits}`,
        ...Object.entries(gauges).flatMap(([name, value]) => [`# TYPE ${name} gauge`, `${name} ${value}`]),
      ];
      return `${lines.join('\n')}\n`;
    },
  };
}
