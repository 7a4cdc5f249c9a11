// An agenda in and out: files of other programs, what importing them would do, and doing it.
import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import type { Event } from '../support/api.ts';
import { expect, test } from '../support/test.ts';

const MINUTE = 60_000;

interface Talk {
  readonly id: number;
  readonly title: string;
  readonly room: string;
  readonly from: number;
  readonly duration?: string;
}

/** A schedule.json as small as other programs take it. */
function schedule(event: Event, talks: readonly Talk[]): string {
  const rooms: Record<string, object[]> = {};
  for (const { id, title, room, from, duration } of talks) {
    const date = new Date(Date.parse(event.start_date) + from * MINUTE).toISOString();
    (rooms[room] ??= []).push({ id, title, date, duration: duration ?? '00:20', persons: [] });
  }
  return JSON.stringify({ schedule: { version: '1', conference: { days: [{ rooms }] } } });
}

class ImportPage {
  readonly preview: Locator;
  readonly changes: Locator;
  readonly refused: Locator;
  readonly imported: Locator;
  readonly unreadable: Locator;
  readonly text: Locator;
  readonly confirm: Locator;
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
    this.preview = page.getByTestId('preview');
    this.changes = page.getByTestId('changes');
    this.refused = page.getByTestId('refused');
    this.imported = page.getByTestId('imported');
    this.unreadable = page.getByTestId('unreadable');
    this.text = page.locator('#schedule');
    this.confirm = page.getByTestId('do-import');
  }

  async open(event: Event): Promise<void> {
    await this.page.goto(`/organize/events/${event.slug}/agenda/import`);
    await expect(this.text).toBeVisible();
    await this.page.waitForLoadState('networkidle');
  }

  async sendFile(event: Event, text: string): Promise<void> {
    await this.open(event);
    const buffer = Buffer.from(text, 'utf8');
    await this.page.locator('#file').setInputFiles({ name: 'days.json', mimeType: 'application/json', buffer });
    await this.page.getByTestId('send-schedule').click();
  }

  async paste(event: Event, text: string): Promise<void> {
    await this.open(event);
    await this.text.fill(text);
    await this.page.getByTestId('send-schedule').click();
  }

  change(kind: string, title: string): Locator {
    return this.changes.locator(`tr[data-change="${kind}"]`, { hasText: title });
  }
}

test('a file is looked at, imported, and a newer one updates it @nojs @phone', async ({
  page,
  request,
  host,
  newPerson,
  accessible,
}) => {
  const event = await host.newEvent();
  const agenda = new ImportPage(page);
  await page.goto(`/organize/events/${event.slug}/agenda/import`);
  await accessible();
  const opening = { id: 1, title: 'Opening', room: 'Hall', from: 0 };
  const comets = { id: 2, title: 'Comets', room: 'Hall', from: 30 };
  const clash = { id: 3, title: 'At the same time', room: 'Hall', from: 40 };
  await agenda.sendFile(event, schedule(event, [opening, comets, clash]));
  await expect(agenda.preview).toContainText('days.json');
  await expect(agenda.change('added', 'Opening')).toBeVisible();
  await expect(agenda.refused.locator('tr[data-reason="room_clash"]')).toContainText('Comets');
  await accessible();
  await agenda.confirm.click();
  await expect(agenda.imported).toBeVisible();

  const guest = await newPerson();
  const sessions = (await (await request.get(`/api/events/${event.id}/sessions/`)).json()) as {
    results: { id: string; title: string }[];
  };
  const picked = sessions.results.find(({ title }) => title === 'Comets');
  await guest.api.pick(event.id, picked?.id ?? '');
  const moved = { ...comets, room: 'Attic' };
  await agenda.paste(event, schedule(event, [moved]));
  await expect(agenda.change('changed', 'Comets')).toContainText('Attic');
  await expect(agenda.change('removed', 'Opening')).toBeVisible();
  await agenda.confirm.click();
  await expect(agenda.imported).toBeVisible();
  await agenda.paste(event, schedule(event, [moved]));
  await expect(page.getByTestId('changes-nothing')).toBeVisible();
  await expect(agenda.confirm).toHaveCount(0);
});

const files = new URL('../../domain/src/sessions/schedule/tests/', import.meta.url);
const DAY = 24 * 60 * MINUTE;

for (const program of ['frab', 'pretalx', 'c3voc']) {
  test(`a file of ${program} comes in, and a newer one changes the same sessions`, async ({ page, host }) => {
    const [first, second] = [30, 31].map((days) => new Date(Date.now() + days * DAY).toISOString().slice(0, 10));
    const event = await host.newEvent({ start_date: `${first}T07:00:00Z`, end_date: `${second}T16:00:00Z` });
    const written = await readFile(new URL(`${program}.json`, files), 'utf8');
    const file = written.replaceAll('2027-06-05', first ?? '').replaceAll('2027-06-06', second ?? '');
    const agenda = new ImportPage(page);
    await agenda.sendFile(event, file);
    await expect(agenda.changes.locator('tr[data-change="added"]')).toHaveCount(2);
    await agenda.confirm.click();
    await expect(agenda.imported).toBeVisible();
    const before = (await host.api.sessions(event.id)).results;
    await agenda.sendFile(event, file.replaceAll('"title": "', '"title": "New: '));
    await expect(agenda.changes.locator('tr[data-change="changed"]')).toHaveCount(2);
    await expect(agenda.changes.locator('tbody tr')).toHaveCount(2);
    await agenda.confirm.click();
    await expect(agenda.imported).toBeVisible();
    const renamed = before.map(({ id, title }) => ({ id, title: `New: ${title}` }));
    expect((await host.api.sessions(event.id)).results).toMatchObject(renamed);
  });
}

test('what cannot be read says where, and what was pasted is there to be mended @nojs', async ({
  page,
  host,
  accessible,
}) => {
  const event = await host.newEvent();
  const agenda = new ImportPage(page);
  await agenda.paste(event, '{ "schedule": oops }');
  await expect(agenda.unreadable).toBeVisible();
  await expect(agenda.text).toHaveValue('{ "schedule": oops }');
  await accessible();
  await page.waitForLoadState('networkidle');
  await agenda.text.fill(schedule(event, [{ id: 1, title: 'Opening', room: 'Hall', from: 0 }]));
  await page.getByTestId('send-schedule').click();
  await expect(agenda.change('added', 'Opening')).toBeVisible();
  await agenda.open(event);
  await page.getByTestId('send-schedule').click();
  await expect(agenda.unreadable).toBeVisible();
});

test('what was exported is imported again and changes nothing @nojs', async ({ page, host }) => {
  const event = await host.newEvent();
  const agenda = new ImportPage(page);
  await agenda.paste(event, schedule(event, [{ id: 7, title: 'Opening', room: 'Hall', from: 0 }]));
  await agenda.confirm.click();
  await expect(agenda.imported).toBeVisible();
  const href = await page.getByTestId('export-json').getAttribute('href');
  const file = await page.request.get(href ?? '');
  expect(file.status()).toBe(200);
  await agenda.sendFile(event, await file.text());
  await expect(page.getByTestId('changes-nothing')).toBeVisible();
});
