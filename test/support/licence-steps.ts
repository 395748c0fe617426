import { randomUUID } from 'node:crypto';
import type fc from 'fast-check';
import { expect } from 'vitest';
import { encodeId } from '../../server/src/kernel/ids.ts';
import type { LedgerService } from '../../server/src/orders/ledger.service.ts';
import { type Asked, command } from './ledger.ts';
import { atVersion, type LicenceLife } from './licence-life.ts';
import type { Held, LicenceModel } from './licence-model.ts';
import { about } from './tracker.ts';

/** The licence as it is. */
export interface Real {
  readonly life: LicenceLife;
  readonly ledger: LedgerService;
  readonly orderLine: string;
  readonly licence: string;
  readonly line: string;
  readonly allocations: string[];
}

type Outcome = { readonly ok: boolean; readonly refusal?: { readonly kind: string } };

/** A command: what it makes of the model, told by the kind of refusal or nothing, and how it is done. */
export class Step implements fc.AsyncCommand<LicenceModel, Real> {
  readonly #name: string;
  readonly #expected: (model: LicenceModel) => string | undefined;
  readonly #act: (real: Real, version: number) => Promise<Outcome>;

  constructor(
    name: string,
    expected: (model: LicenceModel) => string | undefined,
    act: (real: Real, version: number) => Promise<Outcome>,
  ) {
    this.#name = name;
    this.#expected = expected;
    this.#act = act;
  }

  check(_model: Readonly<LicenceModel>): boolean {
    return true;
  }

