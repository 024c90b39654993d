import { appendFileSync, writeFileSync } from 'node:fs';

/** One line of a log: `2022-05-25 15:16:14,667 INFO text`, local time. */
export function logLine(level: 'INFO' | 'WARNING' | 'ERROR', text: string, now = new Date()): string {
  const pad = (value: number, width = 2) => String(value).padStart(width, '0');
  const day = `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`;
  return (
    `${day} ` +
    `${pad(now.getHours())}:${pad(now.getMinutes())}:${pad(now.getSeconds())},${pad(now.getMilliseconds(), 3)} ` +
    `${level} ${text}`
  );
}

/** A log in the current folder, begun anew by every run. A folder that cannot be written to is no reason to stop. */
export class LogFile {
  private writable = true;

  constructor(private readonly path: string) {
    this.guard(() => writeFileSync(path, ''));
  }

  /** Adds a line and gives it, as it stands there. */
  write(level: 'INFO' | 'WARNING' | 'ERROR', text: string): string {
    const line = `${logLine(level, text)}\n`;
    this.guard(() => appendFileSync(this.path, line));
    return line;
  }

  private guard(act: () => void): void {
    if (!this.writable) return;
    try {
      act();
    } catch {
      this.writable = false;
    }
  }
}
