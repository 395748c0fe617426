import { cpus, totalmem } from 'node:os';
import { startTemporary } from '../../../server/src/database/temporary.ts';
import type { Closing } from '../../../server/src/kernel/closing.ts';
import type { Contestant } from '../contestant.ts';
import { LoadGenerator } from '../load.ts';
import { fetchPeers } from '../peers/fetch.ts';
import { Progress } from '../progress.ts';
import type { Row } from '../results.ts';
import { type Lane, type Readings, runRounds } from '../rounds.ts';
import { rowsOf } from '../rows.ts';
import { printTable } from '../table.ts';
import { bodyOf, type Question, questionsFor } from './cases.ts';
import { createDataset, stepsOf, versionOf } from './dataset.ts';
import { documents } from './documents.ts';
import { requireEqualAnswers } from './equality.ts';
import { equality, lanesFor, names, startField } from './field.ts';
import { quick as quickExtent, type Extent, whole } from './schedule.ts';
import { timesUsual } from './size.ts';
import { targetLines } from './targets.ts';

/** Carnet on a smaller dataset, and what it was asked there. */
interface Earlier {
  carnet: Contestant;
  questions: Question[];
}

interface Measured {
  title: string;
  question: Question;
  readings: Readings;
}

/** Six documents, against SQL by hand and three other servers, on a dataset and on ten times that. */
export async function reads(closing: Closing, quick: boolean): Promise<Row[]> {
  const extent = quick ? quickExtent : whole;
  const memory = Math.round(totalmem() / 2 ** 30);
  console.log(
    `machine: ${cpus().length} × ${cpus()[0]?.model}, ${memory} GiB, Node ${process.version}`,
  );
  const missing = await fetchPeers(closing);
  if (missing !== undefined) {
    console.log(
      `PostGraphile and Mercurius are left out of the tables, as fetching them failed (${missing}): run it again with a network.`,
    );
  }
  const server = await startTemporary(closing);
  console.log(`database: PostgreSQL ${await versionOf(server)}`);
  const all: Measured[] = [];
  let earlier: Earlier | undefined;
  for (const factor of extent.sizes) {
    const size = timesUsual(factor);
    const progress = new Progress(stepsOf(size));
    const dataset = await createDataset(server, `reads${size.licences}`, size, progress);
    progress.end();
    const kind = `${size.licences.toLocaleString('en')} licences`;
    console.log(
      `${kind}: ${dataset.rows.toLocaleString('en')} rows, made in ${Math.round(dataset.seconds)} s`,
    );
    const field = await startField(dataset.url, missing === undefined, closing);
    const questions = await questionsFor(dataset, size, field[0], closing);
    all.push(...(await measure(kind, field, questions, earlier, extent, closing)));
    const [carnet, ...others] = field;
    for (const other of [...others, ...(earlier ? [earlier.carnet] : [])]) await other.stop();
    earlier = { carnet, questions };
  }
  report(all);
  return all.flatMap(({ title, readings }) => rowsOf(title, readings));
}

async function measure(
  kind: string,
  field: [Contestant, ...Contestant[]],
  questions: readonly Question[],
  earlier: Earlier | undefined,
  { schedule, comparisons }: Extent,
  closing: Closing,
): Promise<Measured[]> {
  const asked: [Question, Lane[]][] = [];
  for (const question of questions) {
    const [own, ...others] = await lanesFor(field, question);
    const past = question.past ? [{ ...own, name: 'past', bodies: question.past }] : [];
    const lanes: [Lane, ...Lane[]] = [own, ...others, ...past];
    const bytes = await requireEqualAnswers(lanes, equality, comparisons);
    console.log(`  ${question.title}: equal answers, ${Math.round(bytes)} bytes on average`);
    asked.push([question, [...lanes, ...extraLanes(question, own, earlier)]]);
  }
  const { connections, rounds, measure: seconds } = schedule;
  console.log(`  ${connections} connections, ${rounds} rounds of ${seconds} s each, medians`);
  const lanes = asked.flatMap(([, each]) => each).length;
  const progress = new Progress(lanes * rounds);
  const generator = new LoadGenerator(closing);
  const measured: Measured[] = [];
  for (const [question, each] of asked) {
    const readings = await runRounds(generator, each, schedule, progress);
    measured.push({ title: `${question.title}; ${kind}`, question, readings });
  }
  progress.end();
  return measured;
}

/** Carnet beside itself: page 1 of the same list, and the same question on a tenth of the data. */
function extraLanes(question: Question, own: Lane, earlier: Earlier | undefined): Lane[] {
  const lanes: Lane[] = [];
  if (question.first) {
    const bodies = [bodyOf(documents[question.name], question.first)];
    lanes.push({ ...own, name: 'first-page', bodies });
  }
  const before = earlier?.questions.find(({ name }) => name === question.name);
  if (earlier && before) {
    const { bodies, key } = before;
    lanes.push({ ...own, name: 'tenth', contestant: earlier.carnet, bodies, ...(key && { key }) });
  }
  return lanes;
}

function report(all: readonly Measured[]): void {
  for (const { title, readings } of all) printTable(title, readings, names);
  console.log('\n| target | measured | |\n|---|---|---|');
  for (const { title, question, readings } of all) {
    for (const line of targetLines(question.name, title, readings, names)) console.log(line);
  }
}
