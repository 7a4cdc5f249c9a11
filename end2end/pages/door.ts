// The door's page, on the device of whoever lets people in.
import { expect, type Locator, type Page } from '@playwright/test';
import type { Event } from '../support/api.ts';

/** What the result says, by the language. */
export const verdicts = {
  en: { in: 'Welcome', already: 'Already in', stop: 'Stop', undone: 'Undone', silent: 'No connection', out: 'Went out' },
  ru: { in: 'Проходите', already: 'Уже внутри', stop: 'Стоп', undone: 'Отменено', silent: 'Нет связи', out: 'Вышел' },
};

export class Door {
  readonly verdict: Locator;
  readonly result: Locator;
  readonly code: Locator;
  private readonly page: Page;
  private readonly scripted: boolean;

  constructor(page: Page, scripted: boolean) {
    this.page = page;
    this.scripted = scripted;
    this.result = page.getByTestId('result');
    this.verdict = page.locator('.door-verdict');
    this.code = page.locator('#code');
  }

  async open(event: Pick<Event, 'slug'>): Promise<void> {
    await this.page.goto(`/door/${event.slug}`);
    await this.ready();
  }

  /** The page's code is there. */
  async ready(): Promise<void> {
    if (this.scripted) await expect(this.page.locator('.door-figures')).toHaveAttribute('data-ready');
  }

  async type(code: string): Promise<void> {
    await this.code.fill(code);
    await this.code.press('Enter');
  }

  async inside(count: number): Promise<void> {
    await expect(this.page.getByTestId('inside')).toHaveText(String(count));
  }
}
