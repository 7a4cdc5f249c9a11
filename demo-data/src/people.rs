//! Who the demo is about.

/// The accounts to log in with: e-mail, password, name, role.
pub const ACCOUNTS: [(&str, &str, &str, &str); 3] = [
    ("admin@eventhub.test", "admin-demo-password", "Ada Admin", "admin"),
    ("organizer@eventhub.test", "organizer-demo-password", "Olga Organizer", "organizer"),
    ("attendee@eventhub.test", "attendee-demo-password", "Alex Attendee", "attendee"),
];

/// Organizers beside the demo account: name and what they say of themselves.
pub(super) const ORGANIZERS: [(&str, &str); 9] = [
    ("Nordlicht Meetups", "Small evenings about technology and games, from Hamburg to New York."),
    ("Inga Sørensen", "Designer and trainer. I teach teams to build things that everyone can use."),
    ("Zusammen e. V.", "Volunteers who bring neighbours, mentors and families together."),
    ("Out and About", "We get people outside, in any weather and at any level."),
    ("Founders & Neighbours", "Honest talk about work, money and the places we live in."),
    ("Klangraum", "Concerts in rooms that were not built for them."),
    ("Atelier Offen", "Open studios, drawing nights and walks with open eyes."),
    ("Ночные лекции", "Наука, кино и театр для тех, кто не ложится рано."),
    ("The Long Table", "Cooking, languages and books: everything that is better at one table."),
];

pub(super) const ATTENDEES: [&str; 40] = [
    "Anna Weber",
    "Иван Петров",
    "Maria Rossi",
    "Lukas Novák",
    "Emma Johansson",
    "Дарья Соколова",
    "Tom Fletcher",
    "Chiara Conti",
    "Jonas Berg",
    "Ольга Морозова",
    "Sofia Almeida",
    "Noah Janssen",
    "Алексей Волков",
    "Hannah Schmidt",
    "Pierre Lefèvre",
    "Zofia Kowalska",
    "Мария Лебедева",
    "Liam O’Connor",
    "Elif Yılmaz",
    "Мурат Ахметов",
    "Freja Nielsen",
    "Mateo García",
    "Екатерина Орлова",
    "Ben Carter",
    "Ingrid Haugen",
    "Сергей Кузнецов",
    "Yuki Tanaka",
    "Laura Fischer",
    "Николай Фёдоров",
    "Amara Okafor",
    "Priya Sharma",
    "Татьяна Белова",
    "Oskar Lind",
    "Julie Martin",
    "Гиорги Беридзе",
    "Marek Dvořák",
    "Анастасия Новикова",
    "Samuel Klein",
    "Nina Popović",
    "David Cohen",
];

/// What people write about an event, with their stars.
pub(super) const REVIEWS_EN: [(i32, &str); 10] = [
    (5, "One of the best evenings this year. Well organised, warm people, no waiting anywhere."),
    (5, "I came alone and left with three new friends. Please do it again!"),
    (4, "Great content, and the venue was easy to find. A few more chairs would have helped."),
    (4, "Friendly and well prepared. It could have been half an hour longer."),
    (3, "Nice idea, but it was hard to hear from the back rows."),
    (5, "Everything was just as described. The organisers answered every question."),
    (4, "Good atmosphere and fair price. The queue at the start was a bit long."),
    (5, "I did not expect to learn that much. Already telling everyone about it."),
    (2, "It started twenty minutes late and nobody told us why."),
    (5, ""),
];

pub(super) const REVIEWS_RU: [(i32, &str); 6] = [
    (5, "Очень тёплый вечер, всё продумано до мелочей. Спасибо организаторам!"),
    (5, "Пришла одна, ушла с новыми знакомыми. Ждём продолжения."),
    (4, "Отличная программа, только в зале было душновато."),
    (4, "Интересно и по делу. Хотелось бы больше времени на вопросы."),
    (3, "Неплохо, но начали с опозданием."),
    (5, "Лучшее, что было этой осенью."),
];
