import { expect, type Locator, type Page } from '@playwright/test';
import type { Event } from '../support/api.ts';

export class EventPage {
  readonly seatsLeft: Locator;
  readonly quantity: Locator;
  readonly book: Locator;
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
    this.seatsLeft = page.getByTestId('seats-left');
    this.quantity = page.locator('#quantity');
    this.book = page.getByTestId('book-submit');
  }

  async open(event: Event): Promise<void> {
    await this.page.goto(`/events/${event.slug}`);
    await expect(this.page.locator('h1')).toHaveText(event.title);
  }

  /** Books and ends on the booking's page; gives its id. */
  async bookSeats(quantity: number): Promise<string> {
    await this.quantity.selectOption(String(quantity));
    await this.book.click();
    await this.page.waitForURL(/\/bookings\/[0-9a-f-]{36}$/);
    return new URL(this.page.url()).pathname.split('/').at(-1) ?? '';
  }
}
