import type { Viewer } from '../../access/viewer.ts';
import type { ExportedList } from './list.ts';
import { pagesOf, type Walk } from './pages.ts';
import { besideForSources, type Source, Sources } from './sources.ts';

/** What an export is of: enough to know it, to cite it and to ask for it again. */
export interface Twin {
  document: string;
  operationName: string | null;
  variables: Record<string, unknown>;
  /** instants of the past that was read; the second is what this database held */
  asOf: string | null;
  recordedAsOf: string | null;
  /** the last position of the event log in that state */
  position: number;
  describedAt: string;
  viewer: string;
  rows: number;
  /** of the last row; null where there is none */
  lastCursor: string | null;
  sources: Source[];
}

/** The state that an export is of. */
export interface State {
  /** the instant at which this database held it; none: the document names another */
  recordedAsOf?: string;
  position: number;
}

/**
 * Reads the whole list again, in the same state, for what is known only at its end.
 * @throws Fault
 */
export async function twinOf(
  walk: Walk,
  { past, question }: ExportedList,
  { recordedAsOf, position }: State,
  viewer: Viewer,
  now: Date,
): Promise<Twin> {
  const sources = new Sources();
  let rows = 0;
  let lastCursor: string | null = null;
  for await (const edges of pagesOf({ ...walk, more: besideForSources })) {
    rows += edges.length;
    lastCursor = edges.at(-1)?.cursor ?? lastCursor;
    for (const { node } of edges) sources.add(node);
  }
  return {
    document: question.text,
    operationName: question.operationName ?? null,
    variables: question.given,
    asOf: past.asOf ?? null,
    recordedAsOf: past.recordedAsOf ?? recordedAsOf ?? null,
    position,
    describedAt: now.toISOString(),
    viewer: viewer.name,
    rows,
    lastCursor,
    sources: sources.all(),
  };
}
