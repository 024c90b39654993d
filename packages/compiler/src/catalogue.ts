import { defineCatalogue, event } from '@openbpu/diagnostics';

/** What can stop a quantised graph from becoming a program. */
export const COMPILER = defineCatalogue({
  accumulatorOverflow: event({
    code: 'CMP001',
    severity: 'error',
    when: 'the weights of a channel are so large that its accumulator could overflow',
    message: ({ layer, channel, bound }: { layer: string; channel: number; bound: number }) =>
      `layer "${layer}": the accumulator of output channel ${channel} can reach ${bound}, which ` +
      'does not fit its integer type',
    hint: 'run the layer on the CPU, or split its input channels',
  }),
  noLowering: event({
    code: 'CMP002',
    severity: 'error',
    when: 'a node is placed on the BPU and nothing says how the machine carries it out',
    message: ({ layer, op, march }: { layer: string; op: string; march: string }) =>
      `layer "${layer}": ${march} has no way to run ${op} on the BPU`,
    hint: 'run the layer on the CPU (run_on_cpu), or give the plug-in that defines it a lowering rule',
  }),
  doesNotFit: event({
    code: 'CMP003',
    severity: 'error',
    when: 'the smallest piece of a layer needs more on-chip memory than there is',
    message: ({ layer, march, bytes }: { layer: string; march: string; bytes: number }) =>
      `layer "${layer}": even its smallest piece does not fit into the ${bytes} bytes of on-chip memory of ${march}`,
    hint: 'run the layer on the CPU (run_on_cpu), or make it smaller',
  }),
  callTooLong: event({
    code: 'CMP004',
    severity: 'error',
    when: 'the smallest piece of a layer takes longer than a function-call may',
    message: ({ layer, march, us, limitUs }: { layer: string; march: string; us: number; limitUs: number }) =>
      `layer "${layer}": even its smallest piece takes ${us} µs on ${march}, and max_time_per_fc allows ${limitUs} µs`,
    hint: 'raise max_time_per_fc to that time or more, or run the layer on the CPU (run_on_cpu)',
  }),
});
