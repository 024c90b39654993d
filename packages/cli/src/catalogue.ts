import { defineCatalogue, event } from '@openbpu/diagnostics';

/** Counts beyond this are typing errors. */
export const MOST = 1024;

/** Sides of pictures beyond this too. */
export const LONGEST_SIDE = 16384;

/** What to write for a value that begins with a hyphen; `takes` is what the usage text calls it. */
function insteadOf(dashed: string, flag: string, values: number, takes = 'FILE'): string {
  if (takes === 'SHAPE') return 'a shape is written like 1x3x224x224, every dimension a whole number above 0';
  if (/\b(N|HxW)\b/.test(takes)) return `${flag} takes ${takes.replace('|', ' or ')}, of whole numbers above 0`;
  if (values === 1 && /^(NAME|NODE|TYPE)$/.test(takes))
    return `a name that begins with a hyphen is written ${flag}=${takes}`;
  return /^(FILE|DIR|OUT\.onnx)$/.test(takes)
    ? `for a file of that name write "./${dashed}"`
    : `${flag} takes ${takes.replaceAll('|', ' or ')}`;
}

/** What flags of hmct-debugger take that is no plain list of names. */
const LISTS: Readonly<Record<string, string>> = {
  '--output-node': 'one name',
  '--node-type': 'one word',
  '--metric': 'one word',
  '--ae-metric': 'one word',
  '--quantize-node': 'names such as [Conv_2,Conv_9] or lists of them such as [[Conv_2],[Conv_2,Conv_9]]',
  '--non-quantize-node': 'names such as [Conv_2,Conv_9] or lists of them such as [[Conv_2],[Conv_2,Conv_9]]',
};
const EXAMPLES: Readonly<Record<string, string>> = {
  '--output-node': 'Conv_2',
  '--node-type': 'weight',
  '--metric': 'mse',
  '--ae-metric': 'mse',
  '--ns-metrics': "['cosine-similarity','mse']",
  '--metrics': "['cosine-similarity','mse']",
  '--quantize-node': "[['Conv_2'],['Conv_2','Conv_9']]",
  '--non-quantize-node': "[['Conv_2'],['Conv_2','Conv_9']]",
};
/** Digits behind the point that can be compared: as many as a double has. */
export const MOST_DIGITS = 15;

