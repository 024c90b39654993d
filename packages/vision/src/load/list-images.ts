import { extname } from 'node:path';
import { listFolder } from './list-folder';

const EXTENSIONS: ReadonlySet<string> = new Set([
  '.jpg',
  '.jpeg',
  '.png',
  '.webp',
  '.gif',
  '.tif',
  '.tiff',
  '.avif',
  '.bmp',
]);

/**
 * Paths of the pictures directly in `folder`, known by their extension (upper or lower case), sorted by name.
 * Fails with VIS010, GRD002 or VIS011.
 */
export function listImages(folder: string): string[] {
  return listFolder(folder, 'pictures', (name) => EXTENSIONS.has(extname(name).toLowerCase()));
}
