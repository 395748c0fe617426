const { useEffect } = globalThis.React;
const { useEditorContext, usePluginStore } = globalThis.GraphiQL.React;

const STORED_AS = 'carnet:panel';

/** Keeps which side panel is open, so that the page opens as it was left. */
export function rememberPanel(panel) {
  localStorage.setItem(STORED_AS, panel?.title ?? '');
}

/**
 * Draws nothing; sets what GraphiQL has no property for. Long lines wrap, and
 * the side panel that was open last, the questions at first, is opened by its
 * own button: a panel given as a property stays folded at the first drawing.
 */
export function Preferences() {
  const { queryEditor } = useEditorContext({ nonNull: true });
  const { plugins } = usePluginStore();

  useEffect(() => queryEditor?.setOption('lineWrapping', true), [queryEditor]);
  useEffect(() => {
    const title = localStorage.getItem(STORED_AS) ?? 'Questions';
    if (title) document.querySelector(`button[aria-label="Show ${title}"]`)?.click();
  }, [plugins]);
  return null;
}
