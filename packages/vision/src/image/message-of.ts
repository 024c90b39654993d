/** First line of what a failed call says, whichever realm its error was made in. */
export function messageOf(cause: unknown): string {
  const message = typeof cause === 'object' && cause !== null && 'message' in cause ? cause.message : cause;
  return String(message).split('\n')[0].trim();
}
