// The agenda: by time, room and track, and one's own picks.
import type { Event, SessionInput } from '../support/api.ts';
import { expect, test } from '../support/test.ts';

const MINUTE = 60_000;

function session(event: Event, from: number, title: string, room: string, track: string): SessionInput {
  const at = (minutes: number) =>
    new Date(Date.parse(event.start_date) + minutes * MINUTE).toISOString();
  return { title, room, track, start_time: at(from), end_time: at(from + 45), capacity: 20 };
}

test('sessions are picked, clashes are told, and the picks go to the calendar @nojs @phone', async ({
  page,
  person,
  organizer,
  newEvent,
  accessible,
}) => {
  const event = await newEvent();
  for (const one of [
    session(event, 0, 'Reading query plans', 'Hall', 'Data'),
    session(event, 30, 'Sixty frames', 'Attic', 'Craft'),
    session(event, 90, 'Boring deployments', 'Hall', 'Craft'),
  ]) {
    await organizer.api.addSession(event.id, one);
  }
  expect(person.email).not.toBe('');
  await page.goto(`/events/${event.slug}`);
  const sessions = page.getByTestId('session');
  await expect(sessions).toHaveText([/query plans/, /Sixty frames/, /Boring/]);
  const star = (title: string) => page.locator(`button.pick[aria-label*="${title}"]`);
  const row = (title: string) => sessions.filter({ has: star(title) });
  for (const title of ['Reading query plans', 'Sixty frames']) {
    await star(title).click();
    await expect(star(title)).toHaveAttribute('aria-pressed', 'true');
  }
  await expect(page.locator('.session-clash')).toHaveCount(2);
  await accessible();

  await page.locator('.agenda-filter a[href*="picks"]').click();
  await expect(page.locator('.agenda-filter a[aria-current="true"]')).toHaveAttribute('href', /picks/);
  await expect(row('Boring')).toBeHidden();
  await expect(row('Sixty frames')).toBeVisible();
  const ics = await (await page.request.get(`/events/${event.slug}/picks.ics`)).text();
  expect(ics.match(/BEGIN:VEVENT/g)).toHaveLength(2);

  await star('Sixty frames').click();
  await expect(row('Sixty frames')).toBeHidden();
  await page.goto(`/events/${event.slug}?show=track%3ACraft`);
  await expect(row('Reading query plans')).toBeHidden();
  await expect(row('Boring')).toBeVisible();
  await expect(star('Reading query plans')).toHaveAttribute('aria-pressed', 'true');
});

test('a guest reads the agenda and takes it along @nojs', async ({ page, organizer, newEvent }) => {
  const event = await newEvent();
  await organizer.api.addSession(event.id, session(event, 0, 'One talk', 'Hall', 'Data'));
  await page.goto(`/events/${event.slug}`);
  await expect(page.getByTestId('session')).toHaveText(/One talk/);
  await expect(page.locator('button.pick')).toHaveCount(0);
  const ics = await page.request.get(`/events/${event.slug}/agenda.ics`);
  expect(await ics.text()).toContain('SUMMARY:One talk');
  expect((await page.request.get(`/events/${event.slug}/picks.ics`)).status()).toBe(401);
});
