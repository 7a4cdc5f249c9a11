// The REST API, for what a test needs before it begins and for what it checks behind the page.
import { expect, type APIRequestContext, type APIResponse } from '@playwright/test';
import { nextMail } from './mail.ts';

export interface Tokens {
  access: string;
  refresh: string;
}

export interface Account {
  email: string;
  password: string;
  display_name: string;
}

export interface Event {
  id: string;
  slug: string;
  title: string;
  location: string;
  start_date: string;
  end_date: string;
  price: string;
  max_capacity: number;
  current_attendees: number;
  seats_available: number;
}

export interface EventInput {
  title: string;
  description: string;
  category: string;
  location: string;
  venue?: string;
  online_meeting_url?: string;
  start_date: string;
  end_date: string;
  timezone: string;
  max_capacity: number;
  max_per_person?: number | null;
  price: string;
  currency: string;
  status: 'DRAFT' | 'PUBLISHED';
}

export interface Payment {
  id: string;
  status: 'PENDING' | 'COMPLETED' | 'FAILED' | 'REFUNDED';
}

export interface Booking {
  id: string;
  reference: string;
  event: { id: string; title: string };
  quantity: number;
  total_price: string;
  status: 'PENDING' | 'CONFIRMED' | 'CANCELLED';
  cancel_reason: string | null;
  payment: Payment | null;
  tickets: { id: string; code: string }[];
}

export interface SessionInput {
  title: string;
  description?: string;
  room: string;
  track?: string | null;
  speaker?: string | null;
  speaker_name?: string | null;
  start_time: string;
  end_time: string;
  capacity: number;
}

export interface Session extends SessionInput {
  id: string;
}

export interface TicketTypeInput {
  name: string;
  price: string;
  description?: string;
  quota?: number | null;
  pool?: string | null;
  sale_from?: string | null;
  sale_until?: string | null;
  min_per_booking?: number;
  max_per_booking?: number;
  hidden?: boolean;
  offering?: 'FOR_SALE' | 'PAUSED' | 'ARCHIVED';
}

export interface TicketType {
  id: string;
  name: string;
}

export interface WaitlistEntry {
  quantity: number;
  position: number | null;
  parties_ahead: number | null;
  status: 'WAITING' | 'OFFERED' | 'ACCEPTED' | 'EXPIRED' | 'LEFT';
  booking: string | null;
}

/** One event's figures, as its organizer is told them. */
export interface Figures {
  seats: { confirmed: number };
  funnel: { visits: number; started: number; confirmed: number };
  origins: { via: string | null; visits: number; started: number; confirmed: number; seats: number }[];
}

export interface Page<T> {
  count: number;
  results: T[];
}

export class Api {
  private readonly request: APIRequestContext;
  private readonly tokens: Tokens | undefined;

  constructor(request: APIRequestContext, tokens?: Tokens) {
    this.request = request;
    this.tokens = tokens;
  }

  as(tokens: Tokens): Api {
    return new Api(this.request, tokens);
  }

  logIn({ email, password }: Account): Promise<Tokens> {
    return this.post<Tokens>('/api/auth/login/', { email, password });
  }

  /** An account by its address, for admins. */
  async user(email: string): Promise<{ id: string; role: string; disabled: boolean }> {
    const query = `search=${encodeURIComponent(email)}`;
    const found = await this.get<Page<{ id: string; role: string; disabled: boolean }>>(
      `/api/admin/users/?${query}`,
    );
    const [user] = found.results;
    if (!user) throw new Error(`nobody has ${email}`);
    return user;
  }

  register(account: Account & { role?: 'organizer'; locale?: string }): Promise<Tokens> {
    return this.post<Tokens>('/api/auth/register/', { ...account });
  }

