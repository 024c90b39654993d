import { defineCatalogue, event } from '@openbpu/diagnostics';

/** What can be wrong with the bytes of a program. */
export const MACHINE = defineCatalogue({
  notAProgram: event({
    code: 'MAC001',
    severity: 'error',
    when: 'bytes that should be a program do not begin as one',
    message: ({ bytes }: { bytes: number }) => `these ${bytes} bytes are no OpenBPU program: the signature is missing`,
    hint: 'convert the model again with this version of the tool',
  }),
  unknownVersion: event({
    code: 'MAC002',
    severity: 'error',
    when: 'a program was encoded by another version of the instruction set',
    message: ({ version, known }: { version: number; known: number }) =>
      `the program uses version ${version} of the instruction set, and this machine runs version ${known}`,
    hint: 'compile the model again with this version of the tool',
  }),
  damaged: event({
    code: 'MAC003',
    severity: 'error',
    when: 'the bytes of a program cannot be read to the end',
    message: ({ at, why }: { at: number; why: string }) => `the program is damaged at byte ${at}: ${why}`,
    hint: 'convert the model again with this version of the tool',
  }),
  invalid: event({
    code: 'MAC004',
    severity: 'error',
    when: 'a program can be read but breaks the rules of the machine',
    message: ({ where, why }: { where: string; why: string }) => `the program is not valid: ${where}: ${why}`,
    hint: 'convert the model again with this version of the tool',
  }),
});
