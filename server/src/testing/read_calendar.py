"""Reads calendars with `icalendar`, which shares no line with what wrote them.

In: a JSON list of files' texts. Out: what a calendar program understands of each.
"""

import json
import sys
from datetime import timezone

import icalendar

TEXTS = ["UID", "SUMMARY", "DESCRIPTION", "LOCATION", "STATUS", "URL", "CONFERENCE", "ORGANIZER"]
TIMES = ["DTSTART", "DTEND", "DTSTAMP", "LAST-MODIFIED"]


def moment(event, name):
    value = event[name]
    assert not isinstance(value, list), f"{name} stands twice"
    # An instant, not a wall clock that somebody would have to place.
    assert value.dt.tzinfo is not None, f"{name} floats"
    return value.dt.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def text(event, name):
    value = event.get(name)
    assert not isinstance(value, list), f"{name} stands twice"
    return None if value is None else str(value)


def read(file):
    raw = file.encode()
    assert raw.endswith(b"\r\n")
    for line in raw.split(b"\r\n"):
        assert len(line) <= 75, f"a line of {len(line)} bytes"
        assert b"\r" not in line and b"\n" not in line
        # Folded between characters, for programs that read line by line.
        line.decode()
    # Nothing else that some program takes for the end of a line.
    assert len(file.splitlines()) == file.count("\r\n")
    calendar = icalendar.Calendar.from_ical(raw)
    assert not calendar.errors, calendar.errors
    assert calendar["VERSION"] == "2.0" and calendar["PRODID"]
    events = []
    for event in calendar.walk("VEVENT"):
        assert not event.errors, event.errors
        found = {name: text(event, name) for name in TEXTS}
        found |= {name: moment(event, name) for name in TIMES}
        found["SEQUENCE"] = int(event["SEQUENCE"])
        events.append(found)
    uids = [event["UID"] for event in events]
    assert len(set(uids)) == len(uids), "a UID stands twice"
    return {"method": text(calendar, "METHOD"), "events": events}


json.dump([read(file) for file in json.load(sys.stdin)], sys.stdout)
