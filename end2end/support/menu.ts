// The pages of a workplace: links beside each other, or on a telephone a menu that is opened first.
import { expect, type Page } from '@playwright/test';

export async function openPage(page: Page, href: string): Promise<void> {
  const menu = page.locator('.page-menu');
  await expect(menu).toBeVisible();
  const fold = menu.locator('summary');
  if (await fold.isVisible()) await fold.click();
  await menu.locator(`a[href="${href}"]`).click();
}
