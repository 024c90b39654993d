import { fail } from '@openbpu/diagnostics';
import type { FitOptions } from '@openbpu/pipeline';
import { CLI, LONGEST_SIDE } from './catalogue';

/** `224` or `224x320` (height x width) as two numbers; throws DiagnosticError for anything else. */
export function parseSize(text: string, flag: string): [number, number] {
  const [, height, width = height] =
    /^([1-9]\d*)(?:x([1-9]\d*))?$/i.exec(text) ?? fail(CLI.badSize({ flag, given: text }, { name: flag }));
  const size: [number, number] = [Number(height), Number(width)];
  return size.some((side) => side > LONGEST_SIDE) ? fail(CLI.badSize({ flag, given: text }, { name: flag })) : size;
}

/** The three flags that say how a picture comes to the size of the model. */
export function parseFit({
  shortSide,
  crop,
  resize,
}: {
  readonly shortSide?: string;
  readonly crop?: string;
  readonly resize?: string;
}): FitOptions {
  if (shortSide?.includes('x')) fail(CLI.shortSide({ given: shortSide }, { name: '--short-side' }));
  if (crop !== undefined && shortSide === undefined)
    fail(
      CLI.cropAlone(
        { problem: '--crop cuts from a picture whose size --short-side gives, and --short-side is not given' },
        { name: '--crop' },
      ),
    );
  if (resize !== undefined && shortSide !== undefined)
    fail(
      CLI.cropAlone(
        { problem: '--resize and --short-side are two ways to size a picture, and both are given' },
        { name: '--resize' },
      ),
    );
  return {
    ...(shortSide === undefined ? {} : { shortSide: parseSize(shortSide, '--short-side')[0] }),
    ...(crop === undefined ? {} : { crop: parseSize(crop, '--crop') }),
    ...(resize === undefined ? {} : { resize: parseSize(resize, '--resize') }),
  };
}
