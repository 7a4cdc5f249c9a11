// Whether the app's code has taken over what the server rendered: it tells the page's own script; and a
// form that it sends and a button that only it answers are listened to from then on.
import { expect, type BrowserContext, type Page } from '@playwright/test';

declare global {
  interface Window {
    deaf: () => string[];
    hydrated?: true;
  }
}

/** Lets the pages of a browser remember that they were taken over; to be called before they are opened. */
export async function rememberHydration(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    addEventListener('hydrated', () => (window.hydrated = true), { once: true });
  });
}

/** Until then a page is as where no script runs: a link loads the next one. */
export async function untilHydrated(page: Page): Promise<void> {
  await page.waitForFunction(() => window.hydrated);
}

/** Lets the pages of a browser tell what is not listened to; to be called before they are opened. */
export async function listenIn(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const heard = new WeakMap<EventTarget, Set<string>>();
    const add = EventTarget.prototype.addEventListener;
    EventTarget.prototype.addEventListener = function (this: EventTarget, ...heeds: Parameters<typeof add>) {
      const kinds = heard.get(this ?? window) ?? new Set<string>();
      heard.set(this ?? window, kinds.add(heeds[0]));
      return add.apply(this ?? window, heeds);
    };
    // By itself, or by a part of the page that it stands in.
    const hears = (element: Element | null, kind: string): boolean =>
      !!element &&
      element !== document.body &&
      (!!heard.get(element)?.has(kind) || (kind === 'click' && hears(element.parentElement, kind)));
    const without = (selector: string, kind: string): string[] =>
      [...document.querySelectorAll(selector)]
        .filter((element) => !hears(element, kind))
        .map((element) => (element.cloneNode(false) as Element).outerHTML);
    // A submit button with a state is one of a form that the app sends.
    window.deaf = () => [
      ...without('form:has(button[type="submit"][aria-disabled])', 'submit'),
      ...without('button[type="button"]', 'click'),
      ...[...document.querySelectorAll('.skeleton')].map(() => 'a part that never came'),
    ];
  });
}

export async function expectAlive(page: Page): Promise<void> {
  // What is fetched by the page's code is fetched before it is idle.
  await page.waitForLoadState('networkidle');
  await expect.poll(() => page.evaluate(() => window.deaf()), `${page.url()} is alive`).toEqual([]);
}
