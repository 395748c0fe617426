import { notFound, type Refusal } from '../kernel/refusal.ts';

export interface ScreeningNotFound extends Refusal<'ScreeningNotFound'> {}

export function screeningNotFound(): ScreeningNotFound {
  return notFound('ScreeningNotFound', 'screening');
}
