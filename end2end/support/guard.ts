// Fails a test when the browser complains: console errors and warnings (CSP violations are among
// them), uncaught exceptions, requests that never arrived, answers of 500 and above.
import { expect, type BrowserContext } from '@playwright/test';

/** The browser may leave out an animation between two pages, and reports that as uncaught. */
const ANIMATION_LEFT_OUT = /^uncaught: \w+Error: Transition was (aborted|skipped)/;

export class Guard {
  private readonly problems: string[] = [];
  private readonly allowed: RegExp[] = [ANIMATION_LEFT_OUT];

  watch(context: BrowserContext): void {
    context.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') {
        const at = message.page()?.url() ?? 'no page';
        this.problems.push(`console: ${message.text()} (${message.location().url}, at ${at})`);
      }
    });
    context.on('weberror', (error) => {
      const { name, message, stack } = error.error();
      const at = error.page()?.url() ?? 'no page';
      this.problems.push(`uncaught: ${stack || `${name}: ${message}`} (at ${at})`);
    });
    context.on('requestfailed', (request) => {
      const reason = request.failure()?.errorText ?? 'unknown';
      // What was under way when the visitor went to another page.
      if (reason !== 'net::ERR_ABORTED') {
        this.problems.push(`request failed: ${reason} (${request.url()})`);
      }
    });
    context.on('response', (response) => {
      if (response.status() >= 500) {
        this.problems.push(`status ${response.status()} (${response.url()})`);
      }
    });
  }

  /** Chromium logs every refused request; this one is what the test is about. */
  allowStatus(...statuses: number[]): void {
    for (const status of statuses) this.allowed.push(new RegExp(`status of ${status}\\b`));
  }

  /** The test takes the network away. */
  allowOffline(): void {
    this.allowed.push(/ERR_INTERNET_DISCONNECTED/);
  }

  verify(): void {
    const left = this.problems.filter((problem) => !this.allowed.some((rule) => rule.test(problem)));
    expect(left, 'the browser has nothing to complain about').toEqual([]);
  }
}
