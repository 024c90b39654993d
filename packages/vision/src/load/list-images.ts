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

/** Whether a file of this name, or one that is nothing but an ending, is taken for a picture. */
export function isPictureName(name: string): boolean {
  return EXTENSIONS.has((extname(name) || name).toLowerCase());
}

/**
 * Paths of the pictures directly in `folder`, known by their extension (upper or lower case), sorted by name.
 * Fails with VIS010, GRD002 or VIS011.
 */
export function listImages(folder: string): string[] {
  return listFolder(folder, 'pictures', isPictureName);
}
