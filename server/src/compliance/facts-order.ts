import type { ComplianceFacts } from './facts.ts';

/** Facts with every list in one order, so that it does not matter in which they came. */
export function inOrder(facts: ComplianceFacts): ComplianceFacts {
  return {
    ...facts,
    line: {
      ...facts.line,
      parties: by(facts.line.parties, ({ role, organisation }) => [role, organisation.id]),
      drawn: by(facts.line.drawn, ({ direction, lineId, units }) => [direction, lineId, units]),
    },
    chip: {
      ...facts.chip,
      codes: by(facts.chip.codes, ({ jurisdictionId, code, basis }) => [
        jurisdictionId,
        code,
        basis,
      ]),
    },
    candidates: by(facts.candidates, ({ line }) => [line.id]).map((candidate) => ({
      ...candidate,
      licence: {
        ...candidate.licence,
        parties: by(candidate.licence.parties, ({ role, organisationId }) => [
          role,
          organisationId,
        ]),
        conditions: by(candidate.licence.conditions, ({ id }) => [id]),
      },
    })),
    importRegime: by(facts.importRegime, (name) => [name]),
    sourcingRules: by(facts.sourcingRules, ({ id }) => [id]),
    volumeCaps: by(facts.volumeCaps, ({ id }) => [id]).map((cap) => ({
      ...cap,
      destinations: by(cap.destinations, (code) => [code]),
    })),
    screenings: by(facts.screenings, ({ organisationId, list, at }) => [organisationId, list, at]),
    restrictions: by(facts.restrictions, ({ id }) => [id]),
    shipments: by(facts.shipments, ({ id }) => [id]).map((shipment) => ({
      ...shipment,
      tests: by(shipment.tests, ({ laboratory, at, result }) => [laboratory, at, result]),
    })),
  };
}

function by<T>(list: readonly T[], keyOf: (item: T) => readonly (string | number)[]): T[] {
  const keyed = list.map((item) => ({ item, key: JSON.stringify(keyOf(item)) }));
  return keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).map(({ item }) => item);
}
