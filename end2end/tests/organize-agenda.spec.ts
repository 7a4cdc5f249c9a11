// The agenda's editor: sessions are dragged, moved by keys, made by form and pasted; clashes are words.
import { after, planned } from '../support/agenda.ts';
import { nextMail } from '../support/mail.ts';
import { expect, soon, test } from '../support/test.ts';

test('a session is dragged to another room, and back', async ({ page, host }) => {
  const event = await planned(host);
  await page.goto(`/organize/events/${event.slug}/agenda`);
  const block = page.getByTestId('agenda-block').filter({ hasText: 'Query plans' });
  const said = page.getByTestId('agenda-said');
  await block.scrollIntoViewIfNeeded();
  const from = await block.boundingBox();
  const other = await page.getByTestId('agenda-block').filter({ hasText: 'Sixty frames' }).boundingBox();
  if (!from || !other) throw new Error('the grid is not drawn');

  // Onto a session: what is in the way is told while it is dragged, and it is not saved there.
  await page.mouse.move(from.x + 40, from.y + 20);
  await page.mouse.down();
  await page.mouse.move(other.x + 40, other.y + 25, { steps: 6 });
  await expect(said).toContainText('Sixty frames');
  await expect(block).toHaveClass(/is-clash/);
  await page.mouse.up();
  await expect(block).not.toHaveClass(/is-moving/);

  // Beside it: saved at once.
  await page.mouse.move(from.x + 40, from.y + 20);
  await page.mouse.down();
  await page.mouse.move(other.x + 40, from.y + 20, { steps: 6 });
  await page.mouse.up();
  await expect(page.getByTestId('undo-move')).toBeVisible();
  await page.reload();
  await expect(block).toContainText('Attic');
});

test('the end of a session is pulled, and it lasts longer', async ({ page, host }) => {
  const event = await planned(host);
  await page.goto(`/organize/events/${event.slug}/agenda`);
  const end = page.getByTestId('agenda-block').filter({ hasText: 'Query plans' }).locator('.agenda-end');
  await end.scrollIntoViewIfNeeded();
  const box = await end.boundingBox();
  if (!box) throw new Error('the grid is not drawn');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  // Two steps of five minutes, and a little.
  await page.mouse.move(x, y + 16, { steps: 4 });
  await page.mouse.up();
  await expect(page.getByTestId('undo-move')).toBeVisible();
  const { results } = await host.api.sessions(event.id);
  const pulled = results.find(({ title }) => title === 'Query plans');
  const times = [pulled?.start_time, pulled?.end_time].map((time) => Date.parse(time ?? ''));
  expect(times).toEqual([after(event, 60), after(event, 100)].map((time) => Date.parse(time)));
});

test('who picked a session is told where it moves @nojs @phone', async ({ page, request, host, newPerson }) => {
  const event = await host.newEvent({ price: '0.00', ...soon() });
  const ada = await newPerson();
  const comets = await host.api.addSession(event.id, {
    title: 'Comets',
    room: 'Hall',
    start_time: after(event, 5),
    end_time: after(event, 35),
    capacity: 20,
  });
  await ada.api.pick(event.id, comets.id);
  await page.goto(`/organize/events/${event.slug}/agenda/${comets.id}`);
  await page.waitForLoadState('networkidle');
  await page.locator('#room').fill('Attic');
  await page.getByTestId('save-session').click();
  await page.waitForURL(/\/agenda$/);
  const mail = await nextMail(request, ada.email, ({ kind }) => kind === 'sessions_moved');
  expect(mail.text).toContain('Comets');
  expect(mail.text).toContain('Attic');
});

test('a session is moved, lengthened, saved and put back by keys', async ({
  page,
  host,
  accessible,
}) => {
  const event = await planned(host);
  await page.goto(`/organize/events/${event.slug}/agenda`);
  const block = page.getByTestId('agenda-block').filter({ hasText: 'Query plans' });
  const handle = block.getByRole('button');
  const said = page.getByTestId('agenda-said');
  const before = await block.innerText();
  await handle.focus();
  await page.keyboard.press('Enter');
  await expect(handle).toHaveAttribute('aria-pressed', 'true');
  // Twelve steps up is where the opening is.
  for (let step = 0; step < 4; step += 1) await page.keyboard.press('Control+ArrowUp');
  await expect(said).toContainText('Opening');
  await page.keyboard.press('Enter');
  await expect(handle).toHaveAttribute('aria-pressed', 'true');
  await accessible();
  await page.keyboard.press('Escape');
  await expect(handle).toHaveAttribute('aria-pressed', 'false');
  expect(await block.innerText()).toBe(before);

  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Enter');
  const undo = page.getByTestId('undo-move');
  await expect(undo).toBeVisible();
  await expect(block).toContainText('Attic');
  await undo.click();
  await expect(block).toContainText('Hall');
  await expect.poll(() => block.innerText()).toBe(before);
});

