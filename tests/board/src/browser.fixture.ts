import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { type Browser, type Page, chromium } from 'playwright-core';

/** The browser that a system may have; `OPENBPU_CHROMIUM` names another. */
const CHROMIUM = process.env.OPENBPU_CHROMIUM ?? '/usr/bin/chromium';

/** A suite that needs a browser: where there is none it is skipped, and says why. */
export function describeWithBrowser(name: string, tests: () => void): void {
  if (existsSync(CHROMIUM)) {
    describe(name, tests);
    return;
  }
  process.stdout.write(`skipped: ${name}: there is no browser at ${CHROMIUM}\n`);
  describe.skip(name, () => it('needs a browser', () => undefined));
}

export async function launch(): Promise<Browser> {
  return chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
}

/** A page opened from its file, and everything that went wrong on it, requests beside it among it. */
export interface OpenedPage {
  readonly page: Page;
  readonly wrong: readonly string[];
}

export async function openFile(browser: Browser, file: string): Promise<OpenedPage> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  const wrong: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') wrong.push(message.text());
  });
  page.on('pageerror', (error) => wrong.push(String(error)));
  page.on('request', (request) => {
    if (!request.url().startsWith('file:')) wrong.push(`asks for ${request.url()}`);
  });
  await page.goto(pathToFileURL(file).href);
  return { page, wrong };
}
