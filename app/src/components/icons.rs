//! Line icons of one weight, drawn on a 24-unit grid.

use leptos::prelude::*;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    Search,
    Pin,
    Online,
    Calendar,
    Clock,
    Ticket,
    User,
    Globe,
    Sun,
    Moon,
    System,
    Check,
    Cross,
    Chevron,
    ArrowRight,
    Filter,
    Star,
    Download,
    Warning,
    Card,
    Bell,
}

impl Shape {
    const fn path(self) -> &'static str {
        match self {
            Self::Search => "M11 4a7 7 0 1 1 0 14 7 7 0 0 1 0-14M16 16l4.5 4.5",
            Self::Pin => {
                "M12 21s7-6.1 7-11.5A7 7 0 0 0 5 9.5C5 14.9 12 21 12 21M12 7.2a2.4 2.4 0 1 1 0 4.8 2.4 2.4 0 0 1 0-4.8"
            }
            Self::Online => "M4 5.5h16v10.5H4zM9 20h6M12 16v4",
            Self::Calendar => "M4 6h16v14H4zM4 10.5h16M8 3.5V8M16 3.5V8",
            Self::Clock => "M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17M12 7.5V12l3 2",
            Self::Ticket => {
                "M3.5 6.5h17v3.8a1.9 1.9 0 0 0 0 3.4v3.8h-17v-3.8a1.9 1.9 0 0 0 0-3.4zM14.5 6.5v2.2M14.5 10.9v2.2M14.5 15.3v2.2"
            }
            Self::User => "M12 4a4 4 0 1 1 0 8 4 4 0 0 1 0-8M4.5 20.5c.6-4 3.6-6 7.5-6s6.9 2 7.5 6",
            Self::Globe => {
                "M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17M3.5 12h17M12 3.5c2.6 2.5 3.7 5.3 3.7 8.5s-1.1 6-3.7 8.5c-2.6-2.5-3.7-5.3-3.7-8.5S9.4 6 12 3.5"
            }
            Self::Sun => {
                "M12 8a4 4 0 1 1 0 8 4 4 0 0 1 0-8M12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4"
            }
            Self::Moon => "M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5",
            Self::System => "M3.5 5h17v11h-17zM8.5 20h7M12 5v11",
            Self::Check => "M4.5 12.5l5 5 10-11",
            Self::Cross => "M6 6l12 12M18 6L6 18",
            Self::Chevron => "M6 9l6 6 6-6",
            Self::ArrowRight => "M4.5 12h15M13.5 6l6 6-6 6",
            Self::Filter => "M4 6.5h16M7 12h10M10 17.5h4",
            Self::Star => {
                "M12 3.5l2.6 5.4 5.9.8-4.3 4.1 1 5.9-5.2-2.9-5.2 2.9 1-5.9-4.3-4.1 5.9-.8z"
            }
            Self::Download => "M12 4v11M7.5 11l4.5 4.5 4.5-4.5M4.5 19.5h15",
            Self::Warning => "M12 4L2.8 19.5h18.4zM12 10v4.5M12 16.8v.4",
            Self::Bell => "M6 17V10.5a6 6 0 0 1 12 0V17l1.5 1.5h-15zM10 20.5h4",
            Self::Card => "M3 6h18v12.5H3zM3 10h18M6.5 15h4",
        }
    }
}

/// An icon beside words; it says nothing of its own.
#[component]
pub fn Icon(shape: Shape) -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 24 24" width="20" height="20" aria-hidden="true">
            <path d=shape.path() />
        </svg>
    }
}
