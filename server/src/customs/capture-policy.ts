import { hasRole, type Viewer } from '../access/viewer.ts';

/** Who sees goods or documents pass writes down what was seen; administrators may for others. */
export function mayCapture(viewer: Viewer): boolean {
  return hasRole(viewer, 'ADMIN', 'AUTHORITY', 'BROKER', 'CARRIER', 'VENDOR', 'BUYER', 'LAB');
}
