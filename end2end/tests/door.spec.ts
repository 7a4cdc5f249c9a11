// The door: tickets are scanned by hand, by a handheld scanner, by name and by the camera.
import { Door, verdicts } from '../pages/door.ts';
import type { Booking, Event } from '../support/api.ts';
import { openPage } from '../support/menu.ts';
import { expect, test, type Host, type Person } from '../support/test.ts';

/** An event, and somebody with tickets for it. */
async function expected(host: Host, guest: Person, seats = 1): Promise<{ event: Event; booking: Booking; code: string }> {
  const event = await host.newEvent({ price: '0.00' });
  const booking = await guest.api.book(event.id, seats);
  return { event, booking, code: booking.tickets[0]?.code ?? '' };
}

test('a typed code lets in once, says when and where, and can be undone @nojs @phone', async ({
  page,
  host,
  newPerson,
  scripted,
  t,
  accessible,
}) => {
  const { event, code } = await expected(host, await newPerson());
  const [door, say] = [new Door(page, scripted), verdicts[t.locale]];
  await page.goto(`/organize/events/${event.slug}`);
  await openPage(page, `/door/${event.slug}`);
  await expect(page).toHaveURL(new RegExp(`/door/${event.slug}$`));
  await page.goto(`/door/${event.slug}?gate=North`);
  await door.ready();
  await accessible();
  await door.type(code);
  await expect(door.verdict).toHaveText(say.in);
  await expect(page.getByTestId('name')).toHaveText('Ada Attendee');
  await accessible();
  await door.inside(1);
  await door.type(code);
  await expect(door.verdict).toHaveText(say.already);
  await expect(door.result).toContainText('North');
  await accessible();
  await door.type('no such code');
  await expect(door.verdict).toHaveText(say.stop);
  await expect(door.result).not.toContainText('Ada');
  await accessible();
  const lines = page.getByTestId('last-scans').locator('li');
  await expect(lines).toHaveCount(3);
  await lines.last().locator('button').click();
  await expect(door.verdict).toHaveText(say.undone);
  await door.inside(0);
  await door.type(code);
  await expect(door.verdict).toHaveText(say.in);
  await page.getByTestId('undo').click();
  await expect(door.verdict).toHaveText(say.undone);
});

test('a code with a mistake stays in its field, and a stranger sees no door @nojs', async ({
  page,
  host,
  newPerson,
  newVisitor,
  scripted,
  guard,
}) => {
  guard.allowStatus(403, 422);
  const { event } = await expected(host, await newPerson());
  const door = new Door(page, scripted);
  await door.open(event);
  await door.type('x\u200b');
  await expect(scripted ? door.verdict : page.locator('#code-error')).toBeVisible();
  await expect(door.code).toHaveValue('x\u200b');
  const stranger = await newVisitor(await newPerson());
  const answer = await stranger.goto(`/door/${event.slug}`);
  expect(answer?.status()).toBe(403);
  await expect(stranger.locator('.door-figures')).toHaveCount(0);
});

test('who comes without a ticket is found by name, and let in by a second touch @nojs @phone', async ({
  page,
  host,
  newPerson,
  scripted,
  t,
  accessible,
}) => {
  const { event, booking } = await expected(host, await newPerson(), 2);
  const [door, say] = [new Door(page, scripted), verdicts[t.locale]];
  await door.open(event);
  const field = page.locator('.door input[name="search"]');
  await field.fill('ad');
  await field.press('Enter');
  await expect(page.locator('#search-error')).toBeVisible();
  await field.fill('attend');
  await field.press('Enter');
  const found = page.getByTestId('found').locator('li');
  await expect(found).toHaveCount(2);
  await expect(page.locator('.door')).not.toContainText('@');
  await expect(page.locator('.door')).not.toContainText(booking.reference);
  const confirm = found.first().locator('button');
  await expect(confirm).toBeHidden();
  await found.first().locator('summary').click();
  await accessible();
  await confirm.click();
  await expect(door.verdict).toHaveText(say.in);
  await door.inside(1);
});

