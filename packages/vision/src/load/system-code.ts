/**
 * The code of a failed system call, e.g. `ENOENT`, whichever realm its error was made in; undefined for anything else.
 */
export function systemCode(cause: unknown): string | undefined {
  return typeof cause === 'object' && cause !== null && 'code' in cause && typeof cause.code === 'string'
    ? cause.code
    : undefined;
}
