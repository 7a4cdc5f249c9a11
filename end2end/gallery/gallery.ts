// Takes each page of the table in both themes and two widths.
import { join } from 'node:path';
import { test } from '../support/test.ts';
import { pages } from './pages.ts';

const directory = process.env['SCREENSHOTS'] ?? '../target/screenshots';
const themes = ['light', 'dark'] as const;
const widths = [390, 1280];

for (const [name, open] of Object.entries(pages)) {
  test(name, async ({ page, context, api, request, organizer, person, newPerson, newHost, newEvent, guard }, info) => {
    // Some of these pages are refusals, and some must not hear what changes.
    guard.allowStatus(400, 401, 403, 404, 409, 410, 422, 429);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await open({ page, context, api, request, organizer, person, newPerson, newHost, newEvent });
    for (const theme of themes) {
      await page.emulateMedia({ colorScheme: theme });
      for (const width of widths) {
        await page.setViewportSize({ width, height: 900 });
        // The header stays in view, and the focus may have moved the page.
        await page.evaluate(() => window.scrollTo(0, 0));
        const file = `${name}--${info.project.name}-${theme}-${width}.png`;
        await page.screenshot({ path: join(directory, file), fullPage: true, animations: 'disabled' });
      }
    }
  });
}
