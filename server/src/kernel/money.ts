import { Fault } from './fault.ts';

export interface Money {
  /** decimal text, as the database keeps it: `numeric(18,2)` */
  readonly amount: string;
  /** ISO 4217 code */
  readonly currency: string;
}

/**
 * An amount that people wrote; absent is null.
 *
 * @throws Fault BAD_USER_INPUT naming the field, for an amount below nought, of more than 16 digits
 *   before the point or of more than 2 after it, and for what is no currency's code
 */
export function readOptionalMoney(field: string, money: Money | null | undefined): Money | null {
  if (!money) return null;
  const { amount, currency } = money;
  if (/^\d{1,16}(\.\d{1,2})?$/.test(amount) && /^[A-Z]{3}$/.test(currency)) {
    return { amount, currency };
  }
  throw new Fault(
    'BAD_USER_INPUT',
    `${field} takes an amount of at most 2 decimals and an ISO 4217 currency.`,
  );
}
