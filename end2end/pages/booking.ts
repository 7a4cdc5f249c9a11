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
  /** What an exchange waits for. */
  readonly toPay: Locator;
  readonly kinds: Locator;
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
    this.status = page.getByTestId('booking-status');
    this.countdown = page.getByTestId('hold-countdown');
    this.cardNumber = page.locator('#card_number');
    this.pay = page.getByTestId('pay-submit');
    this.tickets = page.getByTestId('ticket');
    this.qrCodes = page.getByTestId('ticket-qr');
    this.toPay = page.getByTestId('exchange-due');
    this.kinds = page.getByTestId('ticket-kind');
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

  /** Chooses another kind for one of its tickets. */
  async exchange(place: number, kind: string): Promise<void> {
    const form = this.tickets.nth(place).locator('details:has(input[name="ticket_type"])');
    await form.locator('summary').click();
    await form.locator(`input[value="${kind}"]`).check();
    await form.locator('button[type="submit"]').click();
    await expect(this.toPay).toBeVisible();
  }

  /** Gives the exchange up that waits to be paid. */
  async keepTicket(): Promise<void> {
    await this.page.getByTestId('keep-ticket').click();
    await expect(this.toPay).toHaveCount(0);
  }

  /** Says what comes back, then gives the seats back. */
  async cancel(): Promise<void> {
    await this.page.locator('details.cancel summary').click();
    await this.page.locator('details.cancel button[type="submit"]').click();
  }
}
