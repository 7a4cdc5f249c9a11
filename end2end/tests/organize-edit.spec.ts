// Making and editing an event: the form, what is kept of it, publishing, two editors, its copy and
// its end.
import { EditorPage } from '../pages/editor.ts';
import { tabTo } from '../support/keyboard.ts';
import { paidBooking } from '../support/paid.ts';
import { expect, inHours, test } from '../support/test.ts';
import { uniqueWord } from '../support/unique.ts';

/** A local time in a year, as the field takes it. */
const next = (rest: string): string => `${new Date().getFullYear() + 1}-${rest}`;

test('a new organizer makes an event and publishes it @nojs @phone', async ({
  page,
  host,
  organizer,
  accessible,
}) => {
  const editor = new EditorPage(page);
  await page.goto('/organize/events/new');
  await accessible();
  const title = `Salon of ${uniqueWord()}`;
  await editor.fill({
    title,
    category: organizer.category,
    start: next('12-01T19:00'),
    end: next('12-01T21:30'),
  });
  await editor.publish.click();
  await page.waitForURL(/\/organize\/events\/salon-of-[\w-]+$/);
  const slug = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  const event = await host.api.event(slug);
  expect(event).toMatchObject({ title, price: '12.50', max_capacity: 40 });
  await page.goto(`/events/${slug}`);
  await expect(page.locator('.prose strong')).toHaveText('good talks');
});

test('an event is written and published by keyboard alone', async ({ page, host }) => {
  const event = await host.newEvent({ status: 'DRAFT' });
  const editor = new EditorPage(page);
  await editor.open(event.slug);
  await tabTo(page, editor.field('title'));
  await page.keyboard.press('Control+a');
  const title = `Salon of ${uniqueWord()}`;
  await page.keyboard.type(title);
  await tabTo(page, editor.field('price'));
  await page.keyboard.press('Control+a');
  await page.keyboard.type('9.50');
  await tabTo(page, editor.publish);
  await page.keyboard.press('Enter');
  await expect(page.locator('h1')).toContainText(title);
  expect(await host.api.event(event.id)).toMatchObject({ title, price: '9.50', status: 'PUBLISHED' });
});

test('what is wrong stands beside its field, and nothing that was typed is lost @nojs @phone', async ({
  page,
  host,
  organizer,
  accessible,
}) => {
  expect(host.email).toBeTruthy();
  const editor = new EditorPage(page);
  await editor.openNew();
  const long = 'Длинное описание вечера. '.repeat(1600);
  expect(long.length).toBe(40_000);
  await editor.fill({
    title: `Salon of ${uniqueWord()}`,
    category: organizer.category,
    start: next('12-01T19:00'),
    end: next('12-01T18:00'),
  });
  await editor.field('description').fill(long);
  await editor.field('price').fill('twelve');
  await editor.save.click();
  await expect(editor.error('end_date')).toBeVisible();
  await expect(editor.error('price')).toBeVisible();
  await expect(editor.error('description')).toBeVisible();
  await expect(editor.field('end_date')).toHaveAttribute('aria-invalid', 'true');
  await expect(editor.field('description')).toHaveValue(long);
  await expect(editor.field('price')).toHaveValue('twelve');
  await accessible();

  await editor.field('description').fill('Short.');
  await editor.field('price').fill('0');
  await editor.field('end_date').fill(next('12-01T22:00'));
  await editor.save.click();
  await expect(editor.error('end_date')).toHaveCount(0);
  await expect(page.locator('.toast')).toBeVisible();
});

test('each thing that is missing is a link to its field @nojs @phone', async ({ page, host }) => {
  const editor = new EditorPage(page);
  expect(host.email).toBeTruthy();
  await editor.openNew();
  await editor.field('title').fill(`Salon of ${uniqueWord()}`);
  await editor.save.click();
  const missing = page.locator('.check-list a');
  await expect(missing.first()).toBeVisible();
  const fields = await missing.evaluateAll((links) => links.map((link) => link.getAttribute('href')));
  expect(fields).toEqual(expect.arrayContaining(['#location', '#start_date', '#max_capacity']));
  for (const field of fields) await expect(page.locator(field ?? '')).toHaveCount(1);
  await editor.publish.click();
  await expect(editor.error('location')).toBeVisible();
});

