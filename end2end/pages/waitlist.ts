import type { Locator, Page } from '@playwright/test';

/** What an event's page shows to somebody who waits for it. */
export class WaitlistPanel {
  readonly party: Locator;
  readonly join: Locator;
  readonly place: Locator;
  readonly leave: Locator;
  readonly offer: Locator;
  readonly accept: Locator;
  readonly countdown: Locator;
  readonly waits: Locator;

  constructor(page: Page) {
    this.party = page.locator('#party');
    this.join = page.getByTestId('waitlist-join');
    this.place = page.getByTestId('waitlist-place');
    this.leave = page.getByTestId('waitlist-leave');
    this.offer = page.getByTestId('offer-until');
    this.accept = page.getByTestId('offer-accept');
    this.countdown = page.getByTestId('offer-countdown');
    this.waits = page.getByTestId('waits');
  }

  async joinWith(party: number): Promise<void> {
    await this.party.selectOption(String(party));
    await this.join.click();
  }
}
