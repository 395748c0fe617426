import type { Closing } from '../../../server/src/kernel/closing.ts';
import type { Contestant } from '../contestant.ts';
import type { Case } from '../rounds.ts';
import { type Dataset, lastMoment, publishedLicences } from './dataset.ts';
import { documents, licencePast } from './documents.ts';
import { cursorsAfter, firstCursor, idOf } from './places.ts';
import type { Size } from './size.ts';

/** One document with many sets of variables, in the words of Carnet's schema. */
export interface Question extends Case {
  name: keyof typeof documents;
  variables: Record<string, string>[];
  /** asks for page 5,000 of a list: variables that ask for page 1 */
  first?: Record<string, string>;
  /** the same as of a state of the past, which differs in nothing that is asked */
  past?: string[];
}

// enough that no answer is asked for again soon, few enough to be kept as bytes
const mostBodies = 2000;
const pageSize = 20;
const farPage = 5000;

/** What is asked of a dataset. Most requests have a licence or a place in the list of their own. */
export async function questionsFor(
  { url, key }: Dataset,
  size: Size,
  carnet: Contestant,
  closing: Closing,
): Promise<Question[]> {
  const at = await lastMoment(url, closing);
  const licences = await publishedLicences(url, mostBodies);
  // the last page is shorter than the others
  const places = licences.filter((licence) => Number(licence) <= size.licences - 60);
  const after = cursorsAfter(await firstCursor(carnet, 'licences', key), places);
  // of fewer orders the last page
  const page = Math.min(farPage, size.orders / pageSize);
  const before = String((page - 1) * pageSize);
  const far = cursorsAfter(await firstCursor(carnet, 'orders', key), [before]);
  const chips = Array.from({ length: 200 }, (_, n) => 1 + n);
  const questions: Omit<Question, 'bodies'>[] = [
    {
      name: 'licence',
      title: 'one licence with its licensee',
      variables: licences.map((licence) => ({ id: idOf('Licence', licence) })),
      past: licences.map((licence) => bodyOf(licencePast, { id: idOf('Licence', licence), at })),
    },
    {
      name: 'licences',
      title: '50 licences × licensee × lines × chip',
      variables: after.map((place) => ({ after: place })),
    },
    {
      name: 'tree',
      title: '20 licences × lines × orders drawn on them × customs events',
      key,
      variables: after.map((place) => ({ after: place })),
    },
    {
      name: 'orders',
      title: `page ${page.toLocaleString('en')} of all orders, 20 a page`,
      key,
      variables: far.map((place) => ({ after: place })),
      first: {},
    },
    {
      name: 'search',
      title: '20 licences for a chip, by when they end',
      variables: chips.map((n) => ({
        chip: `A${n}${[' SXM', ' PCIe', ' OAM'][n % 3]}`,
        from: '2026-10-01',
      })),
    },
    {
      name: 'groups',
      title: 'licences for a destination by status and direction, counted',
      variables: Array.from({ length: 30 }, (_, n) => ({
        destination: String.fromCharCode(65 + Math.floor(n / 26), 65 + (n % 26)),
      })),
    },
  ];
  return questions.map((question) => ({
    ...question,
    bodies: question.variables.map((variables) => bodyOf(documents[question.name], variables)),
  }));
}

export const bodyOf = (query: string, variables: object): string =>
  JSON.stringify({ query, variables });
