import { event } from '@openbpu/diagnostics';

/** What is told of models that run. */
export const RUN_EVENTS = {
  endless: event({
    code: 'BRD040',
    severity: 'error',
    when: 'An inference of a model takes longer than a run of it can count.',
    message: ({ days }: { days: number }) => `an inference of the model takes ${days} days`,
    hint: 'no conversion writes such a model: convert it again, or copy the file again',
  }),
  noSuchCore: event({
    code: 'BRD041',
    severity: 'error',
    when: 'A core is asked for that the march of the model does not have.',
    message: ({ coreId, march, cores }: { coreId: number; march: string; cores: number }) =>
      `core_id is ${coreId}, and ${march} has ${cores === 1 ? 'one core' : `${cores} cores`}`,
    hint: ({ cores }) =>
      `0 takes whichever core is free, ${cores === 1 ? '1 the only one' : `1 to ${cores} the one of that number`}`,
  }),
  otherCores: event({
    code: 'BRD042',
    severity: 'error',
    when: 'A segment of a .bin is for more cores than the march that the .bin names lets work together.',
    message: ({ segment, cores, march }: { segment: string; cores: number; march: string }) =>
      `segment "${segment}" is for ${cores} cores at once, and those of ${march} do not work together like that`,
    hint: 'no conversion writes such a model: convert it again, or copy the file again',
  }),
} as const;
