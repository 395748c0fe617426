import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readQuestions } from '../../server/src/transport/questions.ts';
import { openBrowser } from '../support/chromium.ts';
import { ask } from '../support/http.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

const questions = await readQuestions();

let server: TestServer;
let origin: string;
let browser: Browser;
let page: Page;
/** What a page should never do, in the order it was done. */
let complaints: string[];

beforeAll(async () => {
  server = await startTestServer({ dataset: true });
  origin = new URL(server.url).origin;
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  await server.close();
});

beforeEach(async () => {
  complaints = [];
  page = await browser.newPage();
  page.on('request', (request) => {
    const { protocol, origin: asked } = new URL(request.url());
    if (protocol !== 'data:' && asked !== origin) complaints.push(`asked ${request.url()}`);
  });
  page.on('websocket', (socket) => {
    if (new URL(socket.url()).host !== new URL(origin).host)
      complaints.push(`asked ${socket.url()}`);
  });
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(origin);
  await page.getByRole('button', { name: 'Hide Questions' }).waitFor();
});

afterEach(async () => {
  await page.close();
  expect(complaints).toEqual([]);
});

describe('the workbench', () => {
  test('opens with the ready questions, in the panel and as tabs', async () => {
    expect(await page.title()).toBe('Carnet');
    expect(await page.locator('.carnet-question strong').allTextContents()).toEqual(
      questions.map(({ title }) => title),
    );
    expect(await page.locator('.graphiql-tab-button').allTextContents()).toEqual(
      questions.map(({ name }) => name),
    );
  });

  test('answers each question with rows and without an error', async () => {
    for (const { title, document } of questions.filter(asksOnce)) {
      await choose(title);
      await expect.poll(() => textIn('query')).toBe(document);
      await run();
      const { data, errors } = JSON.parse(await answer());
      expect({ title, errors }).toEqual({ title, errors: undefined });
      // every question leads to a list, at the root or one level below
      expect(JSON.stringify(data), title).toMatch(/"nodes":\[\{/);
    }
  });

  test('shows what happens to a licence while its question runs', async () => {
    await choose(questions.find((question) => !asksOnce(question))?.title ?? '');
    await run();
    await page.getByRole('button', { name: /^Stop query/ }).waitFor();
    const decide = await decisions();
    // again and again, for nothing tells when the server has begun to send
    await expect
      .poll(async () => {
        await decide();
        return textIn('response');
      })
      .toContain('seen in the workbench');
    const { data } = JSON.parse(await textIn('response'));
    expect(data.licenceEvents.__typename).toMatch(/^Licence(Suspended|Reinstated)$/);
    expect(data.licenceEvents.licence.licensee.name).not.toBe('');
    await page.getByRole('button', { name: /^Stop query/ }).click();
  });

  test('saves the rows of a list, and what describes them, with the rights of the key', async () => {
    await page.getByLabel('Access key').fill(server.keys.analyst);
    await page.getByRole('button', { name: 'Use' }).click();
    await write('{ chips(filter: { name: { contains: "H2" } }) { nodes { name tpp } } }');
    const [rows] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: /^Save the rows as CSV/ }).click(),
    ]);
    expect(rows.suggestedFilename()).toBe('chips.csv');
    const saved = readFileSync(await rows.path(), 'utf8');
    expect(saved).toMatch(/^\uFEFFname,tpp\r\n/);
    expect(saved).toContain('H200,15840\r\n');
    const [twin] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: /^Save what describes the rows/ }).click(),
    ]);
    expect(twin.suggestedFilename()).toBe('chips.metadata.json');
    const { viewer, sources } = JSON.parse(readFileSync(await twin.path(), 'utf8'));
    expect(viewer).toContain('analyst');
    expect(JSON.stringify(sources)).toContain('CC BY 4.0');
  });

  test('says why a question that is no list cannot be saved', async () => {
    await write('{ position }');
    await page.getByRole('button', { name: /^Save the rows as CSV/ }).click();
    await expect.poll(() => textIn('response')).toContain('is no list that can be exported');
    // the browser itself notes every answer that is refused
    complaints = complaints.filter((line) => !line.includes('406'));
  });

  test('completes a field name from the schema', async () => {
    await write('{ chips { nodes { na');
    await page.keyboard.press('Control+Space');
    await page.locator('.CodeMirror-hint', { hasText: /^name$/ }).waitFor();
  });

  test('shows the schema beside the question', async () => {
    await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
    await page.locator('.graphiql-doc-explorer').getByText('Query', { exact: true }).click();
    await page.locator('.graphiql-doc-explorer').getByText('chips', { exact: true }).waitFor();
  });

  test('sends a pasted key as a bearer token and forgets it with the tab', async () => {
    await page.getByLabel('Access key').fill(`Authorization: Bearer ${server.keys.analyst}`);
    const sent = page.waitForRequest((request) => request.url().endsWith('/graphql'));
    await page.getByRole('button', { name: 'Use' }).click();
    await page.getByText('key in use').waitFor();
    await run();
    expect((await sent).headers().authorization).toBe(`Bearer ${server.keys.analyst}`);
    expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain(
      server.keys.analyst,
    );
  });

  test('gives back a question whose tab was rewritten', async () => {
    const [first] = questions;
    await write('{ __typename }');
    await choose(first?.title ?? '');
    await expect.poll(() => textIn('query')).toBe(first?.document);
    expect(await page.getByRole('tab').count()).toBe(questions.length + 1);
  });

  test('serves its own files only, under a policy that allows no other origin', async () => {
    const opened = await page.request.get(`${origin}/`);
    expect(opened.headers()['content-security-policy']).toContain("default-src 'none'");
    for (const path of [
      '',
      'index.html',
      '..%2fpackage.json',
      '%2e%2e%2fpackage.json',
      'constructor',
    ]) {
      expect((await page.request.get(`${origin}/workbench/${path}`)).status(), path).toBe(404);
    }
    const asset = await page.request.get(`${origin}/workbench/graphiql.js`);
    const again = await page.request.get(`${origin}/workbench/graphiql.js`, {
      headers: { 'if-none-match': asset.headers().etag ?? '' },
    });
    expect([asset.status(), again.status()]).toEqual([200, 304]);
  });
});

