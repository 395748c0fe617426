import { GraphQLScalarType } from 'graphql';
import { type ClassType, Field, ObjectType } from 'type-graphql';

/** Named as Carnet's, so that both can be sent the same document. */
export const Cursor = new GraphQLScalarType<string, string>({ name: 'Cursor' });

@ObjectType()
class PageInfo {
  @Field(() => Boolean)
  hasNextPage: boolean;

  @Field(() => Cursor, { nullable: true })
  endCursor: string | null;
}

/** The Relay shape, as far as it is asked for here. */
export function connectionOf<Item extends object>(name: string, item: ClassType<Item>) {
  @ObjectType(`${name}Edge`)
  class Edge {
    @Field(() => Cursor)
    cursor: string;

    @Field(() => item)
    node: Item;
  }

  @ObjectType(`${name}Connection`)
  class Connection {
    @Field(() => [item])
    nodes: Item[];

    @Field(() => [Edge])
    edges: Edge[];

    @Field(() => PageInfo)
    pageInfo: PageInfo;
  }
  return Connection;
}

/** A page of rows that were read with one more than asked for. */
export class Page<Item extends { id: string }> {
  readonly nodes: Item[];
  readonly #more: boolean;

  constructor(rows: Item[], first: number) {
    this.nodes = rows.slice(0, first);
    this.#more = rows.length > first;
  }

  get edges() {
    return this.nodes.map((node) => ({ cursor: encodeCursor(node.id), node }));
  }

  get pageInfo(): PageInfo {
    const last = this.nodes.at(-1);
    return { hasNextPage: this.#more, endCursor: last ? encodeCursor(last.id) : null };
  }
}

const encodeCursor = (key: string) => Buffer.from(JSON.stringify(['', key])).toString('base64url');

/** The key in a cursor of Carnet's, so that both can be sent the same. */
export function keyOfCursor(cursor: string): string {
  const [, key = ''] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as string[];
  return key;
}

export const encodeId = (type: string, key: string) =>
  Buffer.from(`${type}:${key}`).toString('base64url');

/** The key in a global id. */
export function keyOfId(id: string): string {
  return Buffer.from(id, 'base64url').toString().split(':')[1] ?? '';
}