/** What the command line itself complains of. */
export const CLI = defineCatalogue({
  modelType: event({
    code: 'CLI001',
    severity: 'error',
    when: 'A model type is named that is not read.',
    message: ({ given }: { given: string }) => `--model-type is caffe or onnx, not "${given}"`,
    hint: 'give --model-type caffe or --model-type onnx',
  }),
  protoMissing: event({
    code: 'CLI002',
    severity: 'error',
    when: 'A Caffe model is given without its prototxt.',
    message: (_: Readonly<Record<string, unknown>>) => 'a Caffe model needs --proto with its prototxt file',
    hint: 'add --proto deploy.prototxt, the text file that describes the layers',
  }),
  badSize: event({
    code: 'CLI004',
    severity: 'error',
    when: 'A size on the command line is no size.',
    message: ({ flag, given }: { flag: string; given: string }) =>
      `${flag} takes a number or height x width such as 224 or 240x320, each from 1 to ${LONGEST_SIDE}, not "${given}"`,
    hint: ({ flag }) => (flag === '--resize' ? 'e.g. --resize 240x320' : 'e.g. --short-side 256 --crop 224'),
  }),
  shortSide: event({
    code: 'CLI007',
    severity: 'error',
    when: 'Two sizes are given for the shorter side of a picture.',
    message: ({ given }: { given: string }) =>
      `--short-side takes one number, the pixels of the shorter side, not "${given}"`,
    hint: 'e.g. --short-side 256 --crop 240x320',
  }),
  badCount: event({
    code: 'CLI006',
    severity: 'error',
    when: 'A count on the command line is no whole number above 0.',
    message: ({ flag, given }: { flag: string; given: string }) =>
      `${flag} takes a whole number from 1 to ${MOST}, not "${given}"`,
    hint: ({ flag }) => `leave ${flag} out for the usual number`,
  }),
  badNumber: event({
    code: 'CLI097',
    severity: 'error',
    when: 'A number on the command line is no decimal number.',
    message: ({ flag, given }: { flag: string; given: string }) =>
      `${flag} takes a decimal number such as 0.999 or 4.5, not "${given}"`,
    hint: ({ flag }) => `write ${flag} with a number in plain digits, and a point where it has a fraction`,
  }),
  badInput: event({
    code: 'CLI005',
    severity: 'error',
    when: 'An --input is not NAME=FILE.',
    message: ({ given }: { given: string }) => `--input is written NAME=FILE.npy, not "${given}"`,
    hint: 'e.g. --input data=x.npy; repeat the flag for every input',
  }),
  repeatedInput: event({
    code: 'CLI008',
    severity: 'error',
    when: 'A flag is given twice for one input.',
    message: ({ flag, input }: { flag: string; input: string }) => `${flag} is given twice for "${input}"`,
    hint: 'keep one of the two',
  }),
  badShape: event({
    code: 'CLI003',
    severity: 'error',
    when: 'A shape on the command line is no shape.',
    message: ({ input, given }: { input: string; given: string }) =>
      `the shape of "${input}" is written like 1x3x224x224, not "${given}"`,
    hint: 'write every dimension as a whole number above 0, with x between them',
  }),
  unknownCommand: event({
    code: 'CLI020',
    severity: 'error',
    when: 'The first word is no command.',
    message: ({
      program,
      given,
      known,
    }: {
      program: string;
      given: string;
      known: readonly string[];
      nearest?: string;
    }) => `${program} has no command "${given}"; it has ${known.join(', ')}`,
    hint: ({ program, nearest }) => (nearest ? `did you mean "${nearest}"?` : `${program} --help tells what each does`),
  }),
  commandMissing: event({
    code: 'CLI030',
    severity: 'error',
    when: 'The command line begins with a flag in place of a command.',
    message: ({ flag }: { program: string; flag: string; takers: readonly string[]; known: readonly string[] }) =>
      `no command stands before ${flag}`,
    hint: ({ program, flag, takers, known }) =>
      takers.length === 0
        ? `the first word is one of ${known.join(', ')}; ${program} --help tells what each does`
        : `write ${takers.map((name) => `${program} ${name} ${flag} …`).join(', or ')}`,
  }),
  unknownFlag: event({
    code: 'CLI021',
    severity: 'error',
    when: 'A flag is given that the command does not have.',
    message: ({ command, flag }: { command: string; flag: string; nearest?: string }) =>
      `${command} has no flag ${flag}`,
    hint: ({ command, nearest }) => (nearest ? `did you mean ${nearest}?` : `${command} --help lists its flags`),
  }),
  flagMissing: event({
    code: 'CLI022',
    severity: 'error',
    when: 'A flag that a command cannot do without is not given.',
    message: ({ command, missing }: { command: string; missing: readonly string[]; example?: string }) =>
      `${command} needs ${missing.join(' and ')}`,
    hint: ({ command, example }) => (example ? `e.g. ${example}` : `${command} --help lists its flags`),
  }),
  valueMissing: event({
    code: 'CLI023',
    severity: 'error',
    when: 'A flag is given without its value.',
    message: ({ flag, values }: { command: string; flag: string; values: number; dashed?: string; takes?: string }) =>
      `${flag} needs ${values === 1 ? 'a value' : `${values} values`} behind it`,
    hint: ({ command, flag, values, dashed, takes }) =>
      dashed === undefined
        ? `${command} --help shows what stands behind each flag`
        : `"${dashed}" looks like a flag; ${insteadOf(dashed, flag, values, takes)}`,
  }),
  recipeMissing: event({
    code: 'CLI024',
    severity: 'error',
    when: 'makertbin is given no recipe, and is not asked to go without one.',
    message: (_: Readonly<Record<string, unknown>>) =>
      'hb_mapper makertbin needs --config with a recipe, or --fast-perf with --model and --march',
    hint: 'e.g. hb_mapper makertbin --config recipe.yaml --model-type onnx',
  }),
  twoModes: event({
    code: 'CLI031',
    severity: 'error',
    when: 'makertbin is given a recipe and asked to go without one.',
    message: (_: Readonly<Record<string, unknown>>) =>
      '--fast-perf assumes a recipe of its own, and --config gives one',
    hint: 'keep one of the two',
  }),
  handoffWithoutRecipe: event({
    code: 'CLI094',
    severity: 'error',
    when: 'makertbin --fast-perf is asked for a handoff.',
    message: (_: Readonly<Record<string, unknown>>) =>
      '--fast-perf learns nothing of samples that could be handed over',
    hint: 'convert with --config and a recipe that names samples, or leave --handoff out',
  }),
  ofFastPerf: event({
    code: 'CLI032',
    severity: 'error',
    when: 'A flag of --fast-perf stands beside a recipe.',
    message: ({ flag }: { flag: string; instead: string }) => `${flag} belongs to --fast-perf, and a recipe is given`,
    hint: ({ instead }) => instead,
  }),
  strayArgument: event({
    code: 'CLI025',
    severity: 'error',
    when: 'A word stands on the command line that belongs to no flag.',
    message: ({ command, given }: { command: string; given: string }) =>
      `${command} does not know what to do with "${given}"`,
    hint: 'every value stands behind its flag; values with spaces need quotes',
  }),
  wordMissing: event({
    code: 'CLI055',
    severity: 'error',
    when: 'A file that a command works on is not named.',
    message: ({ command, word }: { command: string; word: string; example?: string }) => `${command} needs ${word}`,
    hint: ({ command, example }) => (example ? `e.g. ${example}` : `${command} --help shows what stands where`),
  }),
  outputUnused: event({
    code: 'CLI080',
    severity: 'warning',
    when: 'hb_model_modifier is given -o without -r.',
    message: ({ output }: { output: string }) => `-o ${output} has no effect without -r`,
    hint: 'name the nodes with -r, or leave -o out: the file is <name>_modified.bin',
  }),
  badEffort: event({
    code: 'CLI098',
    severity: 'error',
    when: 'An effort is none of 0, 1, 2 and 3.',
    message: ({ given }: { given: string }) => `--effort is 0, 1, 2 or 3, not "${given}"`,
    hint: 'leave --effort out for the usual 1, or write --effort 2 or 3 to look longer',
  }),
  badDigits: event({
    code: 'CLI085',
    severity: 'error',
    when: 'The digits to compare are no whole number from 0 to 15.',
    message: ({ given }: { given: string }) =>
      `--compare_digits takes a whole number from 0 to ${MOST_DIGITS}, not "${given}"`,
    hint: 'leave -d out for the usual 5',
  }),
  repeatedFlag: event({
    code: 'CLI029',
    severity: 'error',
    when: 'A flag that takes one value is given twice.',
    message: ({ command, flag }: { command: string; flag: string }) =>
      `${command} takes ${flag} once, and it is given twice`,
    hint: ({ flag }) => `keep one ${flag}`,
  }),
  stopped: event({
    code: 'CLI026',
    severity: 'error',
    when: 'The user or the system ends the program while it works.',
    message: ({ command, signal }: { command: string; signal: string }) => `${command} was stopped by ${signal}`,
    hint: 'nothing half-written is left; run the command again',
  }),
  outputLost: event({
    code: 'CLI027',
    severity: 'error',
    when: 'What is printed cannot be written, for another reason than that nobody reads it.',
    message: ({ reason }: { reason: string }) => `the output cannot be written: ${reason}`,
    hint: 'make room, or send the output elsewhere, and run the command again',
  }),
  cropAlone: event({
    code: 'CLI028',
    severity: 'error',
    when: 'Flags that say how a picture comes to size do not go together.',
    message: ({ problem }: { problem: string }) => problem,
    hint: 'either --short-side N with --crop N, which keeps proportions, or --resize HxW, or none of them',
  }),
  badWord: event({
    code: 'CLI041',
    severity: 'error',
    when: 'A flag is given a word that is none of its own.',
    message: ({ flag, given, known }: { flag: string; given: string; known: readonly string[] }) =>
      `${flag} is ${known.join(' or ')}, not "${given}"`,
    hint: ({ flag, known }) => `give ${known.map((word) => `${flag} ${word}`).join(' or ')}`,
  }),
  twoChains: event({
    code: 'CLI042',
    severity: 'error',
    when: 'The steps from a picture to a sample are given twice.',
    message: (_: Readonly<Record<string, unknown>>) => '--transformers and --preprocess both say the steps',
    hint: 'keep one of the two',
  }),
  oneMode: event({
    code: 'CLI046',
    severity: 'error',
    when: 'recipe is not told what to do, or told several things.',
    message: ({ asked, modes }: { asked: readonly string[]; modes: readonly string[] }) =>
      `hb_mapper recipe does one of ${modes.join(', ')}, and ` +
      `${asked.length === 0 ? 'none is' : `${asked.join(' and ')} are`} given`,
    hint: ({ asked }) =>
      asked.length === 0 ? 'e.g. hb_mapper recipe --init model.onnx' : `keep ${asked.join(', or ')}`,
  }),
  configMissing: event({
    code: 'CLI047',
    severity: 'error',
    when: 'recipe is to write a recipe for the tool of the vendor, and is given none.',
    message: (_: Readonly<Record<string, unknown>>) => '--vendor names the file to write, and no recipe is given',
    hint: 'add --config with the recipe, e.g. hb_mapper recipe --config recipe.yaml --vendor vendor.yaml',
  }),
  strayFlag: event({
    code: 'CLI048',
    severity: 'error',
    when: 'A flag of one thing that recipe does stands beside another.',
    message: ({ flag, of, mode }: { flag: string; of: string; mode: string }) =>
      `${flag} belongs to ${of}, and ${mode} is given`,
    hint: ({ flag }) => `take ${flag} out`,
  }),
  unknownKey: event({
    code: 'CLI049',
    severity: 'error',
    when: 'recipe is to explain a key that no recipe has.',
    message: ({ key }: { key: string; known: readonly string[]; nearest?: string }) => `a recipe has no key "${key}"`,
    hint: ({ known, nearest }) =>
      nearest === undefined ? `the keys are ${known.join(', ')}` : `did you mean --explain ${nearest}?`,
  }),
  unknownCode: event({
    code: 'CLI050',
    severity: 'error',
    when: 'A code is to be explained that no message has.',
    message: ({ given }: { given: string; nearest?: string }) => `no message has the code "${given}"`,
    hint: ({ nearest }) =>
      nearest === undefined ? 'a code is three letters and three digits, e.g. CFG008' : `did you mean "${nearest}"?`,
  }),
  badFormat: event({
    code: 'CLI076',
    severity: 'error',
    when: 'A format is asked for that nothing is written in.',
    message: ({ given }: { given: string }) => `--dump_format is bin or txt, not "${given}"`,
    hint: 'leave it out for bin',
  }),
  notWhole: event({
    code: 'CLI075',
    severity: 'error',
    when: 'A flag of a program of the board has a number that it cannot have.',
    message: ({
      flag,
      given,
      least,
      most,
    }: {
      flag: string;
      given: string;
      least: number;
      most: number;
      otherwise: number;
    }) => `${flag} takes a whole number from ${least} to ${most}, not "${given}"`,
    hint: ({ flag, otherwise }) => `leave ${flag} out for ${otherwise}`,
  }),
  badList: event({
    code: 'CLI090',
    severity: 'error',
    when: 'A flag of hmct-debugger takes names, and what is given is no list of them.',
    message: ({ flag, given }: { flag: string; given: string }) =>
      `${flag} takes ${LISTS[flag] ?? 'a name or a list such as [Conv_2,Conv_9]'}, not "${given}"`,
    hint: ({ flag }) => `e.g. ${flag} "${EXAMPLES[flag] ?? "['Conv_2','Conv_9']"}"; in quotes no shell changes it`,
  }),
  badTruth: event({
    code: 'CLI091',
    severity: 'error',
    when: 'A switch of hmct-debugger is given something else than True or False.',
    message: ({ flag, given }: { flag: string; given: string }) => `${flag} takes True or False, not "${given}"`,
    hint: ({ flag }) => `write ${flag} True, or leave it out for False`,
  }),
  badWhole: event({
    code: 'CLI092',
    severity: 'error',
    when: 'A number for hmct-debugger is not whole, or too small.',
    message: ({ flag, given, least }: { flag: string; given: string; least: number }) =>
      `${flag} takes a whole number from ${least} on, not "${given}"`,
    hint: ({ flag }) => `leave ${flag} out for the usual`,
  }),
  fileForList: event({
    code: 'CLI093',
    severity: 'error',
    when: 'A shell has put the name of a file where a list for hmct-debugger was typed.',
    message: ({ flag, given }: { flag: string; given: string }) =>
      `${flag} is given "${given}", which a file here is called: a shell takes a list in brackets for a pattern`,
    hint: ({ flag, given }) =>
      `write the list in quotes, e.g. ${flag} "['Conv_2','Conv_9']"; a node of that name is ${flag} "['${given}']"`,
  }),
});
