import { isBlank, nameOf } from './words.ts';

/** What stands between two parentheses, or between none. */
interface Level {
  /** the word before the parenthesis */
  after: string;
  /** which part of a query the words are in */
  part: 'start' | 'with' | 'select' | 'from' | 'rest';
  /** a table, or what stands for one, comes next */
  source: boolean;
  /** names that WITH gave, which hide tables here and deeper */
  named: Set<string> | undefined;
  /** whose query in WITH is being read */
  naming: string | undefined;
  recursive: boolean;
}

/** A word that may steer, the two before it, in lower case where they are names. */
interface Place {
  quoted: boolean;
  last: string;
  lastButOne: string;
}

const endsFrom = new Set('where group having window order limit offset fetch for'.split(' '));
const between = new Set(['union', 'intersect', 'except']);

/**
 * Which of the words name a table that is read: by their place after FROM and JOIN, the names that
 * WITH gives left out.
 *
 * @returns the tables' names by the words' indices
 */
export function sourcesOf(words: string[]): Map<number, string> {
  const found = new Map<number, string>();
  const levels = [levelAfter('', false)];
  let [last, lastButOne] = ['', ''];
  for (const [index, word] of words.entries()) {
    if (isBlank(word)) continue;
    const level = levels.at(-1) as Level;
    const name = nameOf(word);
    if (word === '(') {
      levels.push(levelAfter(last, level.source));
      level.source = false;
    } else if (word === ')') {
      levels.pop();
      close(levels.at(-1), level);
    } else if (word === ',') {
      level.source = level.part === 'from';
    } else if (name !== undefined) {
      const place = { quoted: word.startsWith('"'), last, lastButOne };
      if (read(level, name, place) && isTable(words, index, levels, name)) found.set(index, name);
    }
    [last, lastButOne] = [name ?? word, last];
  }
  return found;
}

/** Whether it is no function, has no schema, and is no name that WITH gave. */
function isTable(words: string[], index: number, levels: Level[], name: string): boolean {
  let next = index + 1;
  while (next < words.length && isBlank(words[next] as string)) next += 1;
  if (words[next] === '(' || words[next] === '.') return false;
  return !levels.some(({ named }) => named?.has(name));
}

function levelAfter(after: string, source: boolean): Level {
  const part = source ? 'from' : 'start';
  return { after, part, source, named: undefined, naming: undefined, recursive: false };
}

function hide(level: Level, name: string): void {
  level.named ??= new Set();
  level.named.add(name);
}

/** A query in WITH knows its own name only where it is recursive, and what follows knows it. */
function close(outer: Level | undefined, { after }: Level): void {
  if (outer?.naming !== undefined && (after === 'as' || after === 'materialized')) {
    hide(outer, outer.naming);
    outer.naming = undefined;
  }
}

/** Goes on by one name, and says whether it stands where a table does. */
function read(level: Level, name: string, place: Place): boolean {
  if (!place.quoted && steer(level, name, place)) return false;
  if (level.part === 'with' && ['with', 'recursive', ','].includes(place.last)) {
    if (level.recursive) hide(level, name);
    level.naming = name;
  }
  const source = level.source;
  level.source = false;
  return source;
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
    const compares = last === 'distinct' && (lastButOne === 'is' || lastButOne === 'not');
    return compares || to('from', true);
  }
  if (name === 'join' && level.part === 'from') return to('from', true);
  if (name === 'lateral' && level.source) return true;
  if (between.has(name) && level.part !== 'with') return to('start');
  if (endsFrom.has(name) && level.part === 'from') return to('rest');
  return false;
}
