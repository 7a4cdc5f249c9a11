//! Sending a table of guests: a plain form, with and without JavaScript.

use crate::i18n::{OrganizeBookingsTexts, use_texts};
use crate::paths;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

#[component]
pub(super) fn FileForm(slug: Memo<String>) -> impl IntoView {
    let lang = use_texts::<OrganizeBookingsTexts>();
    let query = use_query_map();
    let refused =
        move || query.with(|query| query.get("file")).and_then(|word| lang.file_refused(&word));
    let described = move || {
        if refused().is_some() { "file-error file-hint" } else { "file-hint" }
    };
    view! {
        <section class="desk-card" aria-labelledby="file-title" id="file-form">
            <h3 id="file-title">{lang.guest_file}</h3>
            <form
                method="post"
                enctype="multipart/form-data"
                action=move || paths::organize_guest_file(&slug.get())
                class="desk-form"
            >
                <div class="field">
                    <label for="file">{lang.choose_file}</label>
                    <input
                        id="file"
                        name="file"
                        type="file"
                        accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values,text/plain"
                        required
                        aria-describedby=described
                        aria-invalid=move || refused().is_some().then_some("true")
                    />
                    {move || {
                        refused()
                            .map(|text| {
                                view! {
                                    <p class="field-error" id="file-error" role="alert">
                                        {text}
                                    </p>
                                }
                            })
                    }}
                    <p class="hint" id="file-hint">
                        {lang.file_hint}
                    </p>
                </div>
                <figure class="desk-sample">
                    <figcaption>{lang.file_example}</figcaption>
                    <pre>
                        <code>{lang.file_sample}</code>
                    </pre>
                </figure>
                <button type="submit" class="button" data-testid="send-file">
                    {lang.send_file}
                </button>
            </form>
        </section>
    }
}
