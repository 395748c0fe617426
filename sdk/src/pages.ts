import { AnswerError } from './errors.ts';

/** A page of a list, as every plural of the API gives it. */
export interface Page<Node> {
  readonly nodes: readonly Node[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/** Anything that gives the page that follows a cursor: a method of the client, or your own. */
export type Load<Node, Variables, Options> = (
  variables: Variables & { after?: string | null },
  options?: Options,
) => Promise<Page<Node> | null | undefined>;

/**
 * Everything in a list, page by page as it is needed:
 * `for await (const licence of carnet.pages(carnet.licences, { first: 100 }))`.
 */
export async function* pages<Node, Variables extends object, Options>(
  load: Load<Node, Variables, Options>,
  variables?: Variables,
  options?: Options,
): AsyncGenerator<Node, void, undefined> {
  let after = (variables as { after?: string | null } | undefined)?.after;
  for (;;) {
    const page = await load({ ...(variables as Variables), after }, options);
    if (!page) return;
    yield* page.nodes;
    const { hasNextPage, endCursor } = page.pageInfo;
    if (!hasNextPage) return;
    if (!endCursor || endCursor === after) {
      throw new AnswerError('A page says that another follows, and not where: select endCursor.');
    }
    after = endCursor;
  }
}
