/** How many rows of each kind a dataset has; customs events are three times the orders. */
export interface Size {
  organisations: number;
  licences: number;
  /** of licences: one to five each */
  lines: number;
  /** a multiple of 1,000 */
  orders: number;
}

export const usual: Size = {
  organisations: 2000,
  licences: 10_000,
  lines: 30_000,
  orders: 100_000,
};

/** The dataset that is so many times the usual one. */
export const timesUsual = (factor: number): Size => ({
  organisations: usual.organisations * factor,
  licences: usual.licences * factor,
  lines: usual.lines * factor,
  orders: usual.orders * factor,
});
