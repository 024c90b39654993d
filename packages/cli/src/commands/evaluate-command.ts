import type { EvaluateResult } from '@openbpu/pipeline';
import { Command, Option } from 'clipanion';
import { BUDGET, CUSTOM_OP, customOps, parseBudget } from '../parse-values';
import { parseFit } from '../parse-fit';
import { runCommand } from '../run-command';

type Share = EvaluateResult['top1'];

const percent = (value: number) => (100 * value).toFixed(2);
const shown = ({ hits, count, rate, low, high }: Share) =>
  `${percent(rate)} % (${hits} of ${count}; 95 % interval ${percent(low)} to ${percent(high)})`;

export class EvaluateCommand extends Command {
  static override paths = [['evaluate']];
  static override usage = Command.Usage({
    category: 'Run',
    description: 'Measure top-1 and top-5 of a classifier on labelled pictures.',
    details: `
      The label file has a line a picture: its name in the folder and its class, counted from 0. Every share comes
      with its 95 % interval; with \`--against\` a second model sees the same pictures and the two are compared picture
      by picture.
    `,
    examples: [
      [
        'The .bin against the float model',
        'hb_mapper evaluate --model net.bin --against net_original_float_model.onnx --image_path val ' +
          '--label_path val.txt --short-side 256 --crop 224',
      ],
    ],
  });

  model = Option.String('--model', { required: true, description: 'an .onnx or .bin file' });
  against = Option.String('--against', { description: 'a second model to compare with' });
  imagePath = Option.String('--image-path', { required: true, description: 'folder of the pictures' });
  labelPath = Option.String('--label-path', { required: true, description: 'file of lines "<name> <class>"' });
  shortSide = Option.String('--short-side', { description: 'resize so that the shorter side has this many pixels' });
  crop = Option.String('--crop', { description: 'cut this much out of the middle: N or HxW' });
  resize = Option.String('--resize', { description: 'resize to HxW without keeping proportions' });
  customOps = Option.Array('--custom-op', { description: CUSTOM_OP });
  budget = Option.String('--budget', { description: BUDGET });
  json = Option.Boolean('--json', false, { description: 'print one JSON document' });

  override async execute(): Promise<number> {
    const terminal = { stdout: this.context.stdout, stderr: this.context.stderr, json: this.json };
    const { model, against, imagePath, labelPath } = this;
    return runCommand(
      'evaluate',
      'hb_mapper_evaluate.log',
      terminal,
      async (events) => {
        const request = {
          model,
          imagePath,
          labelPath,
          fit: parseFit(this),
          ...(against === undefined ? {} : { against }),
          ...customOps(this.customOps),
          ...parseBudget(this.budget),
        };
        return (await import('@openbpu/pipeline')).evaluate(request, events);
      },
      (result, printer) => {
        printer.say('INFO', `top-1 ${shown(result.top1)}`);
        printer.say('INFO', `top-5 ${shown(result.top5)}`);
        if (!result.against) return;
        const { top1, comparison, agreement } = result.against;
        printer.say('INFO', `against: top-1 ${shown(top1)}`);
        printer.say(
          'INFO',
          `difference ${percent(comparison.delta)} points (95 % interval ${percent(comparison.low)} to ` +
            `${percent(comparison.high)}, McNemar p = ${comparison.pValue.toFixed(4)}); same class on ` +
            `${percent(agreement)} % of the pictures`,
        );
      },
    );
  }
}
