// An event with an agenda: three sessions in two rooms.
import type { Event } from './api.ts';
import type { Host } from './test.ts';

const MINUTE = 60_000;

/** So many minutes after the event begins. */
export function after(event: Event, minutes: number): string {
  return new Date(Date.parse(event.start_date) + minutes * MINUTE).toISOString();
}

export async function planned(host: Host): Promise<Event> {
  // In daylight, so that all of it is on one day.
  const day = new Date(Date.now() + 30 * 24 * 60 * MINUTE).toISOString().slice(0, 10);
  const event = await host.newEvent({
    start_date: `${day}T10:00:00Z`,
    end_date: `${day}T13:00:00Z`,
  });
  const session = (title: string, room: string, from: number, speaker_name: string, track: string) =>
    host.api.addSession(event.id, {
      title,
      room,
      track,
      speaker_name,
      start_time: after(event, from),
      end_time: after(event, from + 30),
      capacity: 20,
    });
  await session('Opening', 'Hall', 0, 'Ada Lovelace', 'Data');
  await session('Query plans', 'Hall', 60, 'Grace Hopper', 'Data');
  await session('Sixty frames', 'Attic', 0, 'Alan Turing', 'Craft');
  return event;
}
