import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';

export interface MetricSources {
  /** last position of the event log that this process knows */
  eventPosition: () => number;
}

/** The figures of one process, each server its own registry. */
export function createMetrics({ eventPosition }: MetricSources): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  new Gauge({
    name: 'carnet_event_position',
    help: 'Last position of the event log that this process knows.',
    registers: [registry],
    collect() {
      this.set(eventPosition());
    },
  });
  return registry;
}
