import { currentKey } from './key.js';

const { createElement, useState } = globalThis.React;
const { ToolbarButton, useEditorContext } = globalThis.GraphiQL.React;

/** What can be taken away, and by which icon. */
const offers = [
  {
    as: 'csv',
    label: 'Save the rows as CSV: as many as `first` says, or all',
    path: 'M12 3v12m0 0-5-5m5 5 5-5M4 20h16',
  },
  {
    as: 'metadata',
    label: 'Save what describes the rows: the question, its state, the sources and their terms',
    path: 'M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6',
  },
];

/** The buttons that save the list of the question in view as a file. */
export function TakeAway() {
  const { queryEditor, variableEditor, responseEditor } = useEditorContext({ nonNull: true });
  const [busy, setBusy] = useState(false);

  const take = async (offer) => {
    setBusy(true);
    try {
      await save(offer, queryEditor.getValue(), variableEditor.getValue());
    } catch (error) {
      responseEditor.setValue(JSON.stringify(told(error), null, 2));
    } finally {
      setBusy(false);
    }
  };

  return offers.map((offer) =>
    createElement(
      ToolbarButton,
      { key: offer.as, label: offer.label, disabled: busy, onClick: () => take(offer) },
      createElement(Icon, { path: offer.path }),
    ),
  );
}

/** Fetched and not linked to: a link cannot carry the key. */
async function save({ as }, query, typed) {
  const variables = typed.trim() === '' ? {} : JSON.parse(typed);
  const response = await fetch('graphql', {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(currentKey() && { Authorization: `Bearer ${currentKey()}` }),
    },
    body: JSON.stringify({ query, variables, extensions: { export: { as } } }),
  });
  if (!response.ok) throw await response.json();
  const [, named] = /filename="([^"]+)"/.exec(response.headers.get('content-disposition')) ?? [];
  // what breaks off on the way is thrown here, and nothing is saved
  const address = URL.createObjectURL(await response.blob());
  const link = document.createElement('a');
  link.href = address;
  link.download = named;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

function told(error) {
  if (error.errors) return error;
  const message =
    error instanceof SyntaxError
      ? 'The variables are not JSON.'
      : 'The file did not come whole, and was not saved: try again, or use `carnet export`, which goes on where it was cut off.';
  return { errors: [{ message }] };
}

function Icon({ path }) {
  return createElement(
    'svg',
    {
      viewBox: '0 0 24 24',
      className: 'graphiql-toolbar-icon',
      fill: 'none',
      stroke: 'currentColor',
      strokeWidth: 1.5,
      strokeLinecap: 'round',
      strokeLinejoin: 'round',
      'aria-hidden': true,
    },
    createElement('path', { d: path }),
  );
}
