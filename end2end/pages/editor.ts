// The form in which an event is made and edited: its fields are found by their ids.
import { expect, type Locator, type Page } from '@playwright/test';

export class EditorPage {
  readonly save: Locator;
  readonly publish: Locator;
  readonly confirm: Locator;
  readonly kept: Locator;
  readonly form: Locator;
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
    this.form = page.locator('#event-form');
    this.save = page.getByTestId('save');
    this.publish = page.getByTestId('publish');
    this.confirm = page.getByTestId('confirm');
    this.kept = page.getByTestId('kept');
  }

  field(id: string): Locator {
    return this.page.locator(`#event-form #${id}`);
  }

  /** A kind of ticket that is typed in the form, by the number of its row. */
  kind(row: number, what: 'name' | 'price' | 'quota' | 'up' | 'down' | 'remove'): Locator {
    return this.page.locator(`[id="ticket_types[${row}][${what}]"]`);
  }

  error(id: string): Locator {
    return this.page.locator(`[id="${id}-error"]`);
  }

  async open(slug: string): Promise<void> {
    await this.page.goto(`/organize/events/${slug}/edit`);
    await expect(this.form).toBeVisible();
    // What is typed before the page's code is there is not heard by it.
    await this.page.waitForLoadState('networkidle');
  }

  async openNew(): Promise<void> {
    await this.page.goto('/organize/events/new');
    await expect(this.form).toBeVisible();
    // What is typed before the page's code is there is not heard by it.
    await this.page.waitForLoadState('networkidle');
  }

  /** Everything that a published event needs. */
  async fill(event: { title: string; start: string; end: string; category: string }): Promise<void> {
    await this.field('title').fill(event.title);
    await this.field('category').selectOption(event.category);
    await this.field('description').fill('An evening with **good talks**.');
    await this.field('start_date').fill(event.start);
    await this.field('end_date').fill(event.end);
    await this.field('timezone').fill('Europe/Berlin');
    await this.field('location').fill('Berlin');
    await this.field('max_capacity').fill('40');
    await this.field('price').fill('12,50');
  }
}
