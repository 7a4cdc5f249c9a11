// Forms are found by their fields' names, which are the same in every language.
import { expect, type Locator, type Page } from '@playwright/test';

export function form(page: Page, fieldName: string): Locator {
  return page.locator('main form', { has: page.locator(`[name="${fieldName}"]`) });
}

export function field(page: Page, name: string): Locator {
  return page.locator(`main form :is(input, select, textarea)[name="${name}"]`);
}

export function fieldError(page: Page, name: string): Locator {
  return page.locator(`#${name}-error`);
}

export function alert(page: Page): Locator {
  return page.locator('main').getByRole('alert');
}

export async function send(page: Page, fieldName: string): Promise<void> {
  await form(page, fieldName).locator('button[type="submit"]').click();
}

/** A wrong field says so itself: marked, and named by its message. */
export async function expectFieldError(page: Page, name: string, message: string): Promise<void> {
  const input = page.locator(`#${name}`);
  await expect(fieldError(page, name)).toHaveText(message);
  await expect(input).toHaveAttribute('aria-invalid', 'true');
  await expect(input).toHaveAttribute('aria-describedby', new RegExp(`\\b${name}-error\\b`));
}
