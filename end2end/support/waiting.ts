// Holding a page back, so that what otherwise depends on who is faster happens in one order.
import type { Page } from '@playwright/test';

/** Something to wait for, and what ends the waiting. */
function gate(): { opened: Promise<void>; open: () => void } {
  let open = (): void => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

/** Keeps the app's code, or a part of it, from a page until the returned function is called. */
export async function asleep(page: Page, code: string | RegExp = '**/*.wasm'): Promise<() => void> {
  const { opened, open } = gate();
  await page.route(code, async (route) => {
    await opened;
    await route.continue();
  });
  return open;
}

/** Holds what these pages send to an address until each of them has sent it. */
export async function together(pages: Page[], address: string): Promise<void> {
  const { opened, open } = gate();
  let missing = pages.length;
  for (const page of pages) {
    await page.route(address, async (route) => {
      missing -= 1;
      if (missing === 0) open();
      await opened;
      await route.continue();
    });
  }
}
