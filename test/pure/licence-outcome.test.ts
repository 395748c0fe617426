import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  answer,
  expire,
  type LicenceState,
  licenceStatuses,
} from '../../server/src/licences/licence.ts';
import {
  amend,
  amendLine,
  type DrawnLine,
  revokeLine,
} from '../../server/src/licences/licence-amendment.ts';
import { answerLines, grants, type LineAnswer } from '../../server/src/licences/licence-outcome.ts';

const now = new Date('2026-02-01T12:00:00Z');
const state = (status: LicenceState['status']): LicenceState => ({
  status,
  statusBeforeSuspension: status === 'SUSPENDED' ? 'ACTIVE' : null,
  statusReason: null,
  version: 3,
});
const usd = (amount: string) => ({ amount, currency: 'USD' });

describe('an answer to an application', () => {
  it('is given to what was handed in, and to nothing else', () => {
    const outcomes = ['APPROVED', 'CONDITIONALLY_APPROVED', 'DENIED', 'RETURNED'] as const;
    for (const status of licenceStatuses) {
      for (const outcome of outcomes) {
        const answered = answer(state(status), outcome, { now, reason: null });
        expect(answered.ok, `${status} ${outcome}`).toBe(status === 'SUBMITTED');
      }
    }
  });

  const asked = [
    { id: '1', units: 10, value: usd('5.00') },
    { id: '2', units: 20, value: null },
  ];
  const to = (id: string, more: Partial<LineAnswer>): LineAnswer => ({
    ...{ id, lineId: `line ${id}`, outcome: 'APPROVED', units: null, value: null },
    ...more,
  });

  it('goes to each line as it was asked for, unless the line has its own', () => {
    expect(answerLines(asked, 'APPROVED', [to('2', { outcome: 'DENIED' })])).toEqual({
      ok: true,
      value: [
        { id: '1', outcome: 'APPROVED', units: 10, value: usd('5.00') },
        { id: '2', outcome: 'DENIED', units: 0, value: null },
      ],
    });
    expect(answerLines(asked, 'RETURNED', [])).toMatchObject({
      value: [
        { outcome: 'RETURNED', units: 0, value: usd('0') },
        { outcome: 'RETURNED', units: 0, value: null },
      ],
    });
  });

  it.each([
    ['APPROVED', [to('1', { outcome: 'DENIED' }), to('2', { outcome: 'RETURNED' })]],
    ['APPROVED', [to('1', { outcome: 'CONDITIONALLY_APPROVED' })]],
    ['DENIED', [to('1', { outcome: 'APPROVED' })]],
    ['APPROVED', [to('1', {}), to('1', {})]],
    ['APPROVED', [to('1', { value: { amount: '1', currency: 'CNY' } })]],
  ] as const)('does not contradict itself (%#)', (whole, answers) => {
    expect(() => answerLines(asked, whole, answers)).toThrow(/contradict/);
  });

  it('is for lines of the licence', () => {
    expect(answerLines(asked, 'APPROVED', [to('3', {})])).toMatchObject({
      refusal: { kind: 'InvalidReference', field: 'lines[0].lineId', id: 'line 3' },
    });
  });

  it('allows something exactly where it grants', () => {
    const line = fc.record({
      id: fc.uuid(),
      units: fc.integer({ min: 1, max: 1000 }),
      value: fc.constant(null),
    });
    const outcome = fc.constantFrom('APPROVED', 'CONDITIONALLY_APPROVED', 'DENIED', 'RETURNED');
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 5 }), outcome, (lines, whole) => {
        const answered = answerLines(lines, whole, []);
        return (
          answered.ok &&
          answered.value.every((each) => (each.units ?? 0) > 0 === grants(each.outcome))
        );
      }),
    );
  });
});

describe('time', () => {
  it.each([
    ['ACTIVE', '2026-01-31', 'EXPIRED'],
    ['EXHAUSTED', '2026-01-31', 'EXPIRED'],
    ['SUSPENDED', '2026-01-31', 'EXPIRED'],
    ['ACTIVE', '2026-02-01', undefined],
    ['ACTIVE', null, undefined],
    ['APPROVED', '2026-01-31', undefined],
    ['REVOKED', '2026-01-31', undefined],
  ] as const)('makes what is %s until %s %s', (status, validTo, then) => {
    expect(expire(state(status), { validTo }, now)?.after.status).toBe(then);
  });
});

describe('an amendment', () => {
  it('is for what is approved and has not ended', () => {
    const open = ['APPROVED', 'CONDITIONALLY_APPROVED', 'ACTIVE', 'SUSPENDED', 'EXHAUSTED'];
    const validity = { validFrom: null, validTo: null };
    for (const status of licenceStatuses) {
      expect(amend(state(status), { now }, validity).ok, status).toBe(open.includes(status));
    }
    const over = { validFrom: null, validTo: '2026-01-31' };
    expect(amend(state('ACTIVE'), { now }, over)).toMatchObject({
      refusal: { kind: 'OutsideValidity', date: '2026-02-01' },
    });
  });

  const line: DrawnLine = {
    ...{ licensedBy: 'BOTH', units: 100, reserved: 30, used: 40 },
    ...{ value: usd('1000.00'), reservedValue: '300.00', usedValue: '400.00', tolerance: '0.2500' },
  };
  const ask = (units: number | null, amount: string | null = null) =>
    amendLine('lines[0]', line, { units, value: amount === null ? null : usd(amount) });

  it('never goes below what is used, the tolerance counted', () => {
    expect(ask(39)).toMatchObject({ refusal: { kind: 'BelowDrawn', asked: 39, used: 40 } });
    expect(ask(null, '319.99')).toMatchObject({
      refusal: { kind: 'BelowDrawn', askedValue: '319.99', usedValue: '400.00' },
    });
    expect(ask(40, '320')).toMatchObject({ ok: true });
  });

  it('holds what does not fit any more', () => {
    expect(ask(70)).toMatchObject({ value: { units: 70, hold: null } });
    expect(ask(69)).toMatchObject({ value: { hold: { units: 69, value: '1250.00' } } });
    expect(ask(null, '559.99')).toMatchObject({ value: { hold: { units: 100, value: '699.98' } } });
    expect(ask(null, '560')).toMatchObject({ value: { hold: null } });
  });

  it('keeps the currency of a line', () => {
    const other = { units: null, value: { amount: '1', currency: 'CNY' } };
    expect(() => amendLine('lines[0]', line, other)).toThrow(/USD/);
  });

  it('leaves a revoked line what is used', () => {
    expect(revokeLine(line)).toEqual({
      units: 40,
      value: usd('400.00'),
      hold: { units: 40, value: '400.00' },
    });
    expect(revokeLine({ ...line, reserved: 0, reservedValue: '0.00' }).hold).toBeNull();
  });
});
