import { hasRole, type Viewer } from '../access/viewer.ts';

/** Who sees goods or documents pass writes down what was seen; administrators may for others. */
export function mayCapture(viewer: Viewer): boolean {
  return hasRole(viewer, 'ADMIN', 'AUTHORITY', 'BROKER', 'CARRIER', 'VENDOR', 'BUYER', 'LAB');
}

/** What was captured is seen by the capturer's organisation, by authorities and administrators. */
export function maySeeCaptured(
  viewer: Viewer,
  captured: { readonly capturedBy: string; readonly organisationId: string | null },
): boolean {
  return (
    viewer.key === captured.capturedBy ||
    hasRole(viewer, 'ADMIN') ||
    viewer.jurisdictions.length > 0 ||
    (captured.organisationId !== null && captured.organisationId === viewer.organisationId)
  );
}