test('a door has its list, gate and direction, and an exit lets in again @nojs', async ({
  page,
  host,
  newPerson,
  scripted,
  t,
  accessible,
}) => {
  const { event, code } = await expected(host, await newPerson());
  const [door, say] = [new Door(page, scripted), verdicts[t.locale]];
  await door.open(event);
  const [settings, lists] = [page.locator('.door-settings').first(), page.locator('.door-settings').last()];
  await lists.locator('summary').click();
  await accessible();
  await lists.locator('input[name="name"]').last().fill('Workshop <b>');
  await lists.locator('button').last().click();
  await expect(page.locator('#door-list option')).toHaveCount(2);
  await door.open(event);
  await door.type(code);
  await expect(door.verdict).toHaveText(say.in);
  await settings.locator('summary').click();
  await page.locator('#door-list').selectOption({ label: 'Workshop <b>' });
  if (!scripted) await settings.locator('button[type="submit"]').click();
  await door.inside(0);
  await expect(page.getByTestId('mode')).toContainText('Workshop <b>');
  await door.type(code);
  await expect(door.verdict).toHaveText(say.in);
  await expect(door.result).toContainText('Workshop <b>');
  if (!scripted) await settings.locator('summary').click();
  await page.locator('input[name="direction"][value="out"]').check();
  if (!scripted) await settings.locator('button[type="submit"]').click();
  await door.type(code);
  await expect(door.verdict).toHaveText(say.out);
  await door.inside(0);
  // Somebody was scanned for the list: it is put away, and the entrance is left.
  await door.open(event);
  await lists.locator('> summary').click();
  await lists.locator('.door-remove summary').click();
  await accessible();
  await page.getByTestId('remove-list').click();
  await expect(page.locator('.door-remove')).toHaveCount(0);
});

test('a list for some kinds of ticket refuses the others and names theirs @nojs @phone', async ({
  page,
  host,
  newPerson,
  scripted,
  t,
  accessible,
}) => {
  const event = await host.newEvent({ price: '0.00' });
  const vip = await host.api.createTicketType(event.id, { name: 'VIP', price: '0.00' });
  const adult = await host.api.createTicketType(event.id, { name: 'Adult <b>', price: '0.00' });
  const codeOf = async (kind: string): Promise<string> => {
    const booking = await (await newPerson()).api.bookType(event.id, kind, 1);
    return booking.tickets[0]?.code ?? '';
  };
  const [ofVip, ofAdult] = [await codeOf(vip.id), await codeOf(adult.id)];
  const [door, say] = [new Door(page, scripted), verdicts[t.locale]];
  await door.open(event);
  const [settings, lists] = [page.locator('.door-settings').first(), page.locator('.door-settings').last()];
  await lists.locator('> summary').click();
  await lists.locator('input[name="name"]').last().fill('Lounge');
  await lists.getByLabel('VIP').last().check();
  await accessible();
  await lists.locator('button').last().click();
  await expect(page.locator('#door-list option')).toHaveCount(2);
  await door.open(event);
  await settings.locator('summary').click();
  await page.locator('#door-list').selectOption({ label: 'Lounge (VIP)' });
  if (!scripted) await settings.locator('button[type="submit"]').click();
  await expect(page.getByTestId('mode')).toContainText('Lounge (VIP)');
  await door.type(ofAdult);
  await expect(door.verdict).toHaveText(say.stop);
  await expect(door.result).toContainText('Adult <b>');
  await accessible();
  await door.inside(0);
  await door.type(ofVip);
  await expect(door.verdict).toHaveText(say.in);
  await door.inside(1);
});

test('a handheld scanner needs no field @phone', async ({ page, host, newPerson, t }) => {
  const { event, booking, code } = await expected(host, await newPerson(), 2);
  const [door, say] = [new Door(page, true), verdicts[t.locale]];
  await door.open(event);
  await page.locator('body').click({ position: { x: 2, y: 2 } });
  await page.keyboard.type(code);
  await page.keyboard.press('Enter');
  await expect(door.verdict).toHaveText(say.in);
  // A button that has the focus is not pressed by the scanner's Enter.
  await page.getByTestId('undo').focus();
  await page.keyboard.type(booking.tickets[1]?.code ?? '');
  await page.keyboard.press('Enter');
  await door.inside(2);
});

