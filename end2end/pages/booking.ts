import { expect, type Locator, type Page } from '@playwright/test';
import type { Booking } from '../support/api.ts';

export class BookingPage {
  readonly status: Locator;
  readonly countdown: Locator;
  readonly cardNumber: Locator;
  readonly pay: Locator;
  readonly tickets: Locator;
  readonly qrCodes: Locator;
  readonly pdf: Locator;
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
    this.status = page.getByTestId('booking-status');
    this.countdown = page.getByTestId('hold-countdown');
    this.cardNumber = page.locator('#card_number');
    this.pay = page.getByTestId('pay-submit');
    this.tickets = page.getByTestId('ticket');
    this.qrCodes = page.getByTestId('ticket-qr');
    this.pdf = page.locator('main a[href$="tickets.pdf"]');
  }

  async open(id: string): Promise<void> {
    await this.page.goto(`/bookings/${id}`);
    await expect(this.status).toBeVisible();
  }

  async payWith(card: string): Promise<void> {
    await this.cardNumber.fill(card);
    await this.pay.click();
  }

  /** The page comes to this state by itself. */
  async expectState(state: Booking['status']): Promise<void> {
    const article = this.page.locator('article.booking');
    await expect(article).toHaveAttribute('data-status', state, { timeout: 15_000 });
  }

  /** Says what comes back, then gives the seats back. */
  async cancel(): Promise<void> {
    await this.page.locator('details.cancel summary').click();
    await this.page.locator('details.cancel button[type="submit"]').click();
  }
}
