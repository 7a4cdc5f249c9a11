import { expect, type Page } from '@playwright/test';
import type { Account } from '../support/api.ts';
import { field, send } from './forms.ts';

export async function register(page: Page, account: Account): Promise<void> {
  await field(page, 'display_name').fill(account.display_name);
  await field(page, 'email').fill(account.email);
  await field(page, 'password').fill(account.password);
  await send(page, 'password');
}

export async function logIn(page: Page, email: string, password: string): Promise<void> {
  await field(page, 'email').fill(email);
  await field(page, 'password').fill(password);
  await send(page, 'password');
}

export async function expectLoggedIn(page: Page): Promise<void> {
  await expect(page.locator('header details.menu')).toBeVisible();
}

export async function expectLoggedOut(page: Page): Promise<void> {
  await expect(page.locator('header a[href^="/login"]')).toBeAttached();
  await expect(page.locator('header details.menu')).toHaveCount(0);
}

export async function logOut(page: Page): Promise<void> {
  await page.locator('header details.menu summary').click();
  await page.locator('header details.menu button[type="submit"]').click();
}