test('a form that has just become a draft stays while one jumps within it, and another can be begun', async ({
  page,
  host,
}) => {
  expect(host.email).toBeTruthy();
  const editor = new EditorPage(page);
  await editor.openNew();
  await editor.field('title').fill(`Salon of ${uniqueWord()}`);
  await editor.save.click();
  await expect(page).toHaveURL(/\/organize\/events\/salon-of-[\w-]+\/edit$/);
  const form = await editor.form.elementHandle();
  const opened: string[] = [];
  page.on('request', (request) => opened.push(new URL(request.url()).pathname));
  for (const jump of ['.check-list a[href="#location"]', '.editor-nav a[href="#seats"]']) {
    await page.locator(jump).click();
    await expect(page).toHaveURL(/#\w+$/);
  }
  await editor.field('venue').fill('A hall of its own');
  await page.goBack();
  await expect(editor.field('venue')).toHaveValue('A hall of its own');
  await expect(editor.kept).toContainText(/saved/i);
  expect(opened).not.toContain('/fn/event-form');
  expect(await form?.evaluate((shown) => shown.isConnected)).toBe(true);
  await page.locator('.organize-bar a[href="/organize/events/new"]').click();
  await expect(page).toHaveURL('/organize/events/new');
  await expect(editor.field('title')).toHaveValue('');
});

test('an hour that is left out is explained, and one that comes twice is asked about @nojs', async ({
  page,
  host,
}) => {
  const event = await host.newEvent({ status: 'DRAFT' });
  const editor = new EditorPage(page);
  await editor.open(event.slug);
  await editor.field('start_date').fill('2027-03-28T02:30');
  await editor.field('end_date').fill('2027-03-28T05:00');
  await editor.save.click();
  await expect(editor.error('start_date')).toBeVisible();
  await expect(page.locator('.clock-change')).toContainText('01:59');
  await expect(page.locator('.clock-change')).toContainText('03:00');

  await editor.field('start_date').fill('2027-10-31T02:30');
  await editor.field('end_date').fill('2027-10-31T05:00');
  await editor.save.click();
  await expect(editor.error('start_date')).toBeVisible();
  await page.locator('input[name="form[start_fold]"][value="second"]').check();
  await editor.save.click();
  await expect(editor.error('start_date')).toHaveCount(0);
  expect((await host.api.event(event.id)).start_date).toBe('2027-10-31T01:30:00Z');
});

test('the zone is found by a city, by mouse and by keyboard', async ({ page, host, accessible }) => {
  const event = await host.newEvent({ status: 'DRAFT' });
  const editor = new EditorPage(page);
  await editor.open(event.slug);
  // The device's own is offered as soon as the page's code is there.
  await expect(page.getByRole('button', { name: /Europe\/London/ })).toBeVisible();
  const zone = editor.field('timezone');
  await zone.fill('new yo');
  const options = page.locator('#timezone-list').getByRole('option');
  await expect(options.first()).toContainText('America/New York');
  await accessible();
  await zone.press('ArrowDown');
  await zone.press('Enter');
  await expect(zone).toHaveValue('America/New_York');
  await expect(options).toHaveCount(0);
  await page.getByRole('button', { name: /Europe\/London/ }).click();
  await expect(zone).toHaveValue('Europe/London');
  await expect(zone).toBeFocused();
  // The account's page has the same.
  await page.goto('/account');
  await page.waitForLoadState('networkidle');
  await page.locator('#timezone').fill('munich');
  await page.locator('#timezone-list').getByRole('option').first().click();
  await expect(page.locator('#timezone')).toHaveValue('Europe/Berlin');
});

test('a city is taken for its zone without scripts too @nojs', async ({ page, host }) => {
  const event = await host.newEvent({ status: 'DRAFT' });
  const editor = new EditorPage(page);
  await editor.open(event.slug);
  await editor.field('timezone').fill('Munich');
  await editor.save.click();
  await expect(page.locator('.toast')).toBeVisible();
  await editor.open(event.slug);
  await expect(editor.field('timezone')).toHaveValue('Europe/Berlin');
});

test('the toolbar writes Markdown, the preview shows it, and pasted formatting is kept', async ({
  page,
  host,
  accessible,
}) => {
  const event = await host.newEvent({ status: 'DRAFT', description: 'one two' });
  const editor = new EditorPage(page);
  await editor.open(event.slug);
  const text = editor.field('description');
  await text.focus();
  await text.evaluate((area: HTMLTextAreaElement) => area.setSelectionRange(4, 7));
  await page.keyboard.press('Control+b');
  await expect(text).toHaveValue('one **two**');
  await page.keyboard.press('Control+z');
  await expect(text).toHaveValue('one two');
  await page.locator('.tool-4').click();
  await expect(text).toHaveValue('- one two');
  await page.locator('.tool-wide').click();
  await expect(page.locator('.markdown-preview li')).toHaveText('one two');
  await accessible();

  await text.fill('');
  await text.evaluate((area: HTMLTextAreaElement) => {
    const data = new DataTransfer();
    data.setData('text/html', '<p class=MsoNormal>Good <b>talks</b></p><script>alert(1)</script>');
    data.setData('text/plain', 'Good talks');
    area.focus();
    area.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  });
  await expect(text).toHaveValue('Good **talks**');
  await expect(page.locator('.markdown-preview strong')).toHaveText('talks');
});

test('a draft is kept as it is typed, and found again in another browser', async ({
  page,
  host,
  newVisitor,
}) => {
  const editor = new EditorPage(page);
  await editor.openNew();
  const title = `Salon of ${uniqueWord()}`;
  await editor.field('title').fill(title);
  await expect(page).toHaveURL(/\/organize\/events\/salon-of-[\w-]+\/edit$/);
  await editor.field('location').fill('Köln');
  await expect(editor.kept).toContainText(/Saved/);
  const address = new URL(page.url()).pathname;
  const other = await newVisitor(host);
  await other.goto(address);
  await expect(other.locator('#title')).toHaveValue(title);
  await expect(other.locator('#location')).toHaveValue('Köln');
});

test('what could not be sent stays in the browser and is offered again', async ({
  page,
  host,
  context,
  guard,
}) => {
  guard.allowOffline();
  const event = await host.newEvent({ status: 'DRAFT' });
  const editor = new EditorPage(page);
  await editor.open(event.slug);
  await expect(page.locator('.toolbar')).toBeVisible();
  await context.setOffline(true);
  await editor.field('location').fill('Bremen');
  await expect(page.locator('.kept-here')).toBeVisible();
  await context.setOffline(false);
  await page.reload();
  await expect(editor.field('location')).toHaveValue('Berlin');
  await page.getByTestId('browser-copy').getByRole('button').first().click();
  await expect(editor.field('location')).toHaveValue('Bremen');
  await expect(editor.kept).toContainText(/Saved/);
  expect((await host.api.event(event.id)).location).toBe('Bremen');
});

test('of two who edit nobody is overwritten unseen @nojs @phone', async ({ page, host, accessible }) => {
  const event = await host.newEvent();
  const editor = new EditorPage(page);
  await editor.open(event.slug);
  await host.api.changeEvent(event.id, { title: 'Theirs', location: 'Bremen' });
  await editor.field('title').fill('Mine');
  await editor.save.click();
  // With scripts the form says so first.
  await expect(page.locator('.conflict, [data-testid="overtaken"], .alert-error').first()).toBeVisible();
  await page.goto(`/organize/events/${event.slug}/edit`);
  const pick = (field: string, value: string) => page.locator(`#pick-${field}-${value}`);
  await expect(page.locator('.conflict')).toContainText('Theirs');
  await expect(page.locator('.conflict')).toContainText('Mine');
  await accessible();
  await pick('title', 'mine').check();
  await pick('location', 'saved').check();
  await page.locator('.conflict button[type="submit"]').click();
  await expect(editor.field('title')).toHaveValue('Mine');
  await expect(editor.field('location')).toHaveValue('Bremen');
  await editor.save.click();
  await expect(page.locator('.toast')).toBeVisible();
  expect(await host.api.event(event.id)).toMatchObject({ title: 'Mine', location: 'Bremen' });
});

test('a change of the time says first whom it tells @nojs @phone', async ({
  page,
  host,
  newPerson,
  accessible,
}) => {
  const event = await host.newEvent({ price: '0.00' });
  await (await newPerson()).api.book(event.id, 2);
  const editor = new EditorPage(page);
  await editor.open(event.slug);
  await editor.field('start_date').fill(next('11-30T18:00'));
  await editor.field('end_date').fill(next('11-30T20:00'));
  await editor.save.click();
  await expect(editor.confirm).toBeVisible();
  await expect(page.locator('#confirm li').first()).toContainText(/1/);
  expect((await host.api.event(event.id)).start_date).toBe(event.start_date);
  await accessible();
  await editor.confirm.click();
  await expect(page.locator('.toast')).toBeVisible();
  expect((await host.api.event(event.id)).start_date).not.toBe(event.start_date);
});

test('a larger hall says first what it does to those who wait @nojs', async ({
  page,
  host,
  newPerson,
}) => {
  const event = await host.newEvent({ price: '0.00', max_capacity: 1 });
  await (await newPerson()).api.book(event.id, 1);
  await (await newPerson()).api.wait(event.id, 2);
  const editor = new EditorPage(page);
  await editor.open(event.slug);
  await editor.field('max_capacity').fill('5');
  await editor.save.click();
  await expect(page.locator('#confirm')).toContainText('2');
  expect((await host.api.event(event.id)).max_capacity).toBe(1);
  await editor.confirm.click();
  await expect(page.locator('.toast')).toBeVisible();
  expect((await host.api.event(event.id)).max_capacity).toBe(5);
});

test('a picture is cut to shape by keyboard and shown on the page', async ({ page, host, accessible }) => {
  const event = await host.newEvent({ status: 'DRAFT' });
  const editor = new EditorPage(page);
  await editor.open(event.slug);
  const png = await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(1600, 1700);
    const pen = canvas.getContext('2d');
    if (!pen) return [];
    pen.fillStyle = '#0d6b57';
    pen.fillRect(0, 0, 1600, 850);
    const blob = await canvas.convertToBlob({ type: 'image/png' });
    return [...new Uint8Array(await blob.arrayBuffer())];
  });
  const file = { name: 'hall.png', mimeType: 'image/png', buffer: Buffer.from(png) };
  await page.locator('#picture-file').setInputFiles(file);
  await expect(page.locator('#picture-canvas')).toBeVisible();
  await page.locator('#crop-down').focus();
  await page.keyboard.press('Home');
  await accessible();
  await page.locator('.cropper button').click();
  await expect(page.locator('.picture-now')).toHaveAttribute('src', /^\/media\/pictures\//);
  await editor.save.click();
  await expect(page.locator('.toast')).toBeVisible();
  const bad = { name: 'no.png', mimeType: 'image/png', buffer: Buffer.from('no picture') };
  await page.locator('#picture-file').setInputFiles(bad);
  await expect(page.locator('#picture .field-error')).toBeVisible();
});

