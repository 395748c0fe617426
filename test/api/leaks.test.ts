import fc from 'fast-check';
import {
  type DocumentNode,
  type GraphQLInputObjectType,
  isInputObjectType,
  parse,
  validate,
} from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { anonymous, type Viewer } from '../../server/src/access/viewer.ts';
import { connectDatabase } from '../../server/src/database/connect.ts';
import { encodeId } from '../../server/src/kernel/ids.ts';
import { everyAggregate } from '../support/aggregated.ts';
import { houseOffset, isOfHouse, removeHouse } from '../support/canaries.ts';
import { canary } from '../support/canary-text.ts';
import { writeDocument } from '../support/documents.ts';
import { cursorsIn } from '../support/documents-cursors.ts';
import { gatherSamples } from '../support/documents-samples.ts';
import { keysOf, selected, written } from '../support/grouped.ts';
import { along, listedTypes, pathTo } from '../support/lists.ts';
import { compiledText } from '../support/oracle.ts';
import { openWholeOracle, type WholeOracle } from '../support/oracle-whole.ts';
import { everything } from '../support/oracle-viewers.ts';

/** More of them: CARNET_DOCUMENTS=2000. A failure prints what repeats it: CARNET_SEED. */
const documents = Number(process.env.CARNET_DOCUMENTS ?? 60);
const seed = Number(process.env.CARNET_SEED ?? Date.now() % 2 ** 31);

let whole: WholeOracle;
beforeAll(async () => {
  whole = await openWholeOracle();
});
afterAll(() => whole?.oracle.close());

/** Keyed types of which not everybody sees every row. */
const hiddenTypes = () => whole.oracle.nodeModels.filter(({ visible }) => visible !== 'everyone');

describe('another house', () => {
  test('has a canary in every free text of every confidential row', async () => {
    for (const table of whole.house.tables) {
      const open = table.texts.filter(
        (column) =>
          !whole.house.uncovered.some((each) => each.column === `${table.name}.${column}`),
      );
      const rows = await whole.oracle.db.query<{ held: string }>(
        `select row_to_json(own)::text as held from ${table.name} own where ${isOfHouse(table)}`,
      );
      expect(rows.length, table.name).toBeGreaterThan(0);
      const bare = rows.filter(({ held }) => !held.includes(canary));
      expect(open.length > 0 ? bare : [], table.name).toEqual([]);
    }
    // where a rule of the table says what the text looks like
    for (const { column, problem } of whole.house.uncovered) {
      expect(problem, column).toMatch(/violates check constraint/);
    }
  });

  test('is there for administrators, and not there for others, row by row', async () => {
    const document = parse('query($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }');
    const screened: string[] = [];
    const ids: string[] = [];
    for (const { type, table, partOf } of hiddenTypes()) {
      const keys = await whole.oracle.db.query<{ id: string }>(
        `select own.id::text as id from ${table} own where own.id >= ${houseOffset}`,
      );
      expect(keys.length, type).toBeGreaterThan(0);
      // any authority sees how organisations were screened, and what is said of that
      const some = ['Screening', 'Claim', 'Event'].includes(type) ? screened : ids;
      some.push(...keys.map(({ id }) => encodeId(partOf ?? type, id)));
    }
    const ask = async (viewer: Viewer, all: string[], seen: boolean) => {
      for (let start = 0; start < all.length; start += 200) {
        const some = all.slice(start, start + 200);
        const answer = await answerTo(viewer, document, { ids: some });
        const { nodes } = JSON.parse(answer) as { nodes: unknown[] };
        const wrong = some.filter((_, place) => (nodes[place] !== null) !== seen);
        expect(wrong, viewer.name).toEqual([]);
      }
    };
    await ask(everything, [...ids, ...screened], true);
    for (const viewer of whole.outsiders) await ask(viewer, [...ids, ...screened], false);
    for (const viewer of whole.authorities) await ask(viewer, ids, false);
  });

  // the longest test last: it takes the house away
  test('leaves no trace in any answer to others: they are the same without it', {
    timeout: 120_000 + documents * 2000,
  }, async () => {
    const asked = [...(await randomly()), ...gathering(), ...guessing()];
    const answers: string[] = [];
    for (const { text, document, viewer, variables } of asked) {
      const answer = await answerTo(viewer, document, variables);
      expect(legible(answer).includes(canary), `CARNET_SEED=${seed}\n${viewer.name}\n${text}`).toBe(
        false,
      );
      answers.push(answer);
    }
    const client = await connectDatabase(whole.oracle.url);
    await removeHouse(client, whole.house.tables).finally(() => client.end());
    for (const [index, { text, document, viewer, variables }] of asked.entries()) {
      const about = `CARNET_SEED=${seed}\n${viewer.name}\n${text}\n${JSON.stringify(variables)}`;
      expect(await answerTo(viewer, document, variables), about).toBe(answers[index]);
    }
    const guesses = asked.filter(({ text, variables }) =>
      `${text}${JSON.stringify(variables)}`.includes(canary),
    );
    process.stdout.write(
      `leaks ${JSON.stringify({ seed, answers: asked.length, guesses: guesses.length })}\n`,
    );
    expect(guesses.length).toBeGreaterThan(10);
  });
});

