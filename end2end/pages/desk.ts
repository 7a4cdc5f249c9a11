// A booking's page at its organizer's desk, and the steps that are taken there.
import { expect, type Locator, type Page } from '@playwright/test';
import type { Booking, Event } from '../support/api.ts';

export class Desk {
  readonly net: Locator;
  readonly effect: Locator;
  readonly reason: Locator;
  readonly confirm: Locator;
  private readonly page: Page;
  private readonly scripted: boolean;

  constructor(page: Page, scripted: boolean) {
    this.page = page;
    this.scripted = scripted;
    this.net = page.getByTestId('net');
    this.effect = page.getByTestId('effect');
    this.reason = page.locator('#reason');
    this.confirm = page.getByTestId('confirm-step');
  }

  async open(event: Event, booking: Booking): Promise<void> {
    await this.page.goto(`/organize/events/${event.slug}/bookings/${booking.id}`);
    await expect(this.page.getByTestId('organized-booking')).toContainText(booking.reference);
    if (this.scripted) await this.page.waitForLoadState('networkidle');
  }

  async start(step: 'cancel' | 'refund' | 'move'): Promise<void> {
    await this.page.getByTestId(`do-${step}`).click();
    await expect(this.page.getByTestId('step')).toBeVisible();
  }

  /** Without JavaScript a choice shows its effect by a button. */
  async show(): Promise<void> {
    if (!this.scripted) await this.page.getByTestId('show-effect').click();
  }

  async finish(reason: string): Promise<void> {
    await this.reason.fill(reason);
    await this.confirm.click();
    await expect(this.page.getByTestId('step')).toHaveCount(0);
  }
}
