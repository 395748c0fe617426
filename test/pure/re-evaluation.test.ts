import { expect, test } from 'vitest';
import { checkCompliance } from '../../server/src/compliance/check.ts';
import {
  factsOfDecision,
  reconsider,
  type Standing,
} from '../../server/src/compliance/re-evaluation.ts';
import { candidate, changed, clearFacts } from '../support/compliance-facts.ts';

const clear = checkCompliance(clearFacts);
const held = checkCompliance(changed({ candidates: [candidate('IMPORT')] }));
const heldOtherwise = checkCompliance(changed({ candidates: [candidate('EXPORT')] }));

const standing: Standing = {
  orderLineId: '500',
  decisionId: '1',
  units: 8,
  verdict: clear.verdict,
  rules: clear.rules,
  holds: [],
  compliance: 'CLEAR',
};
const onHold: Standing = {
  ...standing,
  verdict: held.verdict,
  rules: held.rules,
  holds: ['EXPORT_AUTHORISATION'],
  compliance: 'ON_HOLD',
};

test('another verdict is told of with the rules that say something else', () => {
  expect(reconsider(standing, clear)).toBeUndefined();
  expect(reconsider(standing, held)).toEqual({
    change: { before: 'CLEAR', after: 'HOLD', rules: ['EXPORT_AUTHORISATION'] },
  });
  expect(reconsider(onHold, clear)).toMatchObject({ change: { before: 'HOLD', after: 'CLEAR' } });
});

test('holds follow also where the verdict stays', () => {
  expect(reconsider(onHold, held)).toBeUndefined();
  expect(reconsider(onHold, heldOtherwise)).toEqual({ change: null });
});

test('a hold by hand keeps the line on hold, and once it is cleared the line is looked at', () => {
  const byHand: Standing = { ...standing, holds: ['MANUAL'], compliance: 'ON_HOLD' };
  expect(reconsider(byHand, clear)).toBeUndefined();
  expect(reconsider({ ...byHand, holds: [], compliance: 'NOT_CHECKED' }, clear)).toEqual({
    change: null,
  });
});

test('a decision about a part of a line is held to that part', () => {
  const facts = changed({
    line: { units: 100, drawn: [{ lineId: '1001', direction: 'EXPORT', units: 8 }] },
    candidates: [
      candidate('EXPORT', '100', { line: { authorised: 8, reserved: 8 } }),
      candidate('IMPORT'),
    ],
  });
  expect(checkCompliance(facts).verdict).toBe('HOLD');
  expect(checkCompliance(factsOfDecision(standing, facts)).verdict).toBe('CLEAR');
  expect(factsOfDecision({ ...standing, units: 0 }, facts)).toBe(facts);
  expect(factsOfDecision({ ...standing, units: 100 }, facts)).toBe(facts);
});
