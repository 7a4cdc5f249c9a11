// The day itself, start to end: a colleague for the door, an agenda of two rooms, a message to everybody,
// tickets read and typed, certificates, and the books; beside it the colleague, and who comes.
import { logIn, register } from '../pages/accounts.ts';
import { Door, verdicts } from '../pages/door.ts';
import { enter, tabTo, typeOver } from '../support/keyboard.ts';
import { linkTo, nextMail } from '../support/mail.ts';
import { paidBooking } from '../support/paid.ts';
import { bringOver } from '../support/past.ts';
import { openPage } from '../support/menu.ts';
import { expect, test } from '../support/test.ts';
import { uniqueEmail } from '../support/unique.ts';

const DAY = 24 * 3_600_000;

/** The sum of a column of a file. */
function summed(csv: string, column: string): number {
  const [head = '', ...lines] = csv.trim().split(/\r?\n/);
  const place = head.split(',').indexOf(column);
  return lines.reduce((sum, line) => sum + Number(line.split(',')[place]), 0);
}

test('an organizer with a colleague runs an event, certifies it and closes its books @nojs @phone', async ({
  page,
  request,
  scripted,
  isMobile,
  t,
  host,
  newPerson,
  newVisitor,
  newCamera,
  accessible,
}, info) => {
  test.setTimeout(240_000);
  // In daylight, so that the agenda has one day.
  const day = new Date(Date.now() + 2 * DAY).toISOString().slice(0, 10);
  const event = await host.newEvent({
    price: '20.00',
    start_date: `${day}T10:00:00Z`,
    end_date: `${day}T13:00:00Z`,
  });
  const [ada, grace] = [await newPerson(), await newPerson()];
  const [booking] = await Promise.all([paidBooking(ada, event, 2), paidBooking(grace, event, 1)]);
  const colleague = { email: uniqueEmail(info), password: 'nobody passes unseen', display_name: 'Dora Door' };
  const [theirs, atHome] = [await newVisitor(), await newVisitor(ada)];
  const own = `/organize/events/${event.slug}`;
  const alive = async (of = page): Promise<void> => {
    if (scripted) await of.waitForLoadState('networkidle');
  };
  const open = async (tab: string): Promise<void> => {
    await openPage(page, `${own}/${tab}`);
    await expect(page).toHaveURL(`${own}/${tab}`);
    await expect(page.locator('.organize-tabs a[aria-current="page"]')).toHaveAttribute('href', `${own}/${tab}`);
    await alive();
  };

  await test.step('invite a colleague by mail', async () => {
    await page.goto('/organize');
    await alive();
    await page.locator('.data-list .row-link', { hasText: event.title }).click();
    await expect(page).toHaveURL(own);
    await open('team');
    await page.locator('#email').fill(colleague.email);
    await page.locator('input[name="role"][value="door"]').check();
    await page.getByTestId('invite').click();
    await expect(page.getByTestId('invitation')).toContainText(colleague.email);
    await accessible();
  });

  await test.step('the colleague follows the link, signs up, proves the address, and accepts', async () => {
    const link = await linkTo(request, colleague.email, 'team_invitation', '/invitations/');
    await theirs.goto(link);
    await expect(theirs.locator('main')).toContainText(event.title);
    await theirs.locator('main a[href^="/register"]').click();
    await expect(theirs).toHaveURL(/\/register\?/);
    await alive(theirs);
    await register(theirs, colleague);
    await expect(theirs).toHaveURL(link);
    await expect(theirs.locator('main a[href="/account"]')).toBeVisible();
    await expect(theirs.getByTestId('accept')).toHaveCount(0);
    await theirs.goto(await linkTo(request, colleague.email, 'verify_email', '/verify-email'));
    await theirs.locator('main form button[type="submit"]').click();
    await expect(theirs).toHaveURL('/account');
    await theirs.goto(link);
    await alive(theirs);
    await theirs.getByTestId('accept').click();
    await expect(theirs).toHaveURL(own);
    await expect(theirs.locator('.organize-tabs a').last()).toHaveAttribute('href', `/door/${event.slug}`);
    await expect(theirs.locator('.organize-tabs a')).toHaveCount(2);
  });

  const session = (title: string) =>
    page.locator(`a[href^="${own}/agenda/"]`, { hasText: title }).filter({ visible: true });
  await test.step('plan two rooms, and move a session by keyboard', async () => {
    await open('agenda');
    for (const [title, room] of [['Opening', 'Great hall'], ['Workshop', 'Attic']] as const) {
      await page.locator(`a[href="${own}/agenda/new"]`).click();
      await expect(page.locator('#title')).toHaveValue('');
      await alive();
      await page.locator('#title').fill(title);
      await page.locator('#room').fill(room);
      await page.getByTestId('save-session').click();
      await page.waitForURL(/\/agenda$/);
      await expect(session(title)).toBeVisible();
    }
    const before = (await host.api.sessions(event.id)).results;
    expect(before.map(({ room }) => room)).toEqual(['Great hall', 'Attic']);
    if (scripted && !isMobile) {
      // On the grid: a quarter of an hour later.
      const block = page.getByTestId('agenda-block').filter({ hasText: 'Workshop' });
      await enter(page, block.getByRole('button'));
      await page.keyboard.press('Control+ArrowDown');
      await page.keyboard.press('Enter');
      await expect(page.getByTestId('undo-move')).toBeVisible();
    } else {
      // Where there is no grid, by its form: to another room.
      await enter(page, session('Workshop'));
      await expect(page.locator('#title')).toHaveValue('Workshop');
      await alive();
      await typeOver(page, page.locator('#room'), 'Garden');
      await page.keyboard.press('Enter');
      await page.waitForURL(/\/agenda$/);
      await expect(session('Workshop')).toBeVisible();
    }
    const place = ({ room, start_time }: { room: string; start_time: string }) => `${room} ${start_time}`;
    const after = (await host.api.sessions(event.id)).results;
    expect(after.map(place)[0]).toBe(before.map(place)[0]);
    expect(after.map(place)[1]).not.toBe(before.map(place)[1]);
    await accessible();
    await atHome.goto(`/events/${event.slug}`);
    await expect(atHome.getByTestId('session')).toHaveText([/Opening/, /Workshop/]);
  });

  await test.step('write to everybody', async () => {
    await open('messages');
    await page.getByTestId('write-message').click();
    await page.waitForURL(/\/messages\/new\?/);
    await alive();
    await expect(page.getByTestId('reach').locator('strong')).toContainText('2');
    await page.locator('#subject').fill('Doors open at ten');
    await page.locator('#body').fill('Bring your **ticket**.');
    await page.getByTestId('send-message').press('Enter');
    await page.waitForURL(/\/messages\/[0-9a-f-]{36}/);
    for (const { email } of [ada, grace]) {
      const mail = await nextMail(request, email, ({ kind }) => kind === 'organizer_message');
      expect(mail.subject).toContain('Doors open at ten');
      expect(mail.html).toContain('<strong>ticket</strong>');
    }
    await accessible();
  });

  await test.step('let two in at the door: a code that the camera reads, and one that is typed', async () => {
    await atHome.goto(`/bookings/${booking.id}`);
    const ticket = (place: number) => atHome.getByTestId('ticket').nth(place);
    const typed = (place: number) => ticket(place).locator('.ticket-code code').innerText();
    const say = verdicts[t.locale];
    let door = new Door(theirs, scripted);
    if (scripted) {
      const device = await newCamera(ticket(0).getByTestId('ticket-qr'));
      door = new Door(device, scripted);
      await device.goto(`/login?next=/door/${event.slug}`);
      await alive(device);
      await logIn(device, colleague.email, colleague.password);
      await expect(device).toHaveURL(`/door/${event.slug}`);
      await door.open(event);
      await device.getByTestId('camera').click();
      await expect(door.verdict).toHaveText(say.in);
      await device.getByTestId('camera').click();
      await expect(device.locator('video')).toBeHidden();
      await accessible(device);
    } else {
      await door.open(event);
      await door.type(await typed(0));
      await expect(door.verdict).toHaveText(say.in);
    }
    await door.inside(1);
    await door.type(await typed(1));
    await door.inside(2);
    await expect(door.verdict).toHaveText(say.in);
    await page.goto(own);
    await expect(page.getByTestId('check-ins').locator('.figure-value')).toHaveText('2');
    await alive();
  });

  await bringOver(host.api, event);

  await test.step('certify who came', async () => {
    await open('certificates');
    await expect(page.locator('input[name="whom"][value="came"]')).toBeChecked();
    await accessible();
    await page.getByTestId('issue').click();
    const rows = page.locator('.data-list tbody tr');
    await expect(rows).toHaveCount(1);
    await expect(rows).toContainText(ada.email);
    await atHome.goto(await linkTo(request, ada.email, 'certificate_issued', '/certificates/'));
    await expect(atHome.locator('main h1')).toHaveText(ada.display_name);
    expect((await grace.api.certificates()).count).toBe(0);
  });

  await test.step('close the books', async () => {
    await open('report');
    await expect(page.getByTestId('totals').locator('tbody tr')).toContainText(/60[.,]00/);
    await expect(page.getByTestId('lines').locator('tbody tr')).toHaveCount(2);
    for (const files of ['line-files', 'day-files']) {
      const csv = page.getByTestId(files).locator('a', { hasText: 'CSV' });
      const file = await page.request.get((await csv.getAttribute('href')) ?? '');
      expect(summed(await file.text(), 'net'), files).toBe(60);
    }
    // By keyboard from a sum to its lines, and from a line to its booking.
    await enter(page, page.getByTestId('days').locator('a.row-link'));
    await expect(page).toHaveURL(/currency=EUR/);
    await alive();
    const line = page.getByTestId('lines').locator('a.row-link', { hasText: booking.reference });
    await tabTo(page, line);
    await accessible();
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(`${own}/bookings/${booking.id}`);
  });
});