test('a picture is sent without scripts too @nojs @phone', async ({ page, host, scripted, accessible }) => {
  const event = await host.newEvent({ status: 'DRAFT' });
  const editor = new EditorPage(page);
  if (!scripted) {
    await editor.open(event.slug);
    await page.locator('#picture a').first().click();
  }
  await page.goto(`/organize/events/${event.slug}/picture`);
  await accessible();
  const bad = { name: 'no.png', mimeType: 'image/png', buffer: Buffer.from('no picture') };
  await page.locator('#file').setInputFiles(bad);
  await page.locator('main form[enctype] button').click();
  await expect(page.locator('#file-error')).toBeVisible();
});

test('the preview shows what is not saved yet, as wide as a phone @nojs @phone', async ({
  page,
  host,
  scripted,
  accessible,
}) => {
  const event = await host.newEvent({ status: 'DRAFT' });
  await page.goto(`/organize/events/${event.slug}/preview`);
  const shown = page.frameLocator('.preview-frame');
  await expect(shown.locator('h1')).toHaveText(event.title);
  if (scripted) await accessible();
  await page.locator('.preview-bar a[href$="width=phone"]').click();
  await expect(page.locator('.preview-stage')).toHaveClass(/is-phone/);
  const box = await page.locator('.preview-frame').boundingBox();
  expect(box?.width).toBeLessThanOrEqual(390);
  await page.goto(`/organize/events/${event.slug}/preview/page`);
  await expect(page.locator('h1')).toHaveText(event.title);
  await accessible();
});