test('two doors see each other, and the device keeps how it is set', async ({
  page,
  host,
  newPerson,
  newVisitor,
  t,
}) => {
  const { event, code } = await expected(host, await newPerson());
  const other = await newVisitor(host);
  const [door, there, say] = [new Door(page, true), new Door(other, true), verdicts[t.locale]];
  await door.open(event);
  await there.open(event);
  await page.locator('.door-settings').first().locator('summary').click();
  await page.locator('#door-gate').fill('West');
  await page.locator('#door-gate').blur();
  await door.type(code);
  await expect(door.verdict).toHaveText(say.in);
  await there.inside(1);
  await there.type(code);
  await expect(there.verdict).toHaveText(/Already in|Уже внутри/);
  await expect(there.result).toContainText('West');
  await door.open(event);
  await page.locator('.door-settings').first().locator('summary').click();
  await expect(page.locator('#door-gate')).toHaveValue('West');
});

test('without the network nothing is lost, and trying again counts once', async ({
  page,
  host,
  newPerson,
  context,
  guard,
  t,
}) => {
  guard.allowOffline();
  const { event, code } = await expected(host, await newPerson());
  const [door, say] = [new Door(page, true), verdicts[t.locale]];
  await door.open(event);
  await context.setOffline(true);
  await door.type(code);
  await expect(door.verdict).toHaveText(say.silent);
  await expect(door.code).toHaveValue(code);
  await context.setOffline(false);
  // The server hears it, and its answer gets lost.
  await page.route('**/fn/door-scan', async (route) => {
    await route.fetch();
    await route.fulfill({ status: 429, body: '{"code":"unavailable"}', contentType: 'application/json' });
  }, { times: 1 });
  guard.allowStatus(429);
  await door.code.press('Enter');
  await expect(page.getByTestId('inside')).toHaveText('1');
  await expect(door.code).toHaveValue(code);
  await door.code.press('Enter');
  await expect(door.verdict).toHaveText(say.in);
  await expect(door.code).toHaveValue('');
  await door.inside(1);
});

test('the camera reads a ticket once, and stops when nobody looks @phone', async ({
  host,
  newPerson,
  newVisitor,
  newCamera,
  t,
  accessible,
}) => {
  test.slow();
  const ada = await newPerson();
  const { event, booking } = await expected(host, ada);
  const theirs = await newVisitor(ada);
  await theirs.goto(`/bookings/${booking.id}`);
  const page = await newCamera(theirs.getByTestId('ticket-qr'), host);
  const [door, say] = [new Door(page, true), verdicts[t.locale]];
  await door.open(event);
  const camera = page.getByTestId('camera');
  await camera.click();
  await expect(door.verdict).toHaveText(say.in);
  await expect(page.getByTestId('name')).toHaveText(ada.display_name);
  await accessible(page);
  await expect(page.getByTestId('last-scans').locator('li')).toHaveCount(1);
  const tracks = () =>
    page.locator('video').evaluate((video: HTMLVideoElement) => {
      const stream = video.srcObject as MediaStream | null;
      return stream?.getTracks().filter((track) => track.readyState === 'live').length ?? 0;
    });
  expect(await tracks()).toBe(1);
  const hide = (state: string) =>
    page.evaluate((now) => {
      Object.defineProperty(document, 'visibilityState', { value: now, configurable: true });
      document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
    }, state);
  await hide('hidden');
  await expect.poll(tracks).toBe(0);
  await hide('visible');
  await expect.poll(tracks).toBe(1);
  await camera.click();
  await expect.poll(tracks).toBe(0);
  await expect(page.locator('video')).toBeHidden();
});

test('a browser that reads no codes leaves the other ways', async ({ page, host, newPerson, t }) => {
  const { event, code } = await expected(host, await newPerson());
  const [door, say] = [new Door(page, true), verdicts[t.locale]];
  await door.open(event);
  await expect(page.locator('.door-camera .hint')).toBeVisible();
  await expect(page.getByTestId('camera')).toBeHidden();
  await door.type(code);
  await expect(door.verdict).toHaveText(say.in);
});
