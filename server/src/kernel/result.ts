/** What a decision comes to: a value, or a refusal that carries its numbers. Faults are thrown. */
export type Result<Value, Refused> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly refusal: Refused };

export function done<Value>(value: Value): { ok: true; value: Value } {
  return { ok: true, value };
}

export function refused<Refused>(refusal: Refused): { ok: false; refusal: Refused } {
  return { ok: false, refusal };
}
