import { setImmediate as breathe } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import type { Viewer } from '../access/viewer.ts';
import { type Tx, transaction } from '../database/transaction.ts';
import type { Clock } from '../kernel/clock.ts';
import { type Checked, checkedOf } from './checked.ts';
import type { FactSql } from './fact-sql.store.ts';
import type { ComplianceFacts } from './facts.ts';
import { gatherFacts } from './facts.store.ts';
import { seenLines } from './line.store.ts';
import type { Change } from './overlay.ts';
import { seenLicences } from './seen-licences.store.ts';
import { asSeen, type Sight } from './sight.ts';
import { type ChangedLine, type SupposedLine, suppose } from './what-if.ts';
import { inventedLines, onlyRead } from './what-if.store.ts';
import { resolveChanges } from './what-if-change.service.ts';
import { type ChangeInput, readChanges } from './what-if-input.ts';
import { type Totals, totalsOf } from './what-if-totals.ts';

/** Most lines that one question looks at. */
const mostLines = 1000;
/** Lines whose facts are gathered at a time. */
const BATCH = 200;

/** What its reader may see of a line that the changes touch. */
interface Told extends Omit<ChangedLine, 'before' | 'after'> {
  readonly before: Checked;
  readonly after: Checked;
}

export interface WhatIfAnswer {
  /** lines that the changes touch, by ascending key */
  readonly decisions: readonly Told[];
  readonly totals: Totals;
  /** of what was made up for the default start */
  readonly demonstrationTotals: Totals;
  readonly linesEvaluated: number;
  /** there are more lines than one question looks at */
  readonly truncated: boolean;
}

interface ServiceParts {
  readonly database: DataSource;
  readonly clock: Clock;
  readonly sql: FactSql;
}

/** What would be decided if something were otherwise. Nothing is written. */
export class WhatIfService {
  readonly #parts: ServiceParts;

  constructor(parts: ServiceParts) {
    this.#parts = parts;
  }

  /**
   * @param find finds keys of the lines to look at, as the viewer sees them
   * @throws Fault BAD_USER_INPUT or MALFORMED_ID for changes that cannot be supposed
   */
  async suppose(
    viewer: Viewer,
    changes: readonly ChangeInput[],
    find: (most: number) => Promise<string[]>,
  ): Promise<WhatIfAnswer> {
    const read = readChanges(changes);
    const keys = await find(mostLines + 1);
    const { database, sql } = this.#parts;
    return await transaction(database, async (tx) => {
      await onlyRead(tx);
      const supposed = await resolveChanges({ tx, viewer, sql }, read);
      return await this.#evaluate(tx, viewer, supposed, keys);
    });
  }

  async #evaluate(
    tx: Tx,
    viewer: Viewer,
    changes: readonly Change[],
    keys: readonly string[],
  ): Promise<WhatIfAnswer> {
    const at = this.#parts.clock();
    const few = keys.slice(0, mostLines);
    const seen = await seenLines(tx, viewer, few);
    const wanted = few.filter((key) => seen.has(key));
    const invented = await inventedLines(tx, wanted);
    const lines: SupposedLine[] = [];
    const decisions: Told[] = [];
    for (let start = 0; start < wanted.length; start += BATCH) {
      const known = await this.#gather(tx, viewer, wanted.slice(start, start + BATCH), at);
      const sight = await this.#sight(tx, viewer, known);
      for (const [orderLineId, facts] of known) {
        const line = suppose(
          viewer,
          { orderLineId, invented: invented.has(orderLineId), facts },
          changes,
        );
        lines.push(line);
        if (line.changed) decisions.push(asTold(line, line.changed, sight));
        // Others are answered between two lines.
        await breathe();
      }
    }
    const of = (made: boolean) => lines.filter(({ line }) => line.invented === made);
    return {
      decisions,
      totals: totalsOf(viewer, of(false)),
      demonstrationTotals: totalsOf(viewer, of(true)),
      linesEvaluated: lines.length,
      truncated: keys.length > mostLines,
    };
  }

  async #gather(tx: Tx, viewer: Viewer, keys: readonly string[], at: Date) {
    const asked = keys.map((orderLine) => ({ orderLine, units: null, lines: null }));
    const gathered = await gatherFacts(tx, viewer, asked, at, this.#parts.sql);
    return keys.flatMap((key, place): [string, ComplianceFacts][] => {
      const facts = gathered[place];
      return facts ? [[key, facts]] : [];
    });
  }

  async #sight(
    tx: Tx,
    viewer: Viewer,
    known: readonly [string, ComplianceFacts][],
  ): Promise<Sight> {
    const all = known.flatMap(([, { candidates }]) => candidates.map(({ licence }) => licence.id));
    const licences = await seenLicences(tx, viewer, [...new Set(all)], this.#parts.sql);
    return { viewer, licences };
  }
}

function asTold({ line, facts }: SupposedLine, changed: ChangedLine, sight: Sight): Told {
  return {
    ...changed,
    before: checkedOf(asSeen(changed.before, line.facts, sight)),
    after: checkedOf(asSeen(changed.after, facts, sight)),
  };
}