test('a copy shows old and new dates before it is made @nojs @phone', async ({
  page,
  host,
  accessible,
}) => {
  const event = await host.newEvent();
  await host.api.addSession(event.id, {
    title: 'Opening',
    start_time: event.start_date,
    end_time: new Date(Date.parse(event.start_date) + 1_800_000).toISOString(),
    room: 'Hall',
    capacity: 10,
  });
  await page.goto(`/organize/events/${event.slug}/duplicate`);
  await page.locator('#start_date').fill(next('06-01T18:00'));
  await page.locator('#copy-form button').click();
  await expect(page.locator('.dates tbody tr')).toHaveCount(4);
  await accessible();
  await page.getByTestId('make-copy').click();
  await page.waitForURL(/\/edit$/);
  await expect(page.locator('#title')).toHaveValue(event.title);
  await expect(page.locator('#start_date')).toHaveValue(next('06-01T18:00'));
});

test('a double click on a new event, on publishing one and on a copy makes one each @nojs', async ({
  page,
  host,
  organizer,
}) => {
  expect(host.email).toBeTruthy();
  const editor = new EditorPage(page);
  const made = async (phase: string, title: string): Promise<void> => {
    await page.goto(`/organize?phase=${phase}`);
    await expect(page.locator('.row-link', { hasText: title })).toHaveCount(1);
  };
  const draft = `Draft of ${uniqueWord()}`;
  await editor.openNew();
  await editor.field('title').fill(draft);
  await editor.save.dblclick();
  await page.waitForURL(/\/organize\/events\/draft-of-[\w-]+\/edit/);
  await expect(editor.field('title')).toHaveValue(draft);
  await made('draft', draft);

  const title = `Salon of ${uniqueWord()}`;
  await editor.openNew();
  await editor.fill({
    title,
    category: organizer.category,
    start: next('12-01T19:00'),
    end: next('12-01T21:30'),
  });
  await editor.publish.dblclick();
  await page.waitForURL(/\/organize\/events\/salon-of-[\w-]+$/);
  const slug = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  await made('upcoming', title);

  const copy = `Copy of ${uniqueWord()}`;
  const asked = new URLSearchParams({ title: copy, start_date: next('12-08T19:00') });
  await page.goto(`/organize/events/${slug}/duplicate?${asked}`);
  await page.waitForLoadState('networkidle');
  await page.getByTestId('make-copy').dblclick();
  await page.waitForURL(/\/organize\/events\/copy-of-[\w-]+\/edit/);
  await made('draft', copy);
});

