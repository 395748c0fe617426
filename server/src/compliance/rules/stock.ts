import type { ComplianceFacts } from '../facts.ts';
import { clear, type Finding, found } from '../rule-result.ts';

/**
 * Whether the vendor has the chips. Scarcity forbids no trade: only a stock that the vendor itself
 * recorded, and that is smaller than the line, is HOLD. What sources report, and what was ordered
 * earlier, informs; without any statement one is named as missing.
 */
export const stock = {
  rule: 'STOCK',
  version: '2026-11-23',
  citation: 'Stock statements of the vendor; no legal text asks for stock',
  evaluate: ({ line, stock: held }: ComplianceFacts): Finding => {
    const inputs = {
      units: line.units,
      recorded: held.recorded,
      reported: held.reported,
      ahead: held.ahead,
    };
    const owedBy = line.vendor && { id: line.vendor.id, name: line.vendor.name };
    if (held.recorded && line.units !== null && held.recorded.units < line.units) {
      const short = line.units - held.recorded.units;
      return found('HOLD', inputs, [`${short} more chips in the vendor's stock.`], owedBy);
    }
    if (held.recorded || held.reported) return clear(inputs);
    return clear(inputs, ["A statement of the vendor's stock."], owedBy);
  },
} as const;
