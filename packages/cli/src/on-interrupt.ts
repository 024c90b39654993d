const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Until the function it gives is called: when the process is asked to end, `act` clears up, without waiting for
 * anything, and the process ends by the same signal, so that whoever started it sees how.
 */
export function onInterrupt(
  act: (signal: NodeJS.Signals) => void,
  end: (signal: NodeJS.Signals) => void = (signal) => process.kill(process.pid, signal),
): () => void {
  const heard = (signal: NodeJS.Signals) => {
    stop();
    act(signal);
    end(signal);
  };
  const stop = () => SIGNALS.forEach((signal) => process.off(signal, heard));
  SIGNALS.forEach((signal) => process.on(signal, heard));
  return stop;
}
