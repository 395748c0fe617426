/** What a claim can say about its subject, and in what; `unit.ts` holds figures to it. */
export const claimPredicates = [
  /** chips an authority lets the subject buy; chips or modules */
  'AUTHORISED_UNITS',
  /** chips ordered by the subject; chips or modules */
  'ORDERED_UNITS',
  /** chips the subject has in stock; chips or modules */
  'STOCK_UNITS',
  /** chips shipped, or said to be about to be, to the claim's jurisdiction; chips or modules */
  'SHIPPED_UNITS',
  /** chips sold to buyers in the claim's jurisdiction; chips or modules */
  'SOLD_UNITS',
  /** chips that the subject bought; chips or modules */
  'PURCHASED_UNITS',
  /** licences or purchase orders of which the number is not told; statement */
  'ORDERS',
  /** total processing performance as published; TPP */
  'TPP',
  /** memory beside the logic; GB */
  'MEMORY',
  /** bandwidth of that memory; GB/s */
  'MEMORY_BANDWIDTH',
  /** area of the logic dies; mm2 */
  'DIE_AREA',
  /** thermal design power; W */
  'POWER',
  /** price of one; an ISO 4217 code for each chip or module */
  'UNIT_PRICE',
  /** how the seller wants to be paid; statement */
  'PAYMENT_TERMS',
  /** revenue from the chip in the claim's jurisdiction; an ISO 4217 code */
  'REVENUE',
  /** duty on the value of imported goods; percent */
  'DUTY_RATE',
  /** share of sales that a government takes; percent */
  'REVENUE_SHARE',
  /** most that may be shipped, against shipments elsewhere; percent or ratio */
  'VOLUME_CAP',
  /** total processing performance from which a rule applies or up to which it does; TPP */
  'TPP_THRESHOLD',
  /** performance density from which a rule applies; TPP/mm2 */
  'DENSITY_THRESHOLD',
  /** memory bandwidth up to which a rule applies; GB/s */
  'BANDWIDTH_THRESHOLD',
  /** memory bandwidth density from which a rule applies; GB/s/mm2 */
  'BANDWIDTH_DENSITY_THRESHOLD',
  /** domestic chips to buy for each imported one; chips per chip, or their share: percent or ratio */
  'DOMESTIC_RATIO',
  /** domestic chips to buy; chips */
  'DOMESTIC_QUOTA',
  /** place among the vendor's chips, 1 being the most powerful; rank */
  'RANK',
  /** how the subject stands against another; statement, or a factor: times */
  'COMPARISON',
  /** by which criteria an authority decides; statement */
  'CRITERIA',
  /** who goes first; organisation or statement */
  'PRIORITY',
  /** what is known of conditions; statement */
  'CONDITIONS',
  /** who decides; organisation or statement */
  'AUTHORITY',
  /** what is barred or discouraged; statement */
  'RESTRICTION',
  /** what a rule, or an authority's guidance, asks for; statement */
  'RULE',
  /** what an authority or a company head says the state of things is; statement */
  'STATUS',
  /** since when something holds; date */
  'SINCE',
  /** what the chips are for, and against whom; statement */
  'END_USE',
  /** who makes the subject; organisation */
  'MADE_BY',
] as const;

export type ClaimPredicate = (typeof claimPredicates)[number];
