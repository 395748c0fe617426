import { fetcher } from './fetcher.js';
import { mountKeyField } from './key.js';
import { Preferences, rememberPanel } from './preferences.js';
import { questionsPanel } from './questions.js';
import { TakeAway } from './take-away.js';

const { GraphiQL, React, ReactDOM } = globalThis;

// The name under which GraphiQL's dialogs look for the nonce of the styles they insert.
globalThis.__webpack_nonce__ = document.querySelector('meta[property=csp-nonce]').nonce;

mountKeyField(document.getElementById('key-form'));

const questions = await (await fetch('workbench/questions.json')).json();

ReactDOM.createRoot(document.getElementById('workbench')).render(
  React.createElement(
    GraphiQL,
    {
      fetcher,
      plugins: [questionsPanel(questions)],
      onTogglePluginVisibility: rememberPanel,
      defaultTabs: questions.map(({ document: query }) => ({ query })),
      defaultQuery: '# Ctrl-Space completes, Ctrl-Enter runs.\n\nquery {\n  \n}\n',
      inputValueDeprecation: true,
      schemaDescription: true,
      storage: GraphiQL.createLocalStorage({ namespace: 'carnet' }),
    },
    React.createElement(GraphiQL.Logo, null, React.createElement(Preferences)),
    React.createElement(GraphiQL.Toolbar, null, ({ prettify, merge, copy }) =>
      React.createElement(
        React.Fragment,
        null,
        prettify,
        merge,
        copy,
        React.createElement(TakeAway),
      ),
    ),
  ),
);
