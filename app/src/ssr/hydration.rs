//! Hydration scripts: how the app's code gets into a page. `leptos` writes preload links, which
//! browsers without JavaScript follow in vain and warn about; here a script adds the same links.

use leptos::hydration::{HydrationScripts, HydrationScriptsProps};
use leptos::nonce::use_nonce;
use leptos::prelude::*;
use std::sync::OnceLock;

/// A classic script runs where it stands, a module only once the page is there.
const PRELOAD: &str = "for(const[r,a,h]of FILES){const l=document.createElement(\"link\");\
    l.rel=r;l.as=a;l.crossOrigin=\"anonymous\";l.href=h;document.head.append(l)}";

/// A page is hydrated as it was sent: until then an address is changed by loading its page, as where
/// no script runs. Somebody who goes on or back in that time would otherwise leave the app's code with
/// another page than the one it takes over.
const UNTIL_HYDRATED: &str = "{const until=new AbortController,o={capture:true,signal:until.signal},\
    at=()=>location.pathname+location.search,sent=at();\
    addEventListener(\"popstate\",e=>{if(at()!==sent){e.stopImmediatePropagation();location.reload()}},o);\
    addEventListener(\"click\",e=>{if(e.target.closest?.(\"a[href]\"))e.stopImmediatePropagation()},o);\
    addEventListener(\"submit\",e=>e.stopImmediatePropagation(),o);\
    addEventListener(\"hydrated\",()=>until.abort(),{once:true})}";

/// A jump within a page is the browser's alone: the app's code would take a page whose address was
/// written anew under it (a draft that was just made) for another one, and put that in its place.
const WITHIN_THE_PAGE: &str = "{const at=()=>location.pathname+location.search;let shown=at();\
    for(const name of[\"pushState\",\"replaceState\"]){const write=history[name];\
    history[name]=function(...entry){write.apply(this,entry);shown=at()}}\
    addEventListener(\"popstate\",e=>{if(at()===shown)e.stopImmediatePropagation();shown=at()},\
    {capture:true})}";

/// The script that lets a browser fetch modules of script and of WASM ahead of their use.
pub fn preloading(modules: &[&str], wasm: &[&str]) -> String {
    let modules = modules.iter().map(|file| ["modulepreload", "script", file]);
    let wasm = wasm.iter().map(|file| ["preload", "fetch", file]);
    let files: Vec<_> = modules.chain(wasm).collect();
    PRELOAD.replace("FILES", &serde_json::json!(files).to_string().replace('<', "\\u003c"))
}

/// The links and the script that `leptos` would write, with the names of the files in them.
struct Scripts {
    module: String,
    wasm: String,
    script: String,
}

pub(crate) fn preload(options: &LeptosOptions) -> impl IntoView + use<> {
    static KNOWN: OnceLock<Option<Scripts>> = OnceLock::new();
    let known = KNOWN.get_or_init(|| Scripts::of(options.clone()));
    let script = known
        .as_ref()
        .map(|it| preloading(&[&it.module], &[&it.wasm]) + ";" + WITHIN_THE_PAGE + UNTIL_HYDRATED);
    script.map(|script| view! { <script nonce=use_nonce()>{script}</script> })
}

pub(crate) fn start(options: LeptosOptions) -> impl IntoView {
    Scripts::of(options).map(|scripts| {
        view! {
            <script type="module" nonce=use_nonce()>
                {scripts.script}
            </script>
        }
    })
}

impl Scripts {
    /// Asking `leptos` also tells this page's context which modules there are.
    fn of(options: LeptosOptions) -> Option<Self> {
        let given = HydrationScripts(HydrationScriptsProps::builder().options(options).build());
        Self::read(&given.to_html())
    }

    fn read(html: &str) -> Option<Self> {
        let link = |rel: &str| {
            let (_, link) = html.split_once(&format!("<link rel=\"{rel}\""))?;
            let (link, _) = link.split_once('>')?;
            let (_, href) = link.split_once("href=\"")?;
            Some(href.split_once('"')?.0.to_owned())
        };
        let (_, script) = html.split_once("<script")?;
        let (_, script) = script.split_once('>')?;
        let (script, _) = script.split_once("</script>")?;
        Some(Self {
            module: link("modulepreload")?,
            wasm: link("preload")?,
            script: script.to_owned(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_preloaded_where_no_script_runs_and_everything_where_one_does() {
        let owner = Owner::new();
        let (preload, start) = owner.with(|| {
            let options = || LeptosOptions::builder().output_name("event-hub").build();
            (preload(&options()).to_html(), start(options()).to_html())
        });
        assert!(!preload.contains("<link") && !start.contains("<link"), "{preload} {start}");
        assert!(preload.starts_with("<script") && !preload.contains("module\""), "{preload}");
        assert!(preload.contains("\"hydrated\"") && preload.contains("\"pushState\""), "{preload}");
        for file in ["\"/pkg/event-hub.js\"", "\"/pkg/event-hub"] {
            assert!(preload.contains(file), "{preload}");
        }
        assert!(start.contains("type=\"module\"") && start.contains("hydrate()"), "{start}");
    }
}