  /** Follows the link in the account's first mail. */
  async verify(email: string): Promise<void> {
    const mail = await nextMail(this.request, email, ({ kind }) => kind === 'verify_email');
    const token = /\/verify-email\?token=([\w-]+)/.exec(mail.text)?.[1];
    const answer = await this.request.post('/api/auth/verify-email/', { data: { token } });
    expect(answer.status(), 'the link in the mail works').toBe(204);
  }

  async category(): Promise<string> {
    const answer = await this.get<{ slug: string }[] | Page<{ slug: string }>>('/api/categories/');
    const first = (Array.isArray(answer) ? answer : answer.results)[0];
    expect(first, 'there is a category').toBeDefined();
    return first?.slug ?? '';
  }

  createEvent(input: EventInput): Promise<Event> {
    return this.post<Event>('/api/events/', { ...input });
  }

  event(id: string): Promise<Event> {
    return this.get<Event>(`/api/events/${id}/`);
  }

  events(query: string): Promise<Page<Event>> {
    return this.get<Page<Event>>(`/api/events/?${query}`);
  }

  figures(id: string): Promise<Figures> {
    return this.get<Figures>(`/api/events/${id}/dashboard/figures/`);
  }

  async changeEvent(id: string, change: Partial<EventInput>): Promise<Event> {
    const headers = this.headers();
    return parse<Event>(await this.request.patch(`/api/events/${id}/`, { data: change, headers }));
  }

  cancelEvent(id: string, reason: string): Promise<unknown> {
    return this.post(`/api/events/${id}/cancel/`, { reason });
  }

  addSession(event: string, session: SessionInput): Promise<Session> {
    return this.post<Session>(`/api/events/${event}/sessions/`, { ...session });
  }

  sessions(event: string): Promise<Page<Session>> {
    return this.get<Page<Session>>(`/api/events/${event}/sessions/`);
  }

  async changeSession(event: string, id: string, data: SessionInput): Promise<Session> {
    const headers = this.headers();
    return parse<Session>(await this.request.put(`/api/events/${event}/sessions/${id}/`, { data, headers }));
  }

  /** Puts a session on one's own agenda. */
  async pick(event: string, session: string): Promise<void> {
    const headers = this.headers();
    const answer = await this.request.put(`/api/events/${event}/sessions/${session}/pick/`, { headers });
    expect(answer.status(), 'the session is picked').toBe(204);
  }

  /** Valid from yesterday until a month from now. */
  createPromotion(input: {
    code: string;
    event: string;
    kind: 'PERCENT' | 'FIXED';
    value: string;
    ticket_types?: string[];
  }): Promise<unknown> {
    const day = 24 * 3_600_000;
    return this.post('/api/promotions/', {
      ...input,
      valid_from: new Date(Date.now() - day).toISOString(),
      valid_until: new Date(Date.now() + 30 * day).toISOString(),
      max_uses: 10,
    });
  }

  checkIn(event: string, code: string): Promise<unknown> {
    return this.post(`/api/events/${event}/check-in/`, { code });
  }

  issueCertificates(event: string): Promise<{ issued: number; total: number; remaining: number }> {
    return this.post(`/api/events/${event}/certificates/`, {});
  }

  venues(): Promise<Page<{ id: string; name: string }>> {
    return this.get('/api/venues/');
  }

  certificates(): Promise<Page<{ number: string; name: string }>> {
    return this.get('/api/certificates/');
  }

  review(event: string, rating: number, comment: string): Promise<{ id: string }> {
    return this.post(`/api/events/${event}/reviews/`, { rating, comment });
  }

  reviews(
    event: string,
  ): Promise<Page<{ rating: number; comment: string; reply: { text: string } | null }>> {
    return this.get(`/api/events/${event}/reviews/`);
  }

  createTicketType(event: string, input: TicketTypeInput): Promise<TicketType> {
    return this.post(`/api/events/${event}/ticket-types/`, { ...input });
  }

  /** A quota that kinds of ticket share. */
  createTicketPool(event: string, input: { name: string; quota: number }): Promise<{ id: string }> {
    return this.post(`/api/events/${event}/ticket-types/pools/`, { ...input });
  }

