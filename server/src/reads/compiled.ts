import type { Fault } from '../kernel/fault.ts';
import type { Asked, Inputs, Param } from './plan/plan.ts';
import type { Prepared } from './read-pool.ts';

/** A compiled operation, kept for requests of the same shape. */
export interface Compiled {
  statement: Prepared;
  params: Param[];
  asked: Asked[];
}

/** What is known of an operation before it runs. */
export interface Admitted {
  /** JSON of `{total limit fields}`: what it may cost */
  cost: string;
  /** none: code answers a part of it, or a part cannot be planned */
  compiled?: Compiled | undefined;
  fault?: Fault | undefined;
}

/** @throws Fault when a value cannot be used */
export function bind(params: Param[], inputs: Inputs): unknown[] {
  return params.map((param) => param.read(inputs));
}
