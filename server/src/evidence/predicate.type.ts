import { vocabulary } from '../api/vocabulary.ts';
import type { ClaimPredicate as Word } from './predicate.ts';

export const ClaimPredicate = vocabulary<Word>(
  'ClaimPredicate',
  'What is claimed of a subject, and in which `unit` where it is a figure; without one it is told in words, by a date or an organisation.',
  {
    AUTHORISED_UNITS: 'Chips that an authority lets the subject buy; `chips` or `modules`.',
    ORDERED_UNITS: 'Chips that the subject ordered; `chips` or `modules`.',
    STOCK_UNITS: 'Chips that the subject has in stock; `chips` or `modules`.',
    SHIPPED_UNITS:
      'Chips shipped, or about to be, to the jurisdiction of the claim; `chips` or `modules`.',
    SOLD_UNITS: 'Chips sold to buyers in the jurisdiction of the claim; `chips` or `modules`.',
    PURCHASED_UNITS: 'Chips that the subject bought; `chips` or `modules`.',
    ORDERS: 'Licences or purchase orders whose number is not told.',
    TPP: 'Total processing performance as published; `TPP`.',
    MEMORY: 'Memory beside the logic; `GB`.',
    MEMORY_BANDWIDTH: 'Bandwidth of that memory; `GB/s`.',
    DIE_AREA: 'Area of the logic dies together; `mm2`.',
    POWER: 'Thermal design power; `W`.',
    UNIT_PRICE: 'Price of one chip or module; an ISO 4217 code such as `USD`.',
    PAYMENT_TERMS: 'How the seller wants to be paid.',
    REVENUE:
      'Revenue from a chip in the jurisdiction of the claim; an ISO 4217 code such as `USD`.',
    DUTY_RATE: 'Duty on the value of imported goods; `percent`.',
    REVENUE_SHARE: 'Share of sales that a government takes; `percent`.',
    VOLUME_CAP: 'The most that may be shipped, against shipments elsewhere; `percent` or `ratio`.',
    TPP_THRESHOLD: 'Total processing performance at which a rule begins or ends; `TPP`.',
    DENSITY_THRESHOLD: 'Performance density from which a rule applies; `TPP/mm2`.',
    BANDWIDTH_THRESHOLD: 'Memory bandwidth up to which a rule applies; `GB/s`.',
    BANDWIDTH_DENSITY_THRESHOLD: 'Memory bandwidth density from which a rule applies; `GB/s/mm2`.',
    DOMESTIC_RATIO:
      'Domestic chips to be bought for each imported one; `chips per chip`, `percent` or `ratio`.',
    DOMESTIC_QUOTA: 'Domestic chips to be bought; `chips`.',
    RANK: "Place among the vendor's chips at the time, 1 being the most powerful; `rank`.",
    COMPARISON: 'How the subject stands against another; words, or a factor in `times`.',
    CRITERIA: 'By which criteria an authority decides.',
    PRIORITY: 'Who goes first.',
    CONDITIONS: 'What is known of conditions.',
    AUTHORITY: 'Who decides.',
    RESTRICTION: 'What is barred or discouraged.',
    RULE: 'What a rule or the guidance of an authority asks for.',
    STATUS: 'What an authority or a company says the state of things is.',
    SINCE: 'Since when something holds.',
    END_USE: 'What the chips are for, and against whom.',
    MADE_BY: 'Who makes the subject.',
  },
);
