//! Values of a file that come in several shapes: what is of none of them is passed over.

use super::Event;
use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::fmt;

/// A text, or a number as its text.
#[derive(Clone, Debug, Default)]
pub(super) struct Word(pub(super) Option<String>);

/// The names of people.
#[derive(Debug, Default)]
pub(super) struct People(pub(super) Vec<String>);

/// The sessions of a room.
#[derive(Default)]
pub(super) struct Items(pub(super) Vec<Event>);

/// Rooms by their names.
#[derive(Default)]
pub(super) struct Rooms(pub(super) Vec<(String, Items)>);

fn drained<'de, A: SeqAccess<'de>>(mut seq: A) -> Result<(), A::Error> {
    while seq.next_element::<IgnoredAny>()?.is_some() {}
    Ok(())
}

fn passed<'de, A: MapAccess<'de>>(mut map: A) -> Result<(), A::Error> {
    while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
    Ok(())
}

/// What a visitor makes of the shapes that it does not take.
macro_rules! or_nothing {
    ($value:ty: $($shape:ident)+) => {
        type Value = $value;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("anything")
        }

        $(or_nothing!(@$shape);)+
    };
    (@null) => {
        fn visit_unit<E>(self) -> Result<Self::Value, E> {
            Ok(Self::Value::default())
        }
    };
    (@scalar) => {
        fn visit_bool<E>(self, _: bool) -> Result<Self::Value, E> {
            Ok(Self::Value::default())
        }
    };
    (@number) => {
        fn visit_u64<E>(self, _: u64) -> Result<Self::Value, E> {
            Ok(Self::Value::default())
        }

        fn visit_i64<E>(self, _: i64) -> Result<Self::Value, E> {
            Ok(Self::Value::default())
        }

        fn visit_f64<E>(self, _: f64) -> Result<Self::Value, E> {
            Ok(Self::Value::default())
        }
    };
    (@text) => {
        fn visit_str<E>(self, _: &str) -> Result<Self::Value, E> {
            Ok(Self::Value::default())
        }
    };
    (@list) => {
        fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Self::Value, A::Error> {
            drained(seq).map(|()| Self::Value::default())
        }
    };
    (@object) => {
        fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
            passed(map).map(|()| Self::Value::default())
        }
    };
}

macro_rules! read_by {
    ($($value:ty: $visitor:ident;)+) => {$(
        impl<'de> Deserialize<'de> for $value {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_any($visitor)
            }
        }

        struct $visitor;
    )+};
}

read_by! {
    Word: OfWord;
    People: OfPeople;
    Person: OfPerson;
    Items: OfItems;
    MaybeEvent: OfEvent;
    Rooms: OfRooms;
}

impl<'de> Visitor<'de> for OfWord {
    or_nothing!(Word: null scalar list object);

    fn visit_str<E>(self, text: &str) -> Result<Word, E> {
        Ok(Word(Some(text.to_owned())))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Word, E> {
        Ok(Word(Some(number.to_string())))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Word, E> {
        Ok(Word(Some(number.to_string())))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Word, E> {
        Ok(Word(Some(number.to_string())))
    }
}

impl<'de> Visitor<'de> for OfPeople {
    or_nothing!(People: null scalar number text object);

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<People, A::Error> {
        let mut names = Vec::new();
        while let Some(Person(name)) = seq.next_element()? {
            names.extend(name.filter(|name| !name.trim().is_empty()));
        }
        Ok(People(names))
    }
}

/// The name that somebody is shown by.
#[derive(Default)]
struct Person(Option<String>);

impl<'de> Visitor<'de> for OfPerson {
    or_nothing!(Person: null scalar number list);

    fn visit_str<E>(self, name: &str) -> Result<Person, E> {
        Ok(Person(Some(name.to_owned())))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Person, A::Error> {
        // In the order in which they are believed.
        let mut names = [const { None }; 3];
        while let Some(field) = map.next_key::<String>()? {
            let at = match field.as_str() {
                "public_name" => 0,
                "full_public_name" => 1,
                "name" => 2,
                _ => {
                    map.next_value::<IgnoredAny>()?;
                    continue;
                }
            };
            let Word(name) = map.next_value()?;
            names[at] = name.filter(|name| !name.trim().is_empty());
        }
        Ok(Person(names.into_iter().flatten().next()))
    }
}

impl<'de> Visitor<'de> for OfItems {
    or_nothing!(Items: null scalar number text object);

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Items, A::Error> {
        let mut events = Vec::new();
        while let Some(MaybeEvent(event)) = seq.next_element()? {
            events.extend(event);
        }
        Ok(Items(events))
    }
}

#[derive(Default)]
struct MaybeEvent(Option<Event>);

impl<'de> Visitor<'de> for OfEvent {
    or_nothing!(MaybeEvent: null scalar number text list);

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<MaybeEvent, A::Error> {
        let event = Event::deserialize(serde::de::value::MapAccessDeserializer::new(map))?;
        Ok(MaybeEvent(Some(event)))
    }
}

impl<'de> Visitor<'de> for OfRooms {
    or_nothing!(Rooms: null scalar number text list);

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Rooms, A::Error> {
        let mut rooms = Vec::new();
        while let Some(room) = map.next_entry()? {
            rooms.push(room);
        }
        Ok(Rooms(rooms))
    }
}
