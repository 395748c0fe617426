import fc from 'fast-check';
import { parse, validate } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Viewer } from '../../server/src/access/viewer.ts';
import { codeKey, type RandomDocument, writeDocument } from '../support/documents.ts';
import { cursorsIn } from '../support/documents-cursors.ts';
import { featuresOf } from '../support/documents-features.ts';
import { gatherSamples, type Samples } from '../support/documents-samples.ts';
import { compiledText, executed } from '../support/oracle.ts';
import { openPlainOracle, type PlainOracle } from '../support/oracle-plain.ts';
import { type PlainMistake, plainMistakes } from '../support/oracle-plain-mistake.ts';
import { openWholeOracle, type WholeOracle } from '../support/oracle-whole.ts';
import { telling } from '../support/oracle-telling.ts';

/** More of them: CARNET_DOCUMENTS=10000. A failure prints what repeats it: CARNET_SEED. */
const documents = Number(process.env.CARNET_DOCUMENTS ?? 100);
const seed = Number(process.env.CARNET_SEED ?? Date.now() % 2 ** 31);

let whole: WholeOracle;
let plain: PlainOracle;
let samples: Samples;
let viewers: readonly Viewer[];

beforeAll(async () => {
  whole = await openWholeOracle();
  samples = await gatherSamples(whole.oracle);
  plain = await openPlainOracle(whole.oracle.url, whole.oracle.schema);
  viewers = [...whole.outsiders, ...whole.insiders, ...whole.authorities];
});

afterAll(async () => {
  await plain?.close();
  await whole?.oracle.close();
});

describe('the read engine', () => {
  test('has rows of every kind to read, seen and unseen', () => {
    const sources = [...plain.world.tables.values()];
    expect(sources.filter(({ rows }) => rows.length === 0).map(({ model }) => model.type)).toEqual(
      [],
    );
  });

  test('answers every document with the bytes of an oracle that knows nothing of it', {
    timeout: 120_000 + documents * 2000,
  }, async () => {
    const seen = { answers: 0, refused: 0, withCode: 0, withCursors: 0, bytes: 0 };
    const features = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(decisions, fc.nat({ max: viewers.length - 1 }), async (numbers, who) => {
        const viewer = viewers[who] as Viewer;
        const document = writeDocument(whole.oracle.schema, samples, numbers);
        for (const one of featuresOf(parse(document.text))) {
          features.set(one, (features.get(one) ?? 0) + 1);
        }
        const text = await compare(viewer, document, document.variables);
        seen.answers += 1;
        seen.refused += text === '' ? 1 : 0;
        seen.bytes += text.length;
        const found = cursorsIn(text, document);
        if (Object.keys(found).length > 0) {
          seen.withCursors += 1;
          await compare(viewer, document, { ...document.variables, ...found });
        }
        if (text !== '' && document.text.includes(codeKey)) {
          seen.withCode += await compareWithCode(viewer, document, text);
        }
      }),
      { numRuns: documents, seed },
    );
    process.stdout.write(
      `compared ${JSON.stringify({ seed, ...seen })}\n${JSON.stringify(Object.fromEntries([...features].sort()))}\n`,
    );
    expect(seen.withCursors).toBeGreaterThan(documents / 20);
    expect(seen.refused).toBeLessThan(documents / 10);
    expect(seen.withCode).toBeGreaterThan(0);
  });

  test.each(plainMistakes)('would be found out with this mistake: %s', async (mistake) => {
    const [viewer] = viewers as [Viewer];
    const document = parse(telling[mistake]);
    const first = (await compiledText(whole.oracle, viewer, document, {})) ?? '';
    const variables = { after: /"endCursor":"([^"]+)"/.exec(first)?.[1] };
    const text = await compiledText(whole.oracle, viewer, document, variables);
    expect(await plainText(viewer, document, variables)).toBe(text);
    expect(await plainText(viewer, document, variables, mistake)).not.toBe(text);
  });
});

const decisions = fc.array(fc.nat({ max: 0xffff }), { minLength: 60, maxLength: 600, size: 'max' });

async function plainText(
  viewer: Viewer,
  document: ReturnType<typeof parse>,
  variables: Record<string, unknown>,
  mistake?: PlainMistake,
): Promise<string> {
  const { data, errors } = await plain.answer(viewer, document, variables, mistake);
  expect(errors).toBeUndefined();
  return JSON.stringify(data);
}

/** The compiled statement's answer, the same as the plain oracle's; empty where both refuse. */
async function compare(
  viewer: Viewer,
  { text, wrong }: RandomDocument,
  variables: Record<string, unknown>,
): Promise<string> {
  const document = parse(text);
  const about = `${text}\nvariables ${JSON.stringify(variables)}\nviewer ${JSON.stringify(viewer)}\nCARNET_SEED=${seed}`;
  expect(validate(whole.oracle.schema, document), about).toEqual([]);
  const expected = await plain.answer(viewer, document, variables);
  const compiled = await compiledText(whole.oracle, viewer, document, variables).catch(codeOf);
  const refused = new Set(expected.errors?.map(({ extensions }) => extensions.code));
  if (typeof compiled === 'object') {
    // what is wrong below a row that is not there, or that is too much, only the engine sees
    const known =
      refused.has(compiled.code) || [...wrong, 'DOCUMENT_LIMIT'].includes(compiled.code);
    expect(known, `${compiled.code} ${compiled.message}\n${about}`).toBe(true);
    return '';
  }
  expect(expected.errors?.map((error) => error.stack) ?? [], about).toEqual([]);
  expect(compiled, about).toBe(JSON.stringify(expected.data));
  return compiled ?? '';
}

/** Fields answered by code stand beside the same answers as without them; 1 when there were any. */
async function compareWithCode(
  viewer: Viewer,
  { text, variables }: RandomDocument,
  plainly: string,
): Promise<number> {
  const given = { ...variables, code: true };
  const answer = await executed(whole.oracle, viewer, parse(text), given);
  expect(answer.errors ?? [], text).toEqual([]);
  const name = /^\{"__typename":"Query",?/;
  const withoutCode = JSON.stringify(answer.data, (key, value) =>
    key.startsWith(codeKey) ? undefined : value,
  );
  expect(withoutCode.replace(name, '{'), text).toBe(plainly.replace(name, '{'));
  // in what is left out by a directive, or empty, nothing is answered by code
  const compiled = await compiledText(whole.oracle, viewer, parse(text), given);
  return compiled === undefined ? 1 : 0;
}

function codeOf(error: unknown): { code: string; message: string } {
  if (error instanceof Error && 'code' in error) {
    return { code: String(error.code), message: error.message };
  }
  throw error;
}