  async run(model: LicenceModel, real: Real): Promise<void> {
    const { version } = model;
    const expected = this.#expected(model);
    const outcome = await this.#act(real, version);
    expect(outcome.ok ? undefined : outcome.refusal?.kind, this.#name).toBe(expected);
    expect(await shownOf(real), this.#name).toEqual(model.shown());
  }

  toString(): string {
    return this.#name;
  }
}

async function shownOf({ life, licence, line, allocations }: Real) {
  const [row] = await life.tracker.db.query(
    `select status, version, published, authorised_units::integer as authorised,
       reserved_units::integer as reserved, used_units::integer as used,
       array(select drawn.status::text from licence_allocation drawn where drawn.id = any($3) order by drawn.id) as drawn
     from licence join licence_line line on line.licence_id = licence.id and line.id = $2
     where licence.id = $1`,
    [licence, line, allocations],
  );
  return row;
}

const passed = (yes: boolean) => (yes ? undefined : 'TransitionRefused');

export const submit = new Step(
  'submit',
  (model) => passed(model.move(['DRAFT'], 'SUBMITTED')),
  ({ life, licence }, version) =>
    life.applications.submit(life.vendor, atVersion(licence, version)),
);
export const withdraw = new Step(
  'withdraw',
  (model) => passed(model.move(['DRAFT', 'SUBMITTED'], 'WITHDRAWN')),
  ({ life, licence }, version) =>
    life.applications.withdraw(life.vendor, atVersion(licence, version)),
);
export const decide = (outcome: 'APPROVED' | 'CONDITIONALLY_APPROVED' | 'DENIED', units: number) =>
  new Step(
    `decide ${outcome} ${units}`,
    (model) => {
      if (model.status === 'SUBMITTED' && model.over && outcome !== 'DENIED') {
        return 'InvalidPeriod';
      }
      if (!model.move(['SUBMITTED'], outcome)) return 'TransitionRefused';
      model.published = outcome !== 'DENIED';
      model.authorised = outcome === 'DENIED' ? 0 : units;
      return undefined;
    },
    ({ life, licence, line }, version) => {
      const lineId = encodeId('LicenceLine', line);
      const lines = [{ lineId, outcome, authorisedUnits: units }];
      return life.outcomes.decide(life.authority, {
        ...atVersion(licence, version),
        ...{ outcome, lines },
      });
    },
  );
export const activate = new Step(
  'activate',
  (model) => {
    const from = ['APPROVED', 'CONDITIONALLY_APPROVED'] as const;
    const may = from.some((each) => each === model.status);
    if (may && model.over) return 'OutsideValidity';
    return passed(model.move(from, 'ACTIVE'));
  },
  ({ life, licence }, version) =>
    life.licences.activate(life.authority, atVersion(licence, version)),
);
export const suspend = new Step(
  'suspend',
  (model) => {
    const moved = model.move(['APPROVED', 'CONDITIONALLY_APPROVED', 'ACTIVE'], 'SUSPENDED');
    if (moved) model.hold();
    return passed(moved);
  },
  ({ life, licence }) => life.licences.suspend(life.authority, about(licence)),
);
export const reinstate = new Step(
  'reinstate',
  (model) => {
    const moved = model.suspended ? model.move(['SUSPENDED'], model.suspended) : false;
    if (moved && model.status === 'ACTIVE') {
      model.unhold();
      model.settle();
    }
    return passed(moved);
  },
  ({ life, licence }) => life.licences.reinstate(life.authority, about(licence)),
);
const open = ['APPROVED', 'CONDITIONALLY_APPROVED', 'ACTIVE', 'EXHAUSTED', 'SUSPENDED'] as const;
export const revoke = new Step(
  'revoke',
  (model) => {
    const moved = model.move(open, 'REVOKED');
    if (moved) model.hold();
    return passed(moved);
  },
  ({ life, licence }) => life.licences.revoke(life.authority, about(licence)),
);

/** The next version with so many chips. */
function amended(model: LicenceModel, units: number): string | undefined {
  if (!open.some((each) => each === model.status)) return 'TransitionRefused';
  if (model.over) return 'OutsideValidity';
  if (units < model.sum('USED')) return 'BelowDrawn';
  model.hold(units);
  model.authorised = units;
  model.version += 1;
  model.settle();
  if (model.status === 'ACTIVE') {
    model.unhold();
    model.settle();
  }
  return undefined;
}
export const amend = (units: number) =>
  new Step(
    `amend ${units}`,
    (model) => amended(model, units),
    ({ life, licence, line }, version) =>
      life.amendments.amend(life.authority, {
        ...atVersion(licence, version),
        reason: 'On review',
        lines: [{ lineId: encodeId('LicenceLine', line), authorisedUnits: units }],
      }),
  );
export const revokeLine = new Step(
  'revoke the line',
  (model) => amended(model, model.sum('USED')),
  ({ life, licence, line }) =>
    life.amendments.revokeLines(life.authority, {
      ...about(licence),
      lineIds: [encodeId('LicenceLine', line)],
    }),
);

/** A step of the ledger, while the licence lets it. */
class Draw extends Step {
  override check(model: Readonly<LicenceModel>): boolean {
    return ['ACTIVE', 'EXHAUSTED'].includes(model.status) && !model.over;
  }
}
const draw = ({ ledger, line }: Real, asked: Asked) =>
  ledger.decide([line], command(randomUUID(), asked));

export const reserve = (units: number) =>
  new Draw(
    `reserve ${units}`,
    (model) => {
      if (units > model.room) return 'QuotaExceeded';
      model.drawn.push({ units, place: 'RESERVED' });
      model.settle();
      return undefined;
    },
    async (real) => {
      const { orderLine, line } = real;
      const outcome = await draw(real, { kind: 'RESERVE', orderLine, lines: [line], units });
      if (outcome.ok) real.allocations.push(...outcome.value.allocations);
      return outcome;
    },
  );
export const step = (kind: 'USE' | 'RELEASE', place: Held['place']) => {
  let last = -1;
  return new Draw(
    `${kind} the last`,
    (model) => {
      last = model.drawn.findLastIndex((each) => each.place === 'RESERVED');
      const found = model.drawn[last];
      if (found) found.place = place;
      model.settle();
      return undefined;
    },
    async (real) => {
      const allocation = real.allocations[last];
      return allocation ? draw(real, { kind, allocation, units: null }) : { ok: true };
    },
  );
};
export const timeEnds = new Step(
  'time ends',
  (model) => {
    model.over = true;
    if (model.move(['ACTIVE', 'EXHAUSTED', 'SUSPENDED'], 'EXPIRED')) model.hold();
    return undefined;
  },
  async ({ life }) => {
    life.setNow(new Date('2030-01-01T00:00:00Z'));
    await life.expiry.expireDue();
    return { ok: true };
  },
);
