import { vocabulary } from '../api/vocabulary.ts';

export const ControlType = vocabulary('ControlType', 'How customs look at goods.', {
  DOCUMENTARY: 'Their papers are looked at.',
  PHYSICAL: 'The goods are looked at, by eye or by scanner.',
  LABORATORY: 'Samples are taken to a laboratory.',
});
