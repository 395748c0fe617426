const { createElement } = globalThis.React;
const { useEditorContext, useExecutionContext } = globalThis.GraphiQL.React;

/**
 * The side panel that lists the ready questions. A click shows the question's
 * tab, or opens a new one when it was closed or changed, so nothing that an
 * analyst wrote is overwritten.
 *
 * @param {{title: string, summary: string, document: string}[]} questions
 */
export function questionsPanel(questions) {
  return { title: 'Questions', icon: Icon, content: () => createElement(Panel, { questions }) };
}

function Panel({ questions }) {
  const editor = useEditorContext({ nonNull: true });
  const execution = useExecutionContext({ nonNull: true });
  const shown = editor.tabs[editor.activeTabIndex]?.query;

  const open = (question) => {
    // The tab learns of typing a moment later, so the tab in view is judged by its editor.
    if (editor.queryEditor?.getValue() === question.document) return;
    const index = editor.tabs.findIndex(
      (tab, at) => at !== editor.activeTabIndex && tab.query === question.document,
    );
    execution.stop();
    if (index < 0) {
      editor.addTab();
      editor.updateActiveTabValues({ query: question.document, operationName: question.name });
    }
    editor.changeTab(index < 0 ? editor.tabs.length : index);
  };

  return createElement(
    'section',
    { 'aria-label': 'Questions' },
    createElement('div', { className: 'graphiql-doc-explorer-title' }, 'Questions'),
    createElement(
      'ul',
      { className: 'carnet-questions' },
      questions.map((question) =>
        createElement(
          'li',
          { key: question.title },
          createElement(
            'button',
            {
              type: 'button',
              className: 'carnet-question',
              'aria-current': question.document === shown,
              onClick: () => open(question),
            },
            createElement('strong', null, question.title),
            createElement('span', null, question.summary),
          ),
        ),
      ),
    ),
  );
}

function Icon(attributes) {
  return createElement(
    'svg',
    {
      viewBox: '0 0 24 24',
      fill: 'none',
      stroke: 'currentColor',
      strokeWidth: 1.5,
      strokeLinecap: 'round',
      strokeLinejoin: 'round',
      ...attributes,
    },
    createElement('circle', { cx: 12, cy: 12, r: 10 }),
    createElement('path', { d: 'M9.2 9.2a2.8 2.8 0 1 1 4.2 2.4c-1 .6-1.4 1.1-1.4 2.2' }),
    createElement('path', { d: 'M12 17.2v.01' }),
  );
}
