import { type DocumentNode, type FieldNode, Kind, visit } from 'graphql';

/** What a document makes use of, to see that random ones make use of everything. */
export function featuresOf(document: DocumentNode): Set<string> {
  const found = new Set<string>();
  const lists: FieldNode[] = [];
  let roots = 0;
  visit(document, {
    Field: {
      enter(node) {
        if (lists.length === 0) roots += 1;
        const names = new Set(node.arguments?.map(({ name }) => name.value));
        const listed = node.selectionSet?.selections.some(
          (one) =>
            one.kind === Kind.FIELD && /^(nodes|edges|pageInfo|totalCount)$/.test(one.name.value),
        );
        if (listed) found.add('list');
        if (listed && lists.some((outer) => isList(outer))) found.add('list in a list');
        if (listed && names.size > 0 && lists.length > 2) found.add('arguments far down');
        for (const name of names) found.add(`argument ${name}`);
        if (node.alias) found.add('alias');
        if (/^(totalCount|pageInfo|edges|aggregates|groups)$/.test(node.name.value)) {
          found.add(node.name.value);
        }
        lists.push(node);
      },
      leave() {
        lists.pop();
      },
    },
    ObjectField: ({ name: { value } }) => {
      if (
        /^(and|or|not|isNull|some|none|every|nulls|direction|having|in|contains|startsWith|eq|ne|gt|gte|lt|lte)$/.test(
          value,
        )
      ) {
        found.add(`filter ${value}`);
      }
    },
    InlineFragment: ({ typeCondition }) => {
      found.add(typeCondition ? 'inline fragment' : 'bare fragment');
    },
    FragmentSpread: () => void found.add('named fragment'),
    Directive: ({ name }) => void found.add(`@${name.value}`),
    VariableDefinition: ({ variable }) =>
      void found.add(variable.name.value === 'code' ? 'list' : 'variable'),
  });
  if (roots > 2) found.add('many root fields');
  return found;
}

function isList(node: FieldNode): boolean {
  return (
    node.selectionSet?.selections.some(
      (one) => one.kind === Kind.FIELD && /^(nodes|edges)$/.test(one.name.value),
    ) ?? false
  );
}
