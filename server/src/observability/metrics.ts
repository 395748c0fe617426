import { collectDefaultMetrics, Counter, Gauge, Registry } from 'prom-client';

export interface MetricSources {
  /** last position of the event log that this process knows */
  eventPosition: () => number;
  /** decisions that this process evaluated again, and verdicts that were others then */
  reEvaluation: () => { readonly lines: number; readonly changes: number };
}

/** The figures of one process, each server its own registry. */
export function createMetrics({ eventPosition, reEvaluation }: MetricSources): Registry {
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
  const count = (name: string, help: string, done: () => number): void => {
    new Counter({
      name,
      help,
      registers: [registry],
      collect() {
        this.reset();
        this.inc(done());
      },
    });
  };
  count(
    'carnet_re_evaluated_decisions_total',
    'Decisions that this process evaluated again.',
    () => reEvaluation().lines,
  );
  count(
    'carnet_verdict_changes_total',
    'Verdicts of which this process wrote down that they are others now.',
    () => reEvaluation().changes,
  );
  return registry;
}
