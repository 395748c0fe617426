const TOP_LEVEL: ReadonlySet<string> = new Set([
  'server',
  'sdk',
  'migrations',
  'test',
  'docs',
  'codegen.yml',
  'package.json',
  'tsconfig.json',
  'pnpm-workspace.yaml',
  'pnpm-lock.yaml',
  'README.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  'LICENSE',
]);

const DRAWER = /^(?:.*[-_])?(?:utils?|helpers?|libs?|common|misc)$/i;

/** True for a name the project's root may hold; dotfiles are free. */
export function isTopLevelName(path: string): boolean {
  const first = path.split('/')[0] ?? '';
  return first.startsWith('.') || TOP_LEVEL.has(first);
}

/** The part of a path that is a drawer: a name that says "anything" and so ends up holding it. */
export function drawerIn(path: string): string | null {
  return path.split(/[/.]/).find((part) => DRAWER.test(part)) ?? null;
}

/** True for files people write and read as code, as against generated text, data and prose. */
export function isHandwritten(path: string): boolean {
  if (path === 'server/schema.graphql' || path === 'migrations/schema.sql') return false;
  if (path.startsWith('sdk/src/_generated/')) return false;
  return /\.(?:[cm]?[jt]s|sql|graphql|css|html)$/.test(path);
}
