// The test that every file uses: a guarded browser, somebody to be, events to book.
import {
  test as base,
  expect,
  request as requests,
  type Browser,
  type BrowserContext,
  type Locator,
  type Page,
} from '@playwright/test';
import { rememberHydration } from './alive.ts';
import { Api, type Account, type Event, type EventInput, type Tokens } from './api.ts';
import { expectAccessible } from './axe.ts';
import { film, readCodes, seeing } from './camera.ts';
import { Guard } from './guard.ts';
import { texts, type Texts } from './texts.ts';
import { uniqueEmail, uniqueWord } from './unique.ts';

export interface Person extends Account {
  api: Api;
  tokens: Tokens;
}

export interface Host extends Person {
  newEvent: (input?: Partial<EventInput>) => Promise<Event>;
}

interface Fixtures {
  guard: Guard;
  /** Whether the page's scripts run. */
  scripted: boolean;
  /** What the app says in this project's language. */
  t: Texts;
  api: Api;
  /** An account of this test alone. */
  newPerson: () => Promise<Person>;
  /** The same, who has not followed the link in the first mail yet. */
  newcomer: () => Promise<Person>;
  /** The same, logged in in this test's browser. */
  person: Person;
  newEvent: (input?: Partial<EventInput>) => Promise<Event>;
  organizer: Organizer;
  /** Logs an organizer of this test alone in in this test's browser. */
  newHost: () => Promise<Host>;
  /** The same, from the beginning. */
  host: Host;
  /** The demo data's admin, logged in in this test's browser. */
  admin: Person;
  /** A second browser, guarded like the first. */
  newVisitor: (person?: Person) => Promise<Page>;
  /** A device whose camera sees what is shown, in a browser of its own, guarded like the first. */
  newCamera: (shown: Locator, person?: Person) => Promise<Page>;
  accessible: (page?: Page) => Promise<void>;
}

interface Organizer {
  api: Api;
  category: string;
}

interface Shared {
  /** One that several tests share, as long as its token counts: a project may take longer. */
  organizers: () => Promise<Organizer>;
}

const HOUR = 3_600_000;

/** Of the quarter of an hour that an access token is valid. */
const TOKEN_COUNTS = HOUR / 6;

/** Of the demo data, like the two others that the server prints. */
export const ADMIN: Account = {
  email: 'admin@eventhub.test',
  password: 'admin-demo-password',
  display_name: 'Admin',
};

export function inHours(hours: number): string {
  const hour = Math.ceil(Date.now() / HOUR) * HOUR;
  return new Date(hour + hours * HOUR).toISOString();
}

/** An event that starts in half an hour: what changes of it is told at once. */
export function soon(): { start_date: string; end_date: string } {
  return { start_date: new Date(Date.now() + HOUR / 2).toISOString(), end_date: inHours(2) };
}

function evening(category: string, input: Partial<EventInput>): EventInput {
  return {
    title: `Evening of ${uniqueWord()}`,
    description: 'An evening with **good talks** and time to meet.',
    category,
    location: 'Berlin',
    venue: 'Hall 3',
    start_date: inHours(24 * 30),
    end_date: inHours(24 * 30 + 3),
    timezone: 'Europe/Berlin',
    max_capacity: 20,
    price: '25.00',
    currency: 'EUR',
    status: 'PUBLISHED',
    ...input,
  };
}

/** Gives a browser the cookies of a session that the API opened. */
export async function signIn(context: BrowserContext, tokens: Tokens, url: string): Promise<void> {
  const common = { url, httpOnly: true, sameSite: 'Lax' as const };
  await context.addCookies([
    { name: 'access', value: tokens.access, ...common },
    { name: 'refresh', value: tokens.refresh, ...common },
  ]);
}