test('whoever moves what somebody else has moved is told so', async ({
  page,
  host,
  newVisitor,
}) => {
  const event = await planned(host);
  const other = await newVisitor(host);
  for (const each of [page, other]) {
    await each.goto(`/organize/events/${event.slug}/agenda`);
    await expect(each.getByTestId('agenda-grid')).toBeVisible();
  }
  const move = async (each: typeof page, key: string) => {
    await each.getByTestId('agenda-block').filter({ hasText: 'Query plans' }).getByRole('button').focus();
    for (const press of ['Enter', key, 'Enter']) await each.keyboard.press(press);
  };
  await move(other, 'ArrowLeft');
  await expect(other.getByTestId('undo-move')).toBeVisible();
  await move(page, 'ArrowDown');
  await expect(page.getByTestId('agenda-said')).toContainText('Hanna Host');
  await page.getByTestId('show-newest').click();
  const block = page.getByTestId('agenda-block').filter({ hasText: 'Query plans' });
  await expect(block).toContainText('Attic');
});

test('a session is made, changed and deleted by its form @nojs @phone', async ({
  page,
  guard,
  host,
  accessible,
}) => {
  guard.allowStatus(409);
  guard.allowStatus(422);
  const event = await planned(host);
  await page.goto(`/organize/events/${event.slug}/agenda`);
  await accessible();
  await page.goto(`/organize/events/${event.slug}/agenda/new`);
  await accessible();
  await page.waitForLoadState('networkidle');
  const free = await page.locator('#start_time').inputValue();
  await page.goto(`/organize/events/${event.slug}/agenda`);
  await page.locator('a[href*="/agenda/"]', { hasText: 'Opening' }).filter({ visible: true }).click();
  await expect(page.locator('#title')).toHaveValue('Opening');
  const taken = await page.locator('#start_time').inputValue();

  await page.goto(`/organize/events/${event.slug}/agenda/new`);
  await page.waitForLoadState('networkidle');
  await page.locator('#title').fill('A talk more');
  await page.locator('#room').fill('hall');
  await page.locator('#capacity').fill('many');
  await page.getByTestId('save-session').click();
  await expect(page.locator('#capacity-error')).toBeVisible();
  await expect(page.locator('#title')).toHaveValue('A talk more');
  await page.locator('#capacity').fill('12');
  await page.locator('#start_time').fill(taken);
  await page.getByTestId('save-session').click();
  await expect(page.getByTestId('in-the-way')).toContainText('Opening');
  await expect(page.locator('#room')).toHaveValue('hall');
  await accessible();
  await page.locator('#start_time').fill(free);
  await page.getByTestId('save-session').click();
  await page.waitForURL(/\/agenda$/);
  const link = page.locator('a[href*="/agenda/"]', { hasText: 'A talk more' }).filter({ visible: true });
  await expect(link).toBeVisible();
  await link.click();
  await expect(page.locator('#title')).toHaveValue('A talk more');
  await page.waitForLoadState('networkidle');
  await page.getByTestId('delete-session').locator('summary').click();
  await accessible();
  await page.getByTestId('delete-yes').click();
  await page.waitForURL(/\/agenda$/);
  await expect(link).toHaveCount(0);
});

test('many sessions are pasted, looked at, and added @nojs @phone', async ({
  page,
  guard,
  host,
  accessible,
}) => {
  guard.allowStatus(422);
  const event = await planned(host);
  await page.goto(`/organize/events/${event.slug}/agenda/new`);
  const start = (await page.locator('#start_time').inputValue()).replace('T', ' ');
  await page.goto(`/organize/events/${event.slug}/agenda/paste`);
  await page.waitForLoadState('networkidle');
  await page.locator('#lines').fill(`${start}; 20; Hall; Pasted talk; Eve; Data; 30\nsoon; 20; Hall; No time`);
  await page.getByTestId('check-lines').click();
  const preview = page.getByTestId('preview');
  await expect(preview.locator('tr[data-line="1"] .badge-ok')).toBeVisible();
  await expect(preview.locator('tr[data-line="2"] .field-error')).toBeVisible();
  await accessible();
  await page.getByTestId('add-lines').click();
  await page.waitForURL(/\/agenda$/);
  const link = page.locator('a[href*="/agenda/"]', { hasText: 'Pasted talk' }).filter({ visible: true });
  await expect(link).toBeVisible();
});