  /** Lets holders exchange their tickets. */
  async allowExchanges(event: string): Promise<void> {
    const [data, headers] = [
      { exchanges: true, changes_close_hours: 0, changes_closed: false },
      this.headers(),
    ];
    const answer = await this.request.put(`/api/events/${event}/ticket-rules/`, { data, headers });
    expect(answer.status(), 'the rules are kept').toBe(200);
  }

  /** Seats of one kind of ticket. */
  bookType(event: string, ticket_type: string, quantity: number): Promise<Booking> {
    return this.post<Booking>('/api/bookings/', { event, items: [{ ticket_type, quantity }] });
  }

  book(event: string, quantity: number): Promise<Booking> {
    return this.post<Booking>('/api/bookings/', { event, quantity });
  }

  /** Gives a seat away. */
  inviteGuest(
    event: string,
    guest: { name: string; email: string },
  ): Promise<{ created: { booking: string }[]; skipped: { reason: string }[] }> {
    return this.post(`/api/events/${event}/bookings/`, { guests: [guest] });
  }

  /** Writes to those with a confirmed booking; answers the message's id. */
  async writeMessage(event: string, more: Record<string, unknown> = {}): Promise<string> {
    const message = { subject: 'Doors open at five', body: 'Come **early**.', audience: { status: 'CONFIRMED' } };
    return (await this.post<{ id: string }>(`/api/events/${event}/messages/`, { ...message, ...more })).id;
  }

  /** Invites an address to an event's team; answers the secret of the link in the message. */
  async inviteToTeam(event: string, email: string, role: string): Promise<string> {
    await this.post(`/api/events/${event}/team/`, { email, role });
    const mail = await nextMail(this.request, email, ({ kind }) => kind === 'team_invitation');
    return /\/invitations\/([\w-]+)/.exec(mail.text)?.[1] ?? '';
  }

  cancel(booking: string): Promise<Booking> {
    return this.post<Booking>(`/api/bookings/${booking}/cancel/`, {});
  }

  wait(event: string, quantity: number): Promise<WaitlistEntry> {
    return this.post<WaitlistEntry>(`/api/events/${event}/waitlist/`, { quantity });
  }

  /** Everybody on an event's waiting list, for its organizer. */
  waitlist(event: string): Promise<Page<{ id: string; status: string }>> {
    return this.get(`/api/events/${event}/waitlist/entries/`);
  }

  waiting(event: string): Promise<WaitlistEntry> {
    return this.get<WaitlistEntry>(`/api/events/${event}/waitlist/`);
  }

  bookings(): Promise<Page<Booking>> {
    return this.get<Page<Booking>>('/api/bookings/');
  }

  booking(id: string): Promise<Booking> {
    return this.get<Booking>(`/api/bookings/${id}/`);
  }

  cancelBooking(id: string): Promise<Booking> {
    return this.post<Booking>(`/api/bookings/${id}/cancel/`, {});
  }

  pay(booking: string, card_number: string): Promise<Payment> {
    return this.post<Payment>('/api/payments/', {
      booking,
      payment_method: 'MOCK_CARD',
      card_number,
    });
  }

  private async get<T>(path: string): Promise<T> {
    return parse<T>(await this.request.get(path, { headers: this.headers() }));
  }

  private async post<T>(path: string, data: Record<string, unknown>): Promise<T> {
    return parse<T>(await this.request.post(path, { data, headers: this.headers() }));
  }

  private headers(): Record<string, string> {
    return this.tokens ? { Authorization: `Bearer ${this.tokens.access}` } : {};
  }
}

async function parse<T>(response: APIResponse): Promise<T> {
  const said = response.ok() ? '' : await response.text();
  expect(response.ok(), `${response.url()} answered ${response.status()} ${said}`).toBe(true);
  return (await response.json()) as T;
}
