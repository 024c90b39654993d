import { existsSync } from 'node:fs';
import { fail } from '@openbpu/diagnostics';
import type { InferResult } from '@openbpu/pipeline';
import { Command, Option } from 'clipanion';
import { CLI } from '../catalogue';
import { inferLines } from '../infer-lines';
import { BUDGET, CUSTOM_OP, customOps, parseBudget } from '../parse-values';
import { parseFit } from '../parse-fit';
import { runCommand } from '../run-command';

export class InferCommand extends Command {
  static override paths = [['infer']];
  static override usage = Command.Usage({
    category: 'Run',
    description: 'Run a model once: an .onnx of any stage, or a .bin on the simulator.',
    details: `
      Prints the five best classes where the first output is a list of scores, else every output with its shape. How a
      picture is fed (colour, layout, mean, scale) is read from the model file. Without a flag the picture is resized
      to the input; \`--short-side\` with \`--crop\` keeps its proportions.
    `,
    examples: [
      [
        'Classify a picture',
        'hb_mapper infer --model model_output/net.bin --image cat.jpg --short-side 256 --crop 224',
      ],
      [
        'Feed raw tensors and keep every output',
        'hb_mapper infer --model net_quantized_model.onnx --input data=x.npy --save out',
      ],
    ],
  });

  model = Option.String('--model', { required: true, description: 'an .onnx or .bin file' });
  image = Option.String('--image', { description: 'a picture (JPEG, PNG, BMP, …)' });
  inputs = Option.Array('--input', { description: 'a raw tensor for one input; may be repeated' });
  save = Option.String('--save', { description: 'folder for every output as <output>.npy, with a manifest.json' });
  shortSide = Option.String('--short-side', { description: 'resize so that the shorter side has this many pixels' });
  crop = Option.String('--crop', { description: 'cut this much out of the middle: N or HxW' });
  resize = Option.String('--resize', { description: 'resize to HxW without keeping proportions' });
  customOps = Option.Array('--custom-op', { description: CUSTOM_OP });
  budget = Option.String('--budget', { description: BUDGET });
  json = Option.Boolean('--json', false, { description: 'print one JSON document' });

  override async execute(): Promise<number> {
    const terminal = { stdout: this.context.stdout, stderr: this.context.stderr, json: this.json };
    const { model, image, save } = this;
    return runCommand(
      'infer',
      'hb_mapper_infer.log',
      terminal,
      async (events, signal) => {
        const request = {
          signal,
          model,
          inputs: parseInputs(this.inputs ?? []),
          fit: parseFit(this),
          ...(image === undefined ? {} : { image }),
          ...(save === undefined ? {} : { save }),
          ...customOps(this.customOps),
          ...parseBudget(this.budget),
        };
        return (await import('@openbpu/pipeline')).infer(request, events);
      },
      (result: InferResult, printer) => {
        for (const line of inferLines(result, {
          ...(image === undefined ? {} : { image }),
          ...(save === undefined ? {} : { save }),
        }))
          printer.say('INFO', line);
      },
    );
  }
}

/** Names may hold `=`, and so may files: the first one behind which a file stands parts the two, else the first. */
export function parseInputs(given: readonly string[]): Map<string, string> {
  const files = new Map<string, string>();
  for (const text of given) {
    const signs = Array.from(text.matchAll(/(?<=.)=(?=.)/g), ({ index }) => index);
    const at = signs.find((sign) => existsSync(text.slice(sign + 1))) ?? text.indexOf('=');
    if (at <= 0 || at === text.length - 1) fail(CLI.badInput({ given: text }, { name: '--input' }));
    const name = text.slice(0, at);
    if (files.has(name)) fail(CLI.repeatedInput({ flag: '--input', input: name }, { name: '--input' }));
    files.set(name, text.slice(at + 1));
  }
  return files;
}
