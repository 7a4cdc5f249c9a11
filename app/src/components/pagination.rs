//! Pagination of a list, as plain links.

use crate::i18n::use_lang;
use leptos::prelude::*;

/// `href` makes the address of a page.
#[component]
pub fn Pagination<F>(page: u32, pages: u32, href: F) -> impl IntoView
where
    F: Fn(u32) -> String,
{
    let lang = use_lang();
    if pages <= 1 {
        return ().into_any();
    }
    let mut last = 0;
    let mut items = Vec::new();
    for number in shown(page, pages) {
        if number > last + 1 {
            items.push(
                view! {
                    <li class="pagination-gap" aria-hidden="true">
                        "…"
                    </li>
                }
                .into_any(),
            );
        }
        last = number;
        let current = (number == page).then_some("page");
        let label = lang.page_number(number);
        items.push(
            view! {
                <li>
                    <a href=href(number) aria-current=current aria-label=label>
                        {number}
                    </a>
                </li>
            }
            .into_any(),
        );
    }
    let previous = (page > 1).then(|| {
        view! {
            <a class="button button-quiet" rel="prev" href=href(page - 1)>
                {lang.previous}
            </a>
        }
    });
    let next = (page < pages).then(|| {
        view! {
            <a class="button button-quiet" rel="next" href=href(page + 1)>
                {lang.next}
            </a>
        }
    });
    view! {
        <nav class="pagination" aria-label=lang.pages>
            {previous}
            <ul role="list">{items}</ul>
            {next}
        </nav>
    }
    .into_any()
}

/// The first, the last, and those around the current page.
fn shown(page: u32, pages: u32) -> Vec<u32> {
    (1..=pages).filter(|n| *n == 1 || *n == pages || n.abs_diff(page) <= 1).take(16).collect()
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn a_long_list_shows_its_ends_and_the_neighbours() {
        assert_eq!(shown(1, 1), [1]);
        assert_eq!(shown(5, 10), [1, 4, 5, 6, 10]);
        assert_eq!(shown(1, 10), [1, 2, 10]);
    }
}
