import { defineCatalogue, event } from '@openbpu/diagnostics';

/** What can be wrong with what a program is given to run on. */
export const SIMULATOR = defineCatalogue({
  wrongConstants: event({
    code: 'SIM001',
    severity: 'error',
    when: 'the constants beside a program are not those it was compiled with',
    message: ({ program, bytes, wanted }: { program: string; bytes: number; wanted: number }) =>
      `program ${program} needs ${wanted} bytes of constants and was given ${bytes}`,
    hint: 'take program and constants from the same .bin, or convert the model again',
  }),
  missingInput: event({
    code: 'SIM002',
    severity: 'error',
    when: 'a program is run without one of its inputs',
    message: ({ program, input }: { program: string; input: string }) =>
      `program ${program} has an input "${input}" and was given none`,
    hint: 'feed every input that the program lists',
  }),
  wrongInput: event({
    code: 'SIM003',
    severity: 'error',
    when: 'an input of a program has another type or shape',
    message: ({ program, input, given, wanted }: { program: string; input: string; given: string; wanted: string }) =>
      `input "${input}" of program ${program} is ${wanted} and was given ${given}`,
    hint: 'feed a tensor of the type and shape that the program lists',
  }),
  unknownTap: event({
    code: 'SIM004',
    severity: 'error',
    when: 'a tensor is asked for that the program never holds as a whole',
    message: ({ program, tensor }: { program: string; tensor: string }) =>
      `program ${program} holds no tensor "${tensor}"`,
    hint: 'constants and what no instruction writes are not held; the listing of the program names what is',
  }),
  tooLarge: event({
    code: 'SIM005',
    severity: 'error',
    when: 'a program asks for more memory than there is',
    message: ({ program, bytes }: { program: string; bytes: number }) =>
      `program ${program} needs ${bytes} bytes of memory, which cannot be had`,
    hint: 'use smaller inputs, or a smaller batch',
  }),
});
