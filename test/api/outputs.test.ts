import fc from 'fast-check';
import { parse, validate } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { anonymous, type Viewer } from '../../server/src/access/viewer.ts';
import { Fault } from '../../server/src/kernel/fault.ts';
import { codeKey, type RandomDocument, writeDocument } from '../support/documents.ts';
import { gatherSamples, type Samples } from '../support/documents-samples.ts';
import { compiledText, executed, type Oracle, openOracle } from '../support/oracle.ts';
import { addLicences } from '../support/oracle-rows.ts';
import { cursorsIn } from '../support/documents-cursors.ts';
import { everything, viewerOf } from '../support/oracle-viewers.ts';

/** More of them: CARNET_DOCUMENTS=5000. A failure prints the seed that repeats it. */
const documents = Number(process.env.CARNET_DOCUMENTS ?? 150);

let oracle: Oracle;
let samples: Samples;
let viewers: readonly Viewer[];

beforeAll(async () => {
  oracle = await openOracle({ dataset: true });
  await addLicences(oracle.db);
  samples = await gatherSamples(oracle);
  const [buyer] = await oracle.db.query<{ id: string }>(
    `select id::text from organisation where name = 'ByteDance'`,
  );
  viewers = [
    anonymous,
    everything,
    viewerOf('AUTHORITY', { jurisdictions: ['CN'] }),
    viewerOf('BUYER', { organisationId: buyer?.id ?? '' }),
    viewerOf('ANALYST'),
  ];
});

afterAll(() => oracle.close());

describe('the two outputs of the read engine', () => {
  test('answer every document with the same bytes', {
    timeout: 60_000 + documents * 400,
  }, async () => {
    const seen = { answered: 0, withCode: 0, withCursors: 0, bytes: 0 };
    await fc.assert(
      fc.asyncProperty(decisions, fc.nat({ max: 4 }), async (numbers, who) => {
        const viewer = viewers[who] ?? anonymous;
        const document = writeDocument(oracle.schema, samples, numbers);
        const text = await compare(viewer, document, document.variables);
        seen.answered += 1;
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
      { numRuns: documents },
    );
    process.stdout.write(`compared ${JSON.stringify(seen)}\n`);
    expect(seen.withCursors).toBeGreaterThan(documents / 20);
    expect(seen.withCode).toBeGreaterThan(0);
  });
});

const decisions = fc.array(fc.nat({ max: 0xffff }), { minLength: 60, maxLength: 600, size: 'max' });

async function compare(
  viewer: Viewer,
  { text }: RandomDocument,
  variables: Record<string, unknown>,
): Promise<string> {
  const document = parse(text);
  const problems = validate(oracle.schema, document).map((error) => error.message);
  expect(problems, text).toEqual([]);
  const compiled = await compiledText(oracle, viewer, document, variables).catch(faultOf);
  const whole = await executed(oracle, viewer, document, variables);
  if (compiled instanceof Fault) {
    expect(whole.errors?.map((error) => error.message)).toContain(compiled.message);
    return '';
  }
  const about = `${text}\n${JSON.stringify(variables)}`;
  expect(whole.errors ?? [], about).toEqual([]);
  expect(compiled, about).toBe(JSON.stringify(whole.data));
  return compiled ?? '';
}

/** Fields answered by code stand beside the same answers as without them; 1 when there were any. */
async function compareWithCode(
  viewer: Viewer,
  { text, variables }: RandomDocument,
  plain: string,
): Promise<number> {
  const given = { ...variables, code: true };
  const whole = await executed(oracle, viewer, parse(text), given);
  expect(whole.errors ?? [], text).toEqual([]);
  const name = /^\{"__typename":"Query",?/;
  const withoutCode = JSON.stringify(whole.data, (key, value) =>
    key.startsWith(codeKey) ? undefined : value,
  );
  expect(withoutCode.replace(name, '{'), text).toBe(plain.replace(name, '{'));
  // in what is left out by a directive, or empty, nothing is answered by code
  return (await compiledText(oracle, viewer, parse(text), given)) === undefined ? 1 : 0;
}

function faultOf(error: unknown): Fault {
  if (error instanceof Fault) return error;
  throw error;
}
