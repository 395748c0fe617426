import type { Contestant } from '../contestant.ts';
import type { Case } from '../rounds.ts';
import { someLicences } from './dataset.ts';

const licence = `query Licence($id: ID!) {
  licence(id: $id) {
    id number direction type status validFrom validTo recordedAt
    licensee { id name kind sector }
  }
}`;

const licences = `query Licences($after: Cursor!) {
  licences(first: 50, after: $after) {
    nodes {
      id number status validTo
      licensee { name }
      lines(first: 10) { nodes { ordinal licensedBy available chip { name } } }
    }
  }
}`;

const walk = `query Walk($after: Cursor) {
  licences(first: 200, after: $after) { edges { cursor } pageInfo { hasNextPage endCursor } }
}`;

interface Page {
  data: {
    licences: {
      edges: { cursor: string }[];
      pageInfo: { hasNextPage: boolean; endCursor: string };
    };
  };
}

// enough that no answer is asked for again soon, few enough to be kept as bytes
const mostBodies = 2000;

/** What is asked. Each request has a licence or a place in the list of its own. */
export async function readCases(databaseUrl: string, carnet: Contestant): Promise<Case[]> {
  const ids = await someLicences(databaseUrl, mostBodies);
  // the last page is shorter than the others
  const cursors = (await allCursors(carnet)).slice(0, -50);
  const step = Math.max(1, Math.floor(cursors.length / mostBodies));
  return [
    {
      name: 'licence',
      title: 'one licence with its licensee',
      bodies: ids.map((key) =>
        body(licence, { id: Buffer.from(`Licence:${key}`).toString('base64url') }),
      ),
    },
    {
      name: 'licences',
      title: '50 licences × licensee × lines × chip',
      bodies: cursors
        .filter((_, index) => index % step === 0)
        .map((after) => body(licences, { after })),
    },
  ];
}

/** Cursors are opaque, so they are taken from Carnet as a client takes them. */
async function allCursors(carnet: Contestant): Promise<string[]> {
  const cursors: string[] = [];
  let after: string | null = null;
  do {
    const text: string = await carnet.answer('licences', body(walk, { after }));
    const { edges, pageInfo } = (JSON.parse(text) as Page).data.licences;
    for (const { cursor } of edges) cursors.push(cursor);
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  } while (after !== null);
  return cursors;
}

const body = (query: string, variables: object) => JSON.stringify({ query, variables });