/** Suspends a licence, at the next call reinstates it, and so on. */
async function decisions(): Promise<() => Promise<void>> {
  const query = '{ licences(filter: { status: { eq: ACTIVE } }) { nodes { id } } }';
  const { data } = await ask(server.url, { query });
  const [licence] = (data as { licences: { nodes: { id: string }[] } }).licences.nodes;
  let turn = 0;
  return async () => {
    turn += 1;
    const verb = turn % 2 === 1 ? 'suspend' : 'reinstate';
    const input = `{ licenceId: "${licence?.id}", reason: "seen in the workbench", idempotencyKey: "${turn}" }`;
    const mutation = `mutation { ${verb}Licence(input: ${input}) { __typename } }`;
    const { errors } = await ask(server.url, { query: mutation }, server.keys.admin);
    expect(errors).toBeUndefined();
  };
}

function asksOnce({ document }: { document: string }): boolean {
  return !document.includes('\nsubscription ');
}

function choose(title: string): Promise<void> {
  return page.getByRole('button', { name: title }).click();
}

async function write(document: string): Promise<void> {
  await page.locator('.graphiql-query-editor .CodeMirror').click();
  await page.keyboard.press('Control+A');
  await page.keyboard.type(document);
}

function run(): Promise<void> {
  return page.getByRole('button', { name: /^Execute query/ }).click();
}

/** The answer once it has arrived, as text. */
async function answer(): Promise<string> {
  await page.locator('.graphiql-response .graphiql-spinner').waitFor({ state: 'detached' });
  await expect.poll(() => textIn('response')).not.toBe('');
  return textIn('response');
}

/** The whole text of an editor; what it draws is only the part in view. */
function textIn(editor: 'query' | 'response'): Promise<string> {
  const selector = editor === 'query' ? '.graphiql-query-editor' : '.graphiql-response';
  return page
    .locator(`${selector} .CodeMirror`)
    .evaluate((element) =>
      (element as unknown as { CodeMirror: { getValue(): string } }).CodeMirror.getValue(),
    );
}
