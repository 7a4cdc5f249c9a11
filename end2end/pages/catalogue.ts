import { expect, type Locator, type Page } from '@playwright/test';

export class Catalogue {
  readonly count: Locator;
  readonly cards: Locator;
  readonly search: Locator;
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
    this.count = page.getByTestId('result-count');
    this.cards = page.getByTestId('event-card');
    this.search = page.locator('#search');
  }

  async open(query = ''): Promise<void> {
    await this.page.goto(`/events${query && `?${query}`}`);
    await expect(this.count).toBeVisible();
  }

  titles(): Locator {
    return this.cards.locator('h3');
  }

  async showFilters(): Promise<void> {
    const details = this.page.locator('details.filters-more');
    if ((await details.getAttribute('open')) === null) await details.locator('summary').click();
  }

  async submit(): Promise<void> {
    await this.page.locator('form.filters button[type="submit"]').click();
  }
}
