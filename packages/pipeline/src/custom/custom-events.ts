import { event } from '@openbpu/diagnostics';

const listed = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(', ');

/** What is told of modules of custom operators. */
export const CUSTOM_EVENTS = {
  pythonModule: event({
    code: 'PIP086',
    severity: 'error',
    when: 'A module of custom operators is a Python file.',
    message: ({ file }: { file: string; instead: string; skeleton: string }) =>
      `"${file}" is a Python file, and custom operators are TypeScript or JavaScript here`,
    hint: ({ instead, skeleton }) =>
      `write what it computes into ${instead}, on the typed arrays of its inputs, and name that file. It begins so:\n` +
      skeleton,
  }),
  badModule: event({
    code: 'PIP087',
    severity: 'error',
    when: 'A module of custom operators cannot be loaded, or gives none.',
    message: ({ file, problem }: { file: string; problem: string; hint: string }) => `module "${file}" ${problem}`,
    hint: ({ hint }) => hint,
  }),
  twoModules: event({
    code: 'PIP088',
    severity: 'error',
    when: 'Two modules give one custom operator.',
    message: ({ op, modules }: { op: string; modules: readonly string[] }) =>
      `operator ${op} is given by ${modules.length} modules: ${listed(modules)}`,
    hint: ({ modules }) => `name one of them alone, e.g. "${modules[0]}"`,
  }),
  unusedOps: event({
    code: 'PIP089',
    severity: 'warning',
    when: 'The model has no node of a custom operator that a module gives.',
    message: ({ module, ops }: { module: string; ops: readonly string[] }) =>
      ops.length === 0
        ? `the model has no node for the module "${module}"`
        : `the model has no node of ${ops.join(', ')}, which the module "${module}" gives`,
    hint: 'compare domain and type of the operator with those of the nodes, or leave the module out',
  }),
  moduleMissing: event({
    code: 'PIP090',
    severity: 'error',
    when: 'A model has a custom operator, and the module that runs it is not given.',
    message: ({ file, op, module }: { file: string; op: string; module?: string | undefined }) =>
      `"${file}" has the custom operator ${op}` +
      (module === undefined ? ', and no module that gives it is named' : `, which the module "${module}" runs`),
    hint: ({ module }) => `give it: --custom-op ${module ?? 'FILE'}`,
  }),
  moduleDiffers: event({
    code: 'PIP091',
    severity: 'error',
    when: 'A module is another one than that which a model was converted with.',
    message: ({ file, op, module }: { file: string; op: string; module: string; given: string }) =>
      `"${file}" was converted with another module "${module}" for ${op} than the one that is given`,
    hint: ({ given }) =>
      `give the module as it was (the model names its SHA-256), or convert the model again with "${given}"`,
  }),
};
