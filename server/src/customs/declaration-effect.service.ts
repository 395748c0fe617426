import type { Tx } from '../database/transaction.ts';
import { done, type Result, refused } from '../kernel/result.ts';
import { crossIn, crossOut } from './crossing.service.ts';
import { moveShares } from './crossing-ledger.store.ts';
import { type DeclarationStatus, givesBack } from './declaration.ts';
import type { OpenDeclaration } from './declaration-access.service.ts';
import {
  addReleased,
  isReferenceTaken,
  type OfficeWords,
  reverseUses,
} from './declaration.store.ts';
import type { Licensing } from './licensed-sides.store.ts';
import type { Occasion } from './occasion.ts';
import { type DeclarationRefusal, referenceTaken } from './refusals.ts';
import { readUnits } from './shipment-plan.ts';
import { declareUnits, releaseUnits } from './unit-chain.ts';

/** What comes with a step of a declaration. */
export interface Effect {
  /** chips that the step is about; null: all that is declared */
  readonly units: number | null;
  /** whether something is left to be released */
  readonly partial: boolean;
}

interface Said {
  /** of a release; null: all */
  readonly units: number | null;
  readonly words: OfficeWords;
  readonly occasion: Occasion;
  readonly licensing: Licensing;
}

type Effected = Promise<Result<Effect, DeclarationRefusal>>;

const whole: Effect = { units: null, partial: false };

/** Writes what comes with a step of a declaration; a refusal comes before anything is written. */
export async function effectOf(
  tx: Tx,
  open: OpenDeclaration,
  to: DeclarationStatus,
  said: Said,
): Effected {
  if (to === 'LODGED') return lodge(tx, open, said);
  if (to === 'RELEASED') return release(tx, open, said);
  if (open.declaration.direction === 'IMPORT') return done(whole);
  if (to === 'ACCEPTED') {
    const used = await crossOut(tx, open, said.occasion, said.licensing);
    return used.ok ? done(whole) : used;
  }
  if (givesBack(to)) {
    const shares = await reverseUses(tx, open.declaration.id, said.occasion.at);
    await moveShares(tx, 'REVERSE', shares, said.occasion);
  }
  return done(whole);
}

/** From now on what is on it is declared. */
async function lodge(
  tx: Tx,
  { declaration, shipment }: OpenDeclaration,
  { words }: Said,
): Effected {
  for (const { shippedLineId, units } of declaration.lines) {
    const shipped = shipment.lines.find(({ id }) => id === shippedLineId);
    const declared = shipped?.declared[declaration.direction] ?? 0;
    const counted = declareUnits({ shipped: shipped?.units ?? 0, declared }, units);
    if (!counted.ok) return counted;
  }
  const { reference } = words;
  const own =
    reference?.scheme === declaration.reference?.scheme &&
    reference?.value === declaration.reference?.value;
  if (reference && !own && (await isReferenceTaken(tx, reference))) {
    return refused(referenceTaken(reference));
  }
  return done(whole);
}

/** An import uses its licences for what is released; an export did so when it was accepted. */
async function release(
  tx: Tx,
  open: OpenDeclaration,
  { units, occasion, licensing }: Said,
): Effected {
  if (units !== null) {
    const counted = readUnits('units', units);
    if (!counted.ok) return counted;
  }
  const { direction, lines } = open.declaration;
  const shares = releaseUnits(lines, units);
  if (!shares.ok) return shares;
  if (direction === 'IMPORT') {
    const used = await crossIn(tx, open, shares.value, occasion, licensing);
    if (!used.ok) return used;
  }
  const released = lines.map(({ id }, index) => ({ id, units: shares.value[index] ?? 0 }));
  await addReleased(tx, released);
  const now = shares.value.reduce((sum, share) => sum + share, 0);
  const left = lines.reduce((sum, line) => sum + line.units - line.released, 0) - now;
  return done({ units: now, partial: left > 0 });
}