test('cancelling says what it costs, and then how far it is @nojs @phone', async ({
  page,
  host,
  newPerson,
  guard,
  accessible,
}) => {
  test.slow();
  guard.allowStatus(422);
  const event = await host.newEvent({ price: '25.00' });
  const guest = await newPerson();
  const booking = await paidBooking(guest, event, 2);
  await page.goto(`/organize/events/${event.slug}/cancel`);
  await expect(page.getByTestId('costs')).toContainText('50');
  await accessible();
  await page.getByTestId('cancel-event').click();
  await expect(page.locator('#reason-error')).toBeVisible();
  await expect(page.locator('#agreed-error')).toBeVisible();
  await page.locator('#reason').fill('The hall was flooded.');
  await page.locator('#agreed').check();
  await page.getByTestId('cancel-event').click();
  await expect(page.getByTestId('progress')).toBeVisible();
  await expect.poll(async () => (await guest.api.booking(booking.id)).status).toBe('CANCELLED');
  await page.reload();
  await expect(page.getByTestId('progress')).toContainText('50');
  await accessible();
});

test('an event of which nothing was sold is deleted @nojs', async ({ page, host, guard, newPerson }) => {
  guard.allowStatus(404, 410);
  const sold = await host.newEvent({ price: '0.00' });
  await (await newPerson()).api.book(sold.id, 1);
  await page.goto(`/organize/events/${sold.slug}/cancel`);
  await expect(page.getByTestId('delete-event')).toHaveCount(0);
  const event = await host.newEvent({ status: 'DRAFT', start_date: inHours(48), end_date: inHours(50) });
  await page.goto(`/organize/events/${event.slug}/cancel`);
  await page.getByTestId('delete-event').click();
  await page.waitForURL(/\/organize$/);
  const answer = await page.goto(`/events/${event.slug}`);
  expect([404, 410]).toContain(answer?.status());
});
