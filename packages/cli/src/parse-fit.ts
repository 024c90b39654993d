import { fail } from '@openbpu/diagnostics';
import type { FitOptions } from '@openbpu/pipeline';
import { CLI } from './catalogue';

/** `224` or `224x320` (height x width) as two numbers; throws DiagnosticError for anything else. */
export function parseSize(text: string, flag: string): [number, number] {
  const [, height, width = height] = /^([1-9]\d*)(?:x([1-9]\d*))?$/i.exec(text) ?? fail(CLI.badSize({ flag, given: text }, { name: flag }));
  return [Number(height), Number(width)];
}

/** The three flags that say how a picture comes to the size of the model. */
export function parseFit({ shortSide, crop, resize }: { readonly shortSide?: string; readonly crop?: string; readonly resize?: string }): FitOptions {
  return {
    ...(shortSide === undefined ? {} : { shortSide: parseSize(shortSide, '--short-side')[0] }),
    ...(crop === undefined ? {} : { crop: parseSize(crop, '--crop') }),
    ...(resize === undefined ? {} : { resize: parseSize(resize, '--resize') }),
  };
}
