import type { Maker } from '../maker';
import { attention } from './attention';
import { functions } from './functions';
import { indexing } from './indexing';
import { layers } from './layers';
import { movement } from './movement';
import { normalised } from './normalised';
import { windows } from './windows';

/** One entry for every operator, or family of like ones. */
export const MAKERS: Readonly<Record<string, Maker>> = {
  ...windows,
  ...movement,
  ...functions,
  ...indexing,
  ...layers,
  ...normalised,
  ...attention,
};
