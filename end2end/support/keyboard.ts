// Going through a page by the keyboard alone.
import { expect, type Locator, type Page } from '@playwright/test';

/** Presses the tabulator until this has the focus; fails where it never gets it. */
export async function tabTo(page: Page, target: Locator, stops = 80): Promise<void> {
  const focused = (): Promise<boolean> => target.evaluate((it) => it === document.activeElement);
  for (let stop = 0; stop < stops && !(await focused()); stop += 1) await page.keyboard.press('Tab');
  await expect(target, 'the keyboard comes here').toBeFocused();
}

/** Comes here by the keyboard, and presses Enter. */
export async function enter(page: Page, target: Locator): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press('Enter');
}

/** Comes here by the keyboard, and types over what is there. */
export async function typeOver(page: Page, field: Locator, text: string): Promise<void> {
  await tabTo(page, field);
  await page.keyboard.press('Control+a');
  await page.keyboard.type(text);
}