interface Asked {
  text: string;
  document: DocumentNode;
  viewer: Viewer;
  variables: Record<string, unknown>;
}

/** Random documents, some of which guess at what the house's rows say. */
async function randomly(): Promise<Asked[]> {
  const samples = await gatherSamples(whole.oracle);
  const decisions = fc.array(fc.nat({ max: 0xffff }), {
    minLength: 60,
    maxLength: 600,
    size: 'max',
  });
  const asked: Asked[] = [];
  for (const [index, numbers] of fc.sample(decisions, { numRuns: documents, seed }).entries()) {
    const random = writeDocument(whole.oracle.schema, samples, numbers);
    // how long the log is, is told to everybody
    if (/\bposition\b(?!:)/.test(random.text)) continue;
    const viewer = whole.outsiders[index % whole.outsiders.length] ?? anonymous;
    const one = { text: random.text, document: parse(random.text), viewer };
    asked.push({ ...one, variables: random.variables });
    const cursors = cursorsIn(await answerTo(viewer, one.document, random.variables), random);
    if (Object.keys(cursors).length > 0) {
      asked.push({ ...one, variables: { ...random.variables, ...cursors } });
    }
  }
  return asked;
}

/** Every aggregate, and groups by the fields, of a list of every type. */
function gathering(): Asked[] {
  const { schema } = whole.oracle;
  return listedTypes(schema).map((type, index): Asked => {
    const groups = keysOf(schema, type, 0)
      .slice(0, 8)
      .map(
        (key, place) =>
          `g${place}: groups(by: [${written(key)}], first: 1000) { key { ${selected(key)} } aggregates { count } }`,
      );
    const own = `totalCount ${everyAggregate(schema, type)} ${groups.join(' ')}`;
    return asking(`{ ${along(pathTo(schema, type), own)} }`, index);
  });
}

/** Every list at the root, narrowed to where some text of a row, or of one related to it, guesses. */
function guessing(): Asked[] {
  const roots = whole.oracle.schema.getQueryType()?.getFields() ?? {};
  return Object.values(roots).flatMap((field, index): Asked[] => {
    const filter = field.args.find(({ name }) => name === 'filter')?.type;
    if (!isInputObjectType(filter) || !field.name.endsWith('s')) return [];
    const guesses = guessesIn(filter, 2);
    if (guesses.length === 0) return [];
    const text = `{ ${field.name}(filter: { or: [${guesses.join(', ')}] }) { totalCount nodes { id } } }`;
    return [asking(text, index)];
  });
}

function guessesIn(filter: GraphQLInputObjectType, depth: number): string[] {
  const guess = `{ contains: "${canary}" }`;
  return Object.values(filter.getFields()).flatMap(({ name, type }): string[] => {
    if (String(type) === 'StringFilter') return [`{ ${name}: ${guess} }`];
    if (depth === 0 || !isInputObjectType(type) || ['and', 'or', 'not'].includes(name)) return [];
    const { some, isNull } = type.getFields();
    if (some && isInputObjectType(some.type)) {
      const below = guessesIn(some.type, 0);
      return below.length > 0 ? [`{ ${name}: { some: { or: [${below.join(', ')}] } } }`] : [];
    }
    const below = isNull && 'and' in type.getFields() ? guessesIn(type, 0) : [];
    return below.length > 0 ? [`{ ${name}: { or: [${below.join(', ')}] } }`] : [];
  });
}

/** One of the outsiders asks, another for each document. */
function asking(text: string, index: number): Asked {
  const document = parse(text);
  expect(validate(whole.oracle.schema, document), text).toEqual([]);
  const viewer = whole.outsiders[index % whole.outsiders.length] ?? anonymous;
  return { text, document, viewer, variables: {} };
}

async function answerTo(
  viewer: Viewer,
  document: DocumentNode,
  variables: Record<string, unknown>,
): Promise<string> {
  return compiledText(whole.oracle, viewer, document, variables).then(
    (text) => text ?? 'answered by code',
    (error: Error) => `${error.name}: ${error.message}`,
  );
}

/** An answer with what its cursors and ids say. */
function legible(answer: string): string {
  return answer.replace(
    /"[\w-]{8,}"/g,
    (text) => `${text} ${Buffer.from(text.slice(1, -1), 'base64url').toString()}`,
  );
}
