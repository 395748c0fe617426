import { dayOf } from '../kernel/day.ts';
import type { Verdict } from '../chips/classification.ts';
import type { Tx } from '../database/transaction.ts';
import { done, type Result, refused } from '../kernel/result.ts';
import { type CrossingFacts, chooseShares, mayRelease } from './crossing.ts';
import { type BorderFacts, controlOf, loadBorder, restrictionsInForce } from './crossing.store.ts';
import { moveShares } from './crossing-ledger.store.ts';
import type { OpenDeclaration } from './declaration-access.service.ts';
import { insertUses, type LineShare } from './declaration.store.ts';
import { hasPassedIn } from './laboratory-test.store.ts';
import { needsLaboratoryTest } from './laboratory-rule.ts';
import { type LicensedSides, type Licensing, markLicensed } from './licensed-sides.store.ts';
import type { Occasion } from './occasion.ts';
import { type DeclarationRefusal, laboratoryTestMissing, restrictionInForce } from './refusals.ts';
import type { DeclaredLine, ShippedLine } from './shipment-facts.store.ts';

/** A declared line that crosses, with what it is a part of; chips. */
interface Crossing {
  readonly line: DeclaredLine;
  readonly shipped: ShippedLine;
  readonly asked: number;
  readonly border: BorderFacts;
  /** on which sides it needs a licence */
  readonly licensed: LicensedSides;
}

type Crossed = Promise<Result<null, DeclarationRefusal>>;

/** Uses what an accepted export draws on its licences; a refusal comes before anything is written. */
export async function crossOut(
  tx: Tx,
  open: OpenDeclaration,
  occasion: Occasion,
  licensing: Licensing,
): Crossed {
  const day = dayOf(occasion.at);
  const asked = open.declaration.lines.map(({ units }) => units);
  const { crossings } = await load(tx, open, asked, day, {
    licensing,
    at: occasion.at,
  });
  const barred = await findBars(tx, open, crossings, day);
  if (!barred.ok) return barred;
  const tested = await checkTest(tx, open, crossings, day);
  if (!tested.ok) return tested;
  const shares: LineShare[] = [];
  for (const crossing of crossings) {
    if (!crossing.licensed.EXPORT) continue;
    const chosen = chooseShares(factsOf(open, crossing));
    if (!chosen.ok) return chosen;
    shares.push(...chosen.value.map((share) => ({ ...share, declaredLineId: crossing.line.id })));
  }
  return use(tx, crossings, shares, occasion);
}

/**
 * Uses what a release for import draws on its licences; a refusal comes before anything is written.
 *
 * @param asked of each line of the declaration, in their order; chips
 */
export async function crossIn(
  tx: Tx,
  open: OpenDeclaration,
  asked: readonly number[],
  occasion: Occasion,
  licensing: Licensing,
): Crossed {
  const day = dayOf(occasion.at);
  const { crossings, uses } = await load(tx, open, asked, day, {
    licensing,
    at: occasion.at,
  });
  const barred = await findBars(tx, open, crossings, day);
  if (!barred.ok) return barred;
  const shares: LineShare[] = [];
  for (const crossing of crossings) {
    const { shipped, line, licensed } = crossing;
    const exported = { uses: uses.get(shipped.id) ?? [], released: shipped.importReleased };
    const chosen = mayRelease(factsOf(open, crossing), exported, licensed);
    if (!chosen.ok) return chosen;
    shares.push(...chosen.value.map((share) => ({ ...share, declaredLineId: line.id })));
  }
  return use(tx, crossings, shares, occasion);
}

async function use(
  tx: Tx,
  crossings: readonly Crossing[],
  shares: readonly LineShare[],
  occasion: Occasion,
): Crossed {
  await markLicensed(
    tx,
    crossings.map(({ shipped, licensed }) => ({ id: shipped.id, sides: licensed })),
  );
  await moveShares(tx, 'USE', shares, occasion);
  await insertUses(tx, shares);
  return done(null);
}

async function load(
  tx: Tx,
  { declaration, shipment }: OpenDeclaration,
  asked: readonly number[],
  day: string,
  { licensing, at }: { readonly licensing: Licensing; readonly at: Date },
) {
  const parts = declaration.lines.flatMap((line, index) => {
    const shipped = shipment.lines.find(({ id }) => id === line.shippedLineId);
    const units = asked[index] ?? 0;
    return shipped && units > 0 ? [{ line, shipped, asked: units }] : [];
  });
  const { lines, uses } = await loadBorder(
    tx,
    parts.map(({ shipped }) => shipped.order.id),
    parts.map(({ shipped }) => shipped.id),
    day,
  );
  const needed = await licensing.sidesOf(
    tx,
    parts.flatMap(({ shipped: { licensed, order } }) =>
      licensed.EXPORT && licensed.IMPORT ? [] : [order.id],
    ),
    at,
  );
  const crossings = parts.map((part): Crossing => {
    const { order, licensed: planned } = part.shipped;
    const border = lines.get(order.id);
    if (!border) throw new Error('an order line that is shipped is gone');
    const now = needed.get(order.id) ?? { EXPORT: true, IMPORT: true };
    const licensed = {
      EXPORT: planned.EXPORT || now.EXPORT,
      IMPORT: planned.IMPORT || now.IMPORT,
    };
    return { ...part, border, licensed };
  });
  return { crossings, uses };
}

function factsOf(
  { declaration }: OpenDeclaration,
  { line, asked, border }: Crossing,
): CrossingFacts {
  return {
    direction: declaration.direction,
    jurisdictionId: declaration.jurisdictionId,
    vendorSeatId: border.vendorSeatId,
    draw: border.draw,
    asked,
    wanted: line.allocationId,
    drawings: border.drawings,
  };
}

async function findBars(
  tx: Tx,
  { declaration: { direction, jurisdictionId } }: OpenDeclaration,
  crossings: readonly Crossing[],
  day: string,
): Crossed {
  const goods = crossings.map(({ border: { draw } }) => ({
    chipId: draw.chipId,
    organisationIds: [
      draw.buyerId,
      draw.vendorId,
      ...draw.parties.map(({ organisationId }) => organisationId),
    ],
  }));
  const barred = await restrictionsInForce(tx, direction, [jurisdictionId], day, goods);
  return barred.length > 0 ? refused(restrictionInForce(barred)) : done(null);
}

async function checkTest(
  tx: Tx,
  { declaration, shipment }: OpenDeclaration,
  crossings: readonly Crossing[],
  day: string,
): Crossed {
  const { jurisdiction, jurisdictionId } = declaration;
  const chips = new Set(crossings.map(({ border }) => border.draw.chipId));
  const controlled = new Map<string, Verdict>();
  for (const chip of chips) controlled.set(chip, await controlOf(tx, chip));
  const passed = await hasPassedIn(tx, shipment.id, jurisdictionId);
  for (const { border } of crossings) {
    const { chipId, controlCodes } = border.draw;
    const codes = controlCodes.filter((each) => each.jurisdictionId === jurisdictionId);
    const needed = needsLaboratoryTest({
      jurisdiction,
      destination: border.destination,
      day,
      controlled: controlled.get(chipId) ?? 'UNKNOWN',
      codes: codes.map(({ code }) => code),
    });
    if (needed && !passed) return refused(laboratoryTestMissing(shipment.id));
  }
  return done(null);
}
