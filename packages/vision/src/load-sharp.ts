import { createRequire } from 'node:module';
import type Sharp from 'sharp';

/**
 * The image codec, loaded at its first use: importing this package stays cheap for programs that never
 * touch a picture.
 */
export function loadSharp(): typeof Sharp {
  return createRequire(__filename)('sharp') as typeof Sharp;
}
