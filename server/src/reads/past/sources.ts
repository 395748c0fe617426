import { isBlank, nameOf, type Word } from './words.ts';

/** What stands between two parentheses, or between none. */
interface Level {
  /** the word before the parenthesis */
  after: string | undefined;
  /** which part of a query the words are in */
  part: 'start' | 'with' | 'select' | 'from' | 'rest';
  /** a table, or what stands for one, comes next */
  source: boolean;
  /** names that WITH gave, which hide tables here and deeper */
  named: Set<string>;
  /** whose query in WITH is being read */
  naming: string | undefined;
  recursive: boolean;
}

/** A word that is no blank, and the ones around it in lower case. */
interface Place {
  word: Word;
  index: number;
  next: string | undefined;
  last: string | undefined;
  lastButOne: string | undefined;
}

const endsFrom = new Set('where group having window order limit offset fetch for'.split(' '));
const between = new Set(['union', 'intersect', 'except']);

/**
 * Which of the words name a table that is read: by their place after FROM and JOIN, the names that
 * WITH gives left out.
 *
 * @returns the tables' names by the words' indices
 */
export function sourcesOf(words: Word[]): Map<number, string> {
  const found = new Map<number, string>();
  const levels = [levelAfter(undefined, false)];
  for (const place of placesOf(words)) {
    const level = levels.at(-1) as Level;
    const { text } = place.word;
    if (text === '(') {
      levels.push(levelAfter(place.last, level.source));
      level.source = false;
    } else if (text === ')') {
      levels.pop();
      close(levels.at(-1), level);
    } else if (text === ',') {
      level.source = level.part === 'from';
    } else {
      const table = read(level, place);
      const hidden = levels.some(({ named }) => named.has(table ?? ''));
      if (table !== undefined && !hidden) found.set(place.index, table);
    }
  }
  return found;
}

function placesOf(words: Word[]): Place[] {
  const solid = words.flatMap((word, index) => (isBlank(word) ? [] : [{ word, index }]));
  const at = (place: number): string | undefined => solid[place]?.word.text.toLowerCase();
  return solid.map(({ word, index }, place) => ({
    word,
    index,
    next: at(place + 1),
    last: at(place - 1),
    lastButOne: at(place - 2),
  }));
}

function levelAfter(after: string | undefined, source: boolean): Level {
  const part = source ? 'from' : 'start';
  return { after, part, source, named: new Set(), naming: undefined, recursive: false };
}

/** A query in WITH knows its own name only where it is recursive, and what follows knows it. */
function close(outer: Level | undefined, { after = '' }: Level): void {
  if (outer?.naming !== undefined && ['as', 'materialized'].includes(after)) {
    outer.named.add(outer.naming);
    outer.naming = undefined;
  }
}

/** Goes on by one word, and gives the table that it names. */
function read(level: Level, place: Place): string | undefined {
  const name = nameOf(place.word);
  if (name === undefined || (place.word.kind === 'name' && steer(level, name, place))) return;
  if (level.part === 'with' && ['with', 'recursive', ','].includes(place.last ?? '')) {
    if (level.recursive) level.named.add(name);
    level.naming = name;
  }
  if (!level.source) return undefined;
  level.source = false;
  const isTable = place.next !== '(' && place.next !== '.';
  return isTable ? name : undefined;
}

/** Whether the name is a word of SQL, which says in which part of a query one is. */
function steer(level: Level, name: string, { last, lastButOne }: Place): boolean {
  const begins = level.part === 'start' || level.part === 'with' || level.source;
  const to = (part: Level['part'], source = false): true => {
    level.part = part;
    level.source = source;
    return true;
  };
  if (name === 'select' && begins) return to('select');
  if (name === 'with' && begins) return to('with');
  if (name === 'recursive' && level.part === 'with' && last === 'with') {
    level.recursive = true;
    return true;
  }
  if (name === 'from' && level.part === 'select') {
    const compares = last === 'distinct' && ['is', 'not'].includes(lastButOne ?? '');
    return compares || to('from', true);
  }
  if (name === 'join' && level.part === 'from') return to('from', true);
  if (name === 'lateral' && level.source) return true;
  if (between.has(name) && level.part !== 'with') return to('start');
  if (endsFrom.has(name) && level.part === 'from') return to('rest');
  return false;
}
