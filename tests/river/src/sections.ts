import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { script } from '@openbpu/testkit';
import { writeRecipe } from './convert-model';
import { MODELS } from './models';

/** Bytes before the JSON header of a `.bin`, and the unit its parts are padded to (artifact/src/layout.ts). */
const PREAMBLE = 64;

/**
 * Converts the real models with the `hb_mapper` of any commit and prints the SHA-256 of every section of the `.bin`, a
 * line each, so that two commits can be compared with `diff`:
 *
 *   node tests/river/dist/sections.js [--program PATH] [--march M] [--calibration kl] [--samples 10] [model …]
 *
 * PATH is `packages/cli/bin/hb_mapper.js` of a built checkout; without it, this one's.
 */
async function main(argv: readonly string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      program: { type: 'string', default: join(__dirname, '../../../packages/cli/bin/hb_mapper.js') },
      march: { type: 'string', default: 'bayes-e' },
      calibration: { type: 'string', default: 'kl' },
      samples: { type: 'string', default: '10' },
    },
  });
  const program = resolve(values.program);
  for (const model of MODELS.filter(({ name }) => positionals.length === 0 || positionals.includes(name))) {
    for (const typeRt of model.typesRt) {
      const folder = await mkdtemp(join(tmpdir(), 'sections-'));
      const choice = { typeRt, march: values.march, calibration: values.calibration, samples: Number(values.samples) };
      try {
        const { config, modelType } = await writeRecipe(model, folder, choice);
        const command = [program, 'makertbin', '--config', config, '--model-type', modelType];
        const { status, stderr, stdout } = spawnSync(process.execPath, command, { cwd: folder, encoding: 'utf8' });
        const lines =
          status === 0
            ? sectionHashes(await readFile(join(folder, `model_output/${model.name}.bin`)))
            : [`exit ${status}: ${`${stderr}${stdout}`.match(/[A-Z]{3}\d{3}/)?.[0] ?? 'no code'}`];
        for (const line of lines) process.stdout.write(`${model.name} ${values.march} ${typeRt} ${line}\n`);
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    }
  }
}

/** `<sha256> <bytes> <name>` of every section, read as the layout page says and no more, so that any header will do. */
export function sectionHashes(bin: Buffer): string[] {
  const jsonLength = Number(bin.readBigUInt64LE(16));
  const { sections }: { sections: { name: string; offset: number; length: number }[] } = JSON.parse(
    bin.toString('utf8', PREAMBLE, PREAMBLE + jsonLength),
  );
  const body = PREAMBLE + Math.ceil(jsonLength / PREAMBLE) * PREAMBLE;
  return sections.map(({ name, offset, length }) => {
    const bytes = bin.subarray(body + offset, body + offset + length);
    return `${createHash('sha256').update(bytes).digest('hex')} ${length} ${name}`;
  });
}

script(module, main);
