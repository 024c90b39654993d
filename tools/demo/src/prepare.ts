import { basename } from 'node:path';
import { script } from '@openbpu/testkit';
import { type Fit, listImages, readLines } from '@openbpu/vision';
import { fail } from '@openbpu/diagnostics';
import { DEMO } from './catalogue';
import { oneOf, size, text, whole } from './flag-readers';
import { writeRawSamples } from './raw/write-raw-samples';
import { readArguments } from './read-arguments';
import { runProgram } from './run-program';

const USAGE =
  'node tools/demo/dist/prepare.js --images DIR [--list FILE] --out DIR --type ' +
  'rgb|bgr|gray|yuv444 [--layout NCHW|NHWC] ' +
  '[--short-side N --crop N | --resize HxW] [--dtype float32|uint8]';

/**
 * Writes pictures as raw calibration samples: all of a folder, or those a list names (one a line; a label behind the
 * name is passed over).
 */
export async function prepare(args: readonly string[]): Promise<void> {
  const given = readArguments(
    args,
    {
      images: { read: text },
      list: { read: text, missing: undefined },
      out: { read: text },
      type: { read: oneOf(['rgb', 'bgr', 'gray', 'yuv444']) },
      layout: { read: oneOf(['NCHW', 'NHWC']), missing: 'NCHW' as const },
      'short-side': { read: whole(1), missing: undefined },
      crop: { read: whole(1), missing: undefined },
      resize: { read: size, missing: undefined },
      dtype: { read: oneOf(['float32', 'uint8']), missing: 'float32' as const },
    },
    USAGE,
  );
  const { images, list, out, type, layout, dtype } = given;
  const names =
    list === undefined
      ? listImages(images).map((path) => basename(path))
      : readLines(list).map((line) => line.text.replace(/\s+\d+$/, ''));
  const fit = fitOf(given['short-side'], given.crop, given.resize);
  const written = await writeRawSamples(images, names, out, { type, layout, dtype, ...(fit ? { fit } : {}) });
  console.log(`${written.length} samples (${type}, ${layout}, ${dtype}) in ${out}`);
}

/** `crop` alone has the short side of the crop; a short side alone, or both kinds together, say nothing clear. */
function fitOf(
  shortSide: number | undefined,
  crop: number | undefined,
  resize: { height: number; width: number } | undefined,
): Fit | undefined {
  if (resize !== undefined) {
    if (shortSide ?? crop)
      fail(DEMO.badArguments({ reason: '--resize stands alone, without --short-side and --crop', usage: USAGE }));
    return { kind: 'resize', ...resize };
  }
  if (crop !== undefined) return { kind: 'crop', shortSide: shortSide ?? crop, height: crop, width: crop };
  return shortSide === undefined
    ? undefined
    : fail(DEMO.badArguments({ reason: '--short-side needs --crop, so that all samples have one size', usage: USAGE }));
}

/**
 * Writes pictures as raw calibration samples: all of a folder, or those a list names (one a line; a label behind the
 * name is passed over):
 *
 *   node tools/demo/dist/prepare.js --images DIR [--list FILE] --out DIR --type rgb|bgr|gray|yuv444
 *     [--layout NCHW|NHWC] [--short-side N --crop N | --resize HxW] [--dtype float32|uint8]
 */
function main(words: readonly string[]): Promise<void> {
  return runProgram(prepare, words);
}

script(module, main);