export const test = base.extend<Fixtures, Shared>({
  organizers: [
    async ({}, use, worker) => {
      const baseURL = worker.project.use.baseURL;
      const context = await requests.newContext(baseURL ? { baseURL } : {});
      const anyone = new Api(context);
      let known: { organizer: Organizer; since: number } | undefined;
      await use(async () => {
        if (!known || Date.now() - known.since > TOKEN_COUNTS) {
          const since = Date.now();
          const email = `organizer-${uniqueWord()}@example.test`;
          const tokens = await anyone.register({
            email,
            password: 'a long enough password',
            display_name: 'Olga Organizer',
            role: 'organizer',
          });
          await anyone.verify(email);
          known = { organizer: { api: anyone.as(tokens), category: await anyone.category() }, since };
        }
        return known.organizer;
      });
      await context.dispose();
    },
    { scope: 'worker' },
  ],
  organizer: async ({ organizers }, use) => {
    await use(await organizers());
  },

  guard: [
    async ({ context }, use) => {
      const guard = new Guard();
      guard.watch(context);
      await rememberHydration(context);
      await use(guard);
      guard.verify();
    },
    { auto: true },
  ],

  scripted: async ({ javaScriptEnabled }, use) => use(javaScriptEnabled !== false),

  t: async ({ locale }, use) => use(locale?.startsWith('ru') ? texts.ru : texts.en),

  api: async ({ request }, use) => use(new Api(request)),

  newPerson: async ({ newcomer, api }, use) => {
    await use(async () => {
      const person = await newcomer();
      await api.verify(person.email);
      return person;
    });
  },

  newcomer: async ({ api, t }, use, info) => {
    await use(async () => {
      const account = {
        email: uniqueEmail(info),
        password: `seven blue kites over ${info.workerIndex}`,
        display_name: 'Ada Attendee',
      };
      const tokens = await api.register({ ...account, locale: t.locale });
      return { ...account, tokens, api: api.as(tokens) };
    });
  },

  person: async ({ newPerson, context, baseURL }, use) => {
    const person = await newPerson();
    await signIn(context, person.tokens, baseURL ?? '');
    await use(person);
  },

  newEvent: async ({ organizer }, use) => {
    await use((input = {}) => organizer.api.createEvent(evening(organizer.category, input)));
  },

  newHost: async ({ api, t, context, baseURL, organizer }, use, info) => {
    await use(async () => {
      const account = {
        email: uniqueEmail(info),
        password: `seven blue kites over ${info.workerIndex}`,
        display_name: 'Hanna Host',
      };
      const tokens = await api.register({ ...account, role: 'organizer', locale: t.locale });
      await api.verify(account.email);
      await signIn(context, tokens, baseURL ?? '');
      const own = api.as(tokens);
      const newEvent = (input: Partial<EventInput> = {}) =>
        own.createEvent(evening(organizer.category, input));
      return { ...account, tokens, api: own, newEvent };
    });
  },

  host: async ({ newHost }, use) => use(await newHost()),

  admin: async ({ api, context, baseURL }, use) => {
    const tokens = await api.logIn(ADMIN);
    await signIn(context, tokens, baseURL ?? '');
    await use({ ...ADMIN, tokens, api: api.as(tokens) });
  },

  newVisitor: async ({ browser, guard, baseURL }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (person) => {
      const context = await browser.newContext();
      contexts.push(context);
      guard.watch(context);
      await rememberHydration(context);
      if (person) await signIn(context, person.tokens, baseURL ?? '');
      return context.newPage();
    });
    for (const context of contexts) await context.close();
  },

  newCamera: async ({ browser, playwright, guard, baseURL }, use, info) => {
    const devices: Browser[] = [];
    await use(async (shown, person) => {
      const file = info.outputPath(`camera-${devices.length}.mjpeg`);
      await film(browser, shown, file);
      const device = await playwright.chromium.launch({ args: seeing(file) });
      devices.push(device);
      const context = await device.newContext({ permissions: ['camera'] });
      guard.watch(context);
      await readCodes(context);
      if (person) await signIn(context, person.tokens, baseURL ?? '');
      return context.newPage();
    });
    for (const device of devices) await device.close();
  },

  accessible: async ({ page, scripted }, use) => {
    await use((other = page) => expectAccessible(other, scripted));
  },
});

export { expect };
